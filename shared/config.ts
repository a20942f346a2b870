import * as z from 'zod';
import { QUOTAS_FORM, readQuotas } from './domain/limits.ts';
import { resolveReferences } from './secrets/references.ts';
import { readSecret } from './secrets/secrets-manager.ts';

/**
 * Every setting of every function, in one schema. `process.env` is read here and nowhere else in shared/ and functions/.
 * A function asks for the groups it needs; a missing or malformed setting is reported by name, with what it should look like.
 * Where a setting refers to a secret (see secrets/references.ts), the secret is read before the function's own code runs, and again when
 * a database refuses the login.
 */
const url = (protocols: string[], example: string) =>
  z
    .string(`a URL such as ${example}`)
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), `a URL such as ${example}`);

/** @param expected what the value should look like: said when it is missing and when it is malformed */
const matching = (pattern: RegExp, expected: string) => z.string(expected).regex(pattern, expected);
const random = z.string('at least 32 random characters').min(32, 'at least 32 random characters');

const groups = {
  staging: z.object({
    STAGING_BUCKET: matching(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'an S3 bucket name'),
    STAGING_TABLE: matching(/^[A-Za-z0-9_.-]{3,255}$/, 'a DynamoDB table name'),
    /** Largest file a bank may upload, in bytes. */
    MAX_UPLOAD_BYTES: z.coerce
      .number('a number of bytes')
      .int('a whole number of bytes')
      .positive('a number of bytes above 0')
      .default(100 * 1024 ** 3),
  }),
  queue: z.object({
    SYNC_QUEUE_URL: url(['http:', 'https:'], 'https://sqs.eu-central-1.amazonaws.com/123456789012/sync'),
    /** Of syncs that are over within seconds: they have workers of their own. */
    SMALL_SYNC_QUEUE_URL: url(['http:', 'https:'], 'https://sqs.eu-central-1.amazonaws.com/123456789012/small-sync'),
  }),
  lanes: z.object({
    /** Workers of each queue: what they share out among tenants. */
    LARGE_SYNCS: z.coerce.number('a whole number').int('a whole number').min(1, 'a whole number').default(2),
    SMALL_SYNCS: z.coerce.number('a whole number').int('a whole number').min(1, 'a whole number').default(2),
  }),
  operations: z.object({
    DATABASE_URL: url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/tranche'),
  }),
  credentials: z.object({
    /** The registry by a login that can read keys, sessions and tenants, and do nothing else (operations/credentials-login.ts). */
    CREDENTIALS_DATABASE_URL: url(
      ['postgres:', 'postgresql:'],
      'postgres://tranche_credentials:password@host:5432/tranche',
    ),
  }),
  outbound: z.object({
    /** Besides public addresses, what may be fetched from: networks, with commas between. */
    OUTBOUND_ALLOWED: matching(/^[0-9a-fA-F.:/, ]*$/, 'networks such as 10.1.0.0/16, with commas between').default(''),
  }),
  sources: z.object({
    /** Seals the credentials of sources. */
    SOURCE_KEY: random,
  }),
  privateKeys: z.object({
    /** What the names of the secrets begin with that hold each tenant's private key (operations/private-keys.ts). */
    PRIVATE_KEYS_PREFIX: matching(/^[\w/+=.@-]{1,300}$/, 'the beginning of the names of secrets'),
    /** The key that new ones of them are encrypted with; Secrets Manager's own where it is empty. */
    PRIVATE_KEYS_KMS_ID: z.string().default(''),
  }),
  streams: z.object({
    STREAM_QUEUE_URL: url(['http:', 'https:'], 'https://sqs.eu-central-1.amazonaws.com/123456789012/streams'),
  }),
  mediator: z.object({
    MEDIATOR_QUEUE_URL: url(['http:', 'https:'], 'https://sqs.eu-central-1.amazonaws.com/123456789012/mediator'),
  }),
  providers: z.object({
    /** Seals the credentials and the webhook secrets of providers. */
    PROVIDER_KEY: random,
  }),
  persons: z.object({
    /** Seals what is known of persons whose identity is verified. */
    PERSON_KEY: random,
    /** How long documents are kept after the decision on their verification. */
    KYC_DOCUMENT_DAYS: z.coerce
      .number('a whole number of days from 0 to 3650')
      .int('a whole number of days from 0 to 3650')
      .min(0, 'a whole number of days from 0 to 3650')
      .max(3650, 'a whole number of days from 0 to 3650')
      .default(30),
  }),
  webhookQueue: z.object({
    WEBHOOK_QUEUE_URL: url(['http:', 'https:'], 'https://sqs.eu-central-1.amazonaws.com/123456789012/webhooks'),
  }),
  webhooks: z.object({
    /** Seals the secrets that webhooks are signed with. */
    WEBHOOK_KEY: random,
  }),
  pulls: z.object({
    PULL_QUEUE_URL: url(['http:', 'https:'], 'https://sqs.eu-central-1.amazonaws.com/123456789012/pulls'),
  }),
  keys: z.object({
    /** Mixed into the hash of every API key, so that the table alone is useless. */
    KEY_PEPPER: random,
  }),
  tokens: z.object({
    /** Proves access tokens: an Ed25519 key as SubjectPublicKeyInfo (DER) in base64. */
    TOKEN_PUBLIC_KEY: matching(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/, 'an Ed25519 public key (SPKI, base64)'),
  }),
  signing: z.object({
    /** Signs access tokens: an Ed25519 key as PKCS #8 (DER) in base64. A new pair makes them invalid; clients refresh them. */
    TOKEN_PRIVATE_KEY: matching(/^MC4CAQAwBQYDK2VwBCIEI[A-Za-z0-9+/]{43}$/, 'an Ed25519 private key (PKCS #8, base64)'),
  }),
  tokenKeys: z.object({
    /** The secret that gets a new private key. */
    TOKEN_KEY_SECRET_ID: z.string('the name or ARN of a secret').min(1, 'the name or ARN of a secret'),
  }),
  limits: z.object({
    /** What differs from the table of shared/domain/limits.ts; `off` counts nothing at all. */
    RATE_LIMITS: z
      .string()
      .default('')
      .transform((text, context) => {
        const quotas = readQuotas(text);
        if (quotas === undefined) context.addIssue({ code: 'custom', message: QUOTAS_FORM });
        return quotas ?? z.NEVER;
      }),
    /** Requests of one tenant that the warehouse works on at the same time. */
    READS_AT_A_TIME: z.coerce.number('a whole number').int('a whole number').min(1, 'a whole number').default(2),
    /** What CloudFront shows where it stands before the API; empty where it does not. */
    EDGE_SECRET: z
      .string()
      .regex(/^(?:|.{32,})$/, 'at least 32 random characters')
      .default(''),
  }),
  audit: z.object({
    /** How long audit entries are kept. The database keeps them for seven years, whatever is asked of it. */
    AUDIT_YEARS: z.coerce
      .number('a whole number of years from 7 to 100')
      .int('a whole number of years from 7 to 100')
      .min(7, 'a whole number of years from 7 to 100')
      .max(100, 'a whole number of years from 7 to 100')
      .default(7),
  }),
  warehouse: z.object({
    WAREHOUSE_URL: url(['http:', 'https:'], 'http://clickhouse:8123'),
    /** The login that reads; where no other is given, it loads too. */
    WAREHOUSE_USER: z.string().min(1, 'a ClickHouse user name').default('default'),
    WAREHOUSE_PASSWORD: z.string().default(''),
    /** Where its certificate is signed by nobody known: that certificate, or the one that signed it. Else empty. */
    WAREHOUSE_CA: matching(
      /^(?:|-----BEGIN CERTIFICATE-----\n[A-Za-z0-9+/=\n]+-----END CERTIFICATE-----\s*)$/,
      'a certificate in PEM',
    ).default(''),
    /** How long an answer may take: less than the function has, which says then that the warehouse does not answer. */
    WAREHOUSE_TIMEOUT_SECONDS: z.coerce
      .number('a whole number of seconds')
      .int('a whole number of seconds')
      .min(1, 'a whole number of seconds')
      .default(900),
    /** Where the warehouse is a cluster: its name, as ClickHouse knows it. */
    WAREHOUSE_CLUSTER: matching(/^[A-Za-z_][A-Za-z0-9_-]{0,62}$/, 'the name of a ClickHouse cluster').optional(),
    /**
     * Of how many keys that rows may refer to a statement holds all in memory, 32 bytes a key: docs/performance.md has what they
     * take. Of more, rows without a partner are found by a merge in key order, which holds none.
     */
    WAREHOUSE_KEYS_HELD: z.coerce
      .number('a whole number of keys')
      .int('a whole number of keys')
      .min(0, 'a whole number of keys')
      .default(8_000_000),
    /**
     * Files of at most so many bytes, unpacked, are loaded by fewer statements that look at every row in full, which takes longer a
     * row: decision 43. Of 0, none is.
     */
    WAREHOUSE_SMALL_FILE_BYTES: z.coerce
      .number('a whole number of bytes')
      .int('a whole number of bytes')
      .min(0, 'a whole number of bytes')
      .default(4 * 1024 ** 2),
    /** Whether what comes back is held against the shape that a query says its rows have: under test. */
    WAREHOUSE_CHECK_ROWS: z.stringbool('true or false').default(false),
  }),
  loading: z.object({
    /** The login that makes tables and fills them, where it is another than the one that reads (warehouse/logins.ts). */
    WAREHOUSE_LOAD_USER: z.string().min(1, 'a ClickHouse user name').optional(),
    WAREHOUSE_LOAD_PASSWORD: z.string().default(''),
  }),
  metrics: z.object({
    /** Credential of whoever scrapes `/metrics` for all tenants. */
    METRICS_TOKEN: random,
    /** Where messages wait that no worker could handle. */
    SYNC_DEAD_LETTER_QUEUE_URL: url(['http:', 'https:'], 'https://sqs.eu-central-1.amazonaws.com/123456789012/failed'),
    STREAM_DEAD_LETTER_QUEUE_URL: url(
      ['http:', 'https:'],
      'https://sqs.eu-central-1.amazonaws.com/123456789012/failed-streams',
    ),
    MEDIATOR_DEAD_LETTER_QUEUE_URL: url(
      ['http:', 'https:'],
      'https://sqs.eu-central-1.amazonaws.com/123456789012/failed-mediations',
    ),
    WEBHOOK_DEAD_LETTER_QUEUE_URL: url(
      ['http:', 'https:'],
      'https://sqs.eu-central-1.amazonaws.com/123456789012/failed-webhooks',
    ),
  }),
  tracing: z.object({
    /** Collector that takes OTLP over HTTP. Without one there are no traces, and nothing of them is loaded. */
    OTEL_EXPORTER_OTLP_ENDPOINT: url(['http:', 'https:'], 'http://127.0.0.1:4318').optional(),
    /** Share of traces that are kept. */
    OTEL_TRACES_SAMPLER_ARG: z.coerce
      .number('a number from 0 to 1')
      .min(0, 'a number from 0 to 1')
      .max(1, 'a number from 0 to 1')
      .default(1),
  }),
  runtime: z.object({
    /** Set in Lambda, where a function stands still as soon as it has answered, and an answer may only be so long. */
    AWS_LAMBDA_RUNTIME_API: z.string().optional(),
    /** Whether long answers may travel compressed: not where an emulator's gateway takes no answer for binary. */
    COMPRESS_ANSWERS: z
      .enum(['true', 'false'], 'true or false')
      .default('true')
      .transform((value) => value === 'true'),
  }),
} as const;

