import { POLICIES, WINDOW_SECONDS } from '../domain/limits.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { type Admission, mayGoUncounted, type Standing } from './limiter.ts';

/** Seconds after which it is worth asking again while nothing can be counted. */
const RETRY_UNCOUNTED = '5';

/**
 * The headers of a request that may go on: structured fields of draft-ietf-httpapi-ratelimit-headers; none where nothing
 * was counted.
 * @throws {Problem} 429 `too-many-requests`; 503 `unavailable` where counting is a must and not possible
 */
export function admitted(admission: Admission): Record<string, string> {
  const { allowed, standings } = admission;
  const headers = standings.length === 0 ? {} : limitHeaders(standings);
  if (!allowed) throw tooMany(standings, headers);
  if (!mayGoUncounted(admission)) {
    throw new Problem('unavailable', serviceSentence('sign-in-impossible'), {
      headers: { 'Retry-After': RETRY_UNCOUNTED },
    });
  }
  return headers;
}

function limitHeaders(standings: readonly Standing[]): Record<string, string> {
  const list = (item: (standing: Standing) => string) => standings.map(item).join(', ');
  return {
    RateLimit: list(({ policy, remaining, resetSeconds }) => `"${policy}";r=${remaining};t=${resetSeconds}`),
    'RateLimit-Policy': list(({ policy, quota }) => `"${policy}";q=${quota};w=${WINDOW_SECONDS}`),
  };
}

function tooMany(standings: readonly Standing[], headers: Record<string, string>): Problem {
  const broken = standings.filter(({ exceeded }) => exceeded);
  const counted = broken.map(({ policy }) => POLICIES[policy].counted).join(' and ');
  const wait = String(Math.max(...broken.map(({ resetSeconds }) => resetSeconds)));
  return new Problem('too-many-requests', serviceSentence('too-many-counted', { counted, seconds: wait }), {
    headers: { ...headers, 'Retry-After': wait },
    extensions: { violated_policies: broken.map(({ policy }) => policy) },
  });
}
