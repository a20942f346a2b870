import { createHmac } from 'node:crypto';
import { readConfig } from '../config.ts';
import { fingerprintOf } from '../operations/password-hash.ts';
import type { Endpoint } from './endpoint.ts';
import type { HttpMiddleware } from './exchange.ts';
import { canonicalJson, checkIdempotencyKey, type IdempotencyStore } from './idempotency.ts';
import { textOf } from './reply.ts';
import type { ParsedRequest } from './request.ts';

/**
 * Gives the first answer again where a POST is repeated with the same `Idempotency-Key`. After what was asked is checked,
 * so that a request which is refused costs no look into the store.
 * @throws {Problem} `idempotency-key-reused`, `request-in-progress`
 */
export const idempotent = (store: () => IdempotencyStore): HttpMiddleware => ({
  async before({ context: { exchange } }) {
    const { endpoint } = exchange.route!;
    const key = endpoint.replayable ? exchange.request.header('idempotency-key') : undefined;
    if (key === undefined) return;
    const content = await withoutSecrets(endpoint, exchange.input, key);
    const claim = await store().claim({
      tenantId: exchange.scope?.tenantId ?? 'public',
      operationId: endpoint.operationId,
      // What is for one pair of eyes only is not repeated to another credential of the tenant.
      key: endpoint.answersSecret
        ? `${exchange.caller?.keyId ?? exchange.caller?.user?.userId} ${checkIdempotencyKey(key)}`
        : checkIdempotencyKey(key),
      content,
    });
    if (claim.kept === undefined) exchange.claim = claim;
    else {
      const headers = { ...claim.kept.headers, 'X-Request-Id': exchange.requestId, 'Idempotency-Replayed': 'true' };
      exchange.kept = { ...claim.kept, headers };
    }
  },

  async after({ context: { exchange }, response }) {
    const { claim } = exchange;
    delete exchange.claim;
    if (!claim || !response) return;
    const { statusCode, headers, body } = response;
    // The work is done, so an answer that cannot be kept is given all the same.
    await claim
      .keep({ statusCode, headers: headers as Record<string, string>, body: textOf(body) })
      .catch((error: Error) => {
        exchange.logger.error('answer not kept for its idempotency key', { error });
      });
  },

  async onError({ context: { exchange } }) {
    await exchange.claim?.free();
  },
});

/**
 * What was asked, with fingerprints in the place of passwords, and a hash under the pepper in that of personal data: the store
 * keeps a fast hash of it, by which whoever knows the rest could try birthdays.
 */
async function withoutSecrets(
  { passwords = [], personal }: Endpoint,
  input: ParsedRequest | undefined,
  key: string,
): Promise<ParsedRequest | undefined> {
  if (input === undefined || (passwords.length === 0 && !personal)) return input;
  const { KEY_PEPPER } = readConfig(['keys']).keys;
  if (personal) {
    const body = createHmac('sha256', KEY_PEPPER).update(canonicalJson(input.body)).digest('hex');
    return { ...input, body };
  }
  const body = { ...(input.body as Record<string, unknown>) };
  for (const field of passwords) {
    const password = body[field];
    if (typeof password === 'string') body[field] = await fingerprintOf(password, KEY_PEPPER, `${field} ${key}`);
  }
  return { ...input, body };
}
