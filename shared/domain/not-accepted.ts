import { boundErrors, cutText, firstOf } from './problem-bounds.ts';
import { type FieldError, Problem } from './problems.ts';
import { serviceSentence } from './sentences/service-sentence.ts';

/** Names in the one line that says what was wrong. Whoever sends more or longer ones reads the list. */
const MOST_NAMED = 10;
const MAX_NAME_BYTES = 100;

/**
 * What a request that has these errors is answered; its detail names each field once.
 * @param count how many there are, where these are not all
 */
export function notAccepted(errors: readonly FieldError[], count = errors.length): Problem {
  const fields = [...new Set(errors.map(({ field }) => cutText(field, MAX_NAME_BYTES) || 'the body'))];
  return new Problem('invalid-request', serviceSentence('not-accepted', { fields: firstOf(fields, MOST_NAMED) }), {
    errors: boundErrors(errors, count),
  });
}
