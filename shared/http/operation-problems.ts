import type { ProblemCode } from '../domain/problem-catalogue.ts';
import { type Endpoint, readsBody } from '../lambda/endpoint.ts';

/** All problems that an endpoint can answer: its own, and those that come with what it is. */
export function problemsOf(endpoint: Endpoint): ProblemCode[] {
  const codes: ProblemCode[] = ['invalid-request'];
  if (endpoint.access !== 'public') codes.push('unauthorized', 'tenant-mismatch', 'tenant-inactive');
  if (endpoint.access === 'tenant') codes.push('forbidden');
  if (readsBody(endpoint)) codes.push('payload-too-large');
  if (readsBody(endpoint) && !endpoint.rawBody) codes.push('malformed-body', 'unsupported-media-type');
  if (endpoint.replayable) codes.push('request-in-progress', 'idempotency-key-reused');
  codes.push('method-not-allowed', 'too-many-requests', 'internal-error', 'unavailable', 'storage-full', 'timeout');
  return [...new Set([...endpoint.problems, ...codes])];
}
