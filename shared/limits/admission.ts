import type { APIGatewayProxyEvent } from 'aws-lambda';
import { policyWithoutCredential } from '../domain/limits.ts';
import { addressSubject } from './client-address.ts';
import { admitted, type LimitFields, limitHeaders, refusalOf } from './fields.ts';
import type { Limiter } from './limiter.ts';

/**
 * Lets a request in, or not, before anything is done for it. What came through the authorizer was counted there, beside
 * the check of its credential; what needs no credential is counted here, by its address.
 * @param path of the endpoint; undefined where there is none
 * @returns headers of the answer
 * @throws {Problem} 429 `too-many-requests`; 503 `unavailable`
 */
export async function admit(
  event: APIGatewayProxyEvent,
  path: string | undefined,
  address: string,
  limiter: () => Limiter,
): Promise<Record<string, string>> {
  const context = event.requestContext?.authorizer as Partial<LimitFields & { tenant_id: string }> | null | undefined;
  if (context?.rate_limit !== undefined && context.rate_limit_policy !== undefined) {
    const fields = context as LimitFields;
    const refusal = refusalOf(fields);
    if (refusal) throw refusal;
    return limitHeaders(fields);
  }
  if (context?.tenant_id !== undefined) return {};
  const policy = policyWithoutCredential(event.httpMethod, path);
  return admitted(await limiter().count([{ policy, subject: addressSubject(address) }]));
}
