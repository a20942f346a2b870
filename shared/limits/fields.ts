import { POLICIES, WINDOW_SECONDS } from '../domain/limits.ts';
import { Problem } from '../domain/problems.ts';
import { type Admission, mayGoUncounted, type Standing } from './limiter.ts';

/** How an answer tells what was counted, as text: what the authorizer found has to go through API Gateway. */
export interface LimitFields {
  /** Structured fields of draft-ietf-httpapi-ratelimit-headers. */
  rate_limit: string;
  rate_limit_policy: string;
  /** Names of the policies that the request broke, with commas between, and seconds to wait: on a refusal only. */
  limited_by?: string;
  retry_after?: string;
}

/** @returns undefined where nothing was counted */
export function limitFields({ allowed, standings }: Admission): LimitFields | undefined {
  if (standings.length === 0) return undefined;
  const broken = standings.filter(({ exceeded }) => exceeded);
  const list = (item: (standing: Standing) => string) => standings.map(item).join(', ');
  return {
    rate_limit: list(({ policy, remaining, resetSeconds }) => `"${policy}";r=${remaining};t=${resetSeconds}`),
    rate_limit_policy: list(({ policy, quota }) => `"${policy}";q=${quota};w=${WINDOW_SECONDS}`),
    ...(allowed
      ? {}
      : {
          limited_by: broken.map(({ policy }) => policy).join(','),
          retry_after: String(Math.max(...broken.map(({ resetSeconds }) => resetSeconds))),
        }),
  };
}

export const limitHeaders = (
  fields: Pick<LimitFields, 'rate_limit' | 'rate_limit_policy'>,
): Record<string, string> => ({
  RateLimit: fields.rate_limit,
  'RateLimit-Policy': fields.rate_limit_policy,
});

/** The 429 of a request that was one too many; undefined if it was not. */
export function refusalOf(fields: LimitFields): Problem | undefined {
  const { limited_by, retry_after } = fields;
  if (limited_by === undefined || retry_after === undefined) return undefined;
  const violated = limited_by.split(',');
  const counted = violated.map((name) =>
    Object.hasOwn(POLICIES, name) ? POLICIES[name as keyof typeof POLICIES].counted : name,
  );
  return new Problem('too-many-requests', `Too many ${counted.join(' and ')} within a minute. Wait ${retry_after} s.`, {
    headers: { ...limitHeaders(fields), 'Retry-After': retry_after },
    extensions: { violated_policies: violated },
  });
}

/** Seconds after which it is worth asking again while nothing can be counted. */
const RETRY_UNCOUNTED = '5';

/**
 * The headers of a request that may go on.
 * @throws {Problem} 429 `too-many-requests`; 503 `unavailable` where counting is a must and not possible
 */
export function admitted(admission: Admission): Record<string, string> {
  const fields = limitFields(admission);
  const refusal = fields && refusalOf(fields);
  if (refusal) throw refusal;
  if (!mayGoUncounted(admission)) {
    throw new Problem('unavailable', 'Signing in is not possible right now.', {
      headers: { 'Retry-After': RETRY_UNCOUNTED },
    });
  }
  return fields ? limitHeaders(fields) : {};
}
