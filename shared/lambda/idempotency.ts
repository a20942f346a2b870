import { createHash, randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { fieldError, Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { traced } from '../observability/traced-client.ts';
import { sealer } from '../secrets/sealer.ts';
import { ANSWER_KEYS } from './endpoint.ts';

/** An answer as it is kept for repeating. */
export interface KeptAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

export interface IdempotentRequest {
  /** `public` where there is no tenant. */
  tenantId: string;
  operationId: string;
  key: string;
  /** All that the client said apart from the key: path, query and body. */
  content: unknown;
}

export interface IdempotencyStore {
  /**
   * Takes the key for this request, unless the same request has been answered within 24 hours: then that answer is `kept`.
   * Only successful answers are kept: after any other, or a failure, the key has to be freed.
   * @throws {Problem} `idempotency-key-reused`, `request-in-progress`
   */
  claim(request: IdempotentRequest): Promise<Claim>;
}

/** A request's hold on its key, or what it was answered the first time. */
export interface Claim {
  readonly kept?: KeptAnswer;
  /** Keeps a successful answer for repeating, and frees the key after any other. */
  keep(answer: KeptAnswer): Promise<void>;
  /** The key can be used again at once. Never throws: the claim runs out by itself. */
  free(): Promise<void>;
}

const KEPT_SECONDS = 24 * 3600;
/** Longer than any HTTP function runs: a request that died without freeing its key blocks it no longer than this. */
const RUNNING_SECONDS = 60;
/** DynamoDB takes 400 KB an item; longer answers (thousands of presigned part URLs) are kept in several. */
const CHUNK_BYTES = 380_000;

/** A table that does not answer must not use up the time that is left to say so. */
const PATIENCE = { connectionTimeout: 1000, requestTimeout: 3000 };

const KEY = /^[\x21-\x7e]{1,255}$/;

/** @throws {Problem} `invalid-request` for a key that is not 1 to 255 visible ASCII characters */
export function checkIdempotencyKey(key: string): string {
  if (KEY.test(key)) return key;
  const errors = [fieldError('Idempotency-Key', 'format', serviceSentence('idempotency-key-format'))];
  throw new Problem('invalid-request', serviceSentence('not-accepted', { fields: 'Idempotency-Key' }), { errors });
}

const record = z.object({
  fingerprint: z.string(),
  state: z.enum(['RUNNING', 'ANSWERED']),
  running_until: z.number(),
  expires_at: z.number(),
  chunks: z.number().optional(),
  /** Names the run, and with it the items that hold its answer. */
  owner: z.string(),
  sealed: z.instanceof(Uint8Array).optional(),
});
type IdempotencyRecord = z.infer<typeof record>;

/**
 * Keys and answers in the staging table, at `idempotency#<tenant>` / `<operation>#<hash of the key>`. Answers are sealed
 * (they may hold a new API key or presigned URLs) with a secret made of the pepper and of the client's own key.
 */
export function idempotencyIn(
  table: string,
  pepper: string,
  client = traced(new DynamoDBClient({ maxAttempts: 2, requestHandler: PATIENCE }), 'dynamodb'),
): IdempotencyStore {
  const dynamo = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const seal = sealer(pepper, 'tranche kept answer v1');

  return {
    async claim(request) {
      const keys = keysOf(request);
      const owner = randomUUID();
      const found = await claim(keys, hash(canonicalJson(request.content)), owner);
      const release = () => free(keys, owner);
      const isSuccess = ({ statusCode }: KeptAnswer) => statusCode >= 200 && statusCode <= 299;
      return {
        ...(found ? { kept: await open(request, keys, found) } : {}),
        keep: (answer) => (isSuccess(answer) ? keep(request, keys, owner, answer) : release()),
        free: release,
      };
    },
  };

  /** @returns the record to repeat, or undefined when the key is now ours. */
  async function claim(keys: Keys, fingerprint: string, owner: string): Promise<IdempotencyRecord | undefined> {
    for (let attempt = 0; attempt < 3; attempt++) {
      const now = Math.floor(Date.now() / 1000);
      const item = {
        ...keys,
        fingerprint,
        owner,
        state: 'RUNNING',
        running_until: now + RUNNING_SECONDS,
        expires_at: now + KEPT_SECONDS,
      };
      try {
        await dynamo.send(
          new PutCommand({
            TableName: table,
            Item: item,
            ConditionExpression:
              'attribute_not_exists(pk) OR expires_at <= :now OR (#state = :running AND running_until <= :now)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':now': now, ':running': 'RUNNING' },
          }),
        );
        return undefined;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
      const found = await dynamo.send(new GetCommand({ TableName: table, Key: keys, ConsistentRead: true }));
      if (!found.Item) continue; // freed between the two calls
      const existing = record.parse(found.Item);
      if (existing.fingerprint !== fingerprint) throw new Problem('idempotency-key-reused');
      if (existing.state === 'ANSWERED') return existing;
      throw new Problem('request-in-progress', undefined, { headers: { 'Retry-After': '1' } });
    }
    throw new Problem('request-in-progress', undefined, { headers: { 'Retry-After': '1' } });
  }

  async function keep(request: IdempotentRequest, keys: Keys, owner: string, answer: KeptAnswer): Promise<void> {
    const sealed = seal.close(request.key, contextOf(keys), JSON.stringify(answer));
    const expires = Math.floor(Date.now() / 1000) + KEPT_SECONDS;
    const chunks = Math.ceil(sealed.length / CHUNK_BYTES);
    for (let n = 1; n < chunks; n++) {
      const part = sealed.subarray(n * CHUNK_BYTES, (n + 1) * CHUNK_BYTES);
      const Item = { pk: keys.pk, sk: chunkKey(keys, owner, n), sealed: part, expires_at: expires };
      await dynamo.send(new PutCommand({ TableName: table, Item }));
    }
    await dynamo.send(
      new UpdateCommand({
        TableName: table,
        Key: keys,
        UpdateExpression: 'SET #state = :answered, sealed = :sealed, chunks = :chunks, expires_at = :expires',
        ConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#state': 'state', '#owner': 'owner' },
        ExpressionAttributeValues: {
          ':answered': 'ANSWERED',
          ':sealed': sealed.subarray(0, CHUNK_BYTES),
          ':chunks': chunks,
          ':expires': expires,
          ':owner': owner,
        },
      }),
    );
  }

  async function open(request: IdempotentRequest, keys: Keys, kept: IdempotencyRecord): Promise<KeptAnswer> {
    const parts = [kept.sealed ?? new Uint8Array()];
    for (let n = 1; n < (kept.chunks ?? 1); n++) {
      const Key = { pk: keys.pk, sk: chunkKey(keys, kept.owner, n) };
      const found = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      parts.push(z.instanceof(Uint8Array).parse(found.Item?.sealed));
    }
    return JSON.parse(seal.open(request.key, contextOf(keys), Buffer.concat(parts)).toString('utf8')) as KeptAnswer;
  }

  async function free(keys: Keys, owner: string): Promise<void> {
    try {
      await dynamo.send(
        new DeleteCommand({
          TableName: table,
          Key: keys,
          ConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': owner },
        }),
      );
    } catch {
      // The claim then runs out by itself; the failure that brought us here is the one to report.
    }
  }
}

interface Keys {
  pk: string;
  sk: string;
}

const keysOf = ({ tenantId, operationId, key }: IdempotentRequest): Keys => ({
  pk: `${ANSWER_KEYS}${tenantId}`,
  sk: `${operationId}#${hash(key)}`,
});
const chunkKey = (keys: Keys, owner: string, n: number): string => `${keys.sk}#${owner}#${n}`;
const contextOf = (keys: Keys): string => `${keys.pk}/${keys.sk}`;
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The same for two bodies that differ only in the order of their fields or in white space. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
