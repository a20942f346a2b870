import { notAccepted } from './not-accepted.ts';
import { fieldError } from './problems.ts';
import { serviceSentence } from './sentences/service-sentence.ts';

/** A parameter that bounds a range of times, and what it says: ISO 8601. */
type Bound = readonly [field: string, time: string | undefined];

/**
 * Refuses a range that ends before it begins: nothing can be in it, and its ends are mixed up.
 * @throws {Problem} 400 `invalid-request`
 */
export function assertRange([first, from]: Bound, [last, to]: Bound): void {
  if (from === undefined || to === undefined || Date.parse(from) <= Date.parse(to)) return;
  throw notAccepted([fieldError(first, 'range', serviceSentence('field-not-after', { field: last, bound: to }))]);
}