type Groups = typeof groups;
type Settings<K extends keyof Groups> = { [G in K]: z.infer<Groups[G]> };

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}

/** What the references of this process' environment stand for, or why that is not known. */
let secretSettings = await resolveReferences(process.env, readSecret).catch((error: Error) => error);

/** Who is refused a login may be one of many at once, and stay refused for a while. */
const REREAD_PAUSE_MS = 2000;
let reread: { readonly at: number; readonly done: Promise<void> } | undefined;

/**
 * Reads the secrets again that settings refer to: somebody changed a password while this function lives. What cannot be
 * read stays as it was.
 */
export function rereadSecrets(): Promise<void> {
  if (reread === undefined || performance.now() - reread.at > REREAD_PAUSE_MS) {
    const done = resolveReferences(process.env, readSecret).then(
      (settings) => {
        secretSettings = settings;
      },
      () => undefined,
    );
    reread = { at: performance.now(), done };
  }
  return reread.done;
}

/**
 * The named groups of settings, checked.
 * @throws {ConfigurationError} naming every missing or malformed setting and what it should look like; never its value.
 */
export function readConfig<K extends keyof Groups>(
  names: readonly K[],
  env: Record<string, string | undefined> = withSecrets(),
): Settings<K> {
  const faults: string[] = [];
  const settings: Partial<Record<K, unknown>> = {};
  for (const name of names) {
    const parsed = groups[name].safeParse(env);
    if (parsed.success) settings[name] = parsed.data;
    else {
      for (const issue of parsed.error.issues) {
        const key = issue.path.join('.');
        const rule = env[key] === undefined ? 'is missing' : 'is malformed';
        faults.push(`${key} ${rule}: expected ${issue.message}`);
      }
    }
  }
  if (faults.length > 0) throw new ConfigurationError(`Configuration: ${faults.join('; ')}.`);
  return settings as Settings<K>;
}

function withSecrets(): Record<string, string | undefined> {
  if (secretSettings instanceof Error) throw new ConfigurationError(`Configuration: ${secretSettings.message}.`);
  return { ...process.env, ...secretSettings };
}

/**
 * A function's template lists its groups in SETTINGS: a function that lacks one of them says so when it starts, in its
 * log, and takes no event.
 */
const needed = process.env.SETTINGS?.split(',').filter((name) => name !== '') ?? [];
const unknown = needed.filter((name) => !Object.hasOwn(groups, name));
if (unknown.length > 0) {
  throw new ConfigurationError(
    `Configuration: SETTINGS is malformed: expected a list of ${Object.keys(groups).join(', ')}; ${unknown.join(', ')} is none of them.`,
  );
}
if (needed.length > 0) readConfig(needed as (keyof Groups)[]);
