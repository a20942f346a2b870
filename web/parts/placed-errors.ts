import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import type { FieldError } from '../api/problem.ts';

/** Errors by the field of the form that shows them; under `''` those that none shows. */
export type PlacedErrors = ReadonlyMap<string, readonly FieldError[]>;

/** Each error stands at its own field, or else at the innermost one that it is a part of. */
export function placeAt(shownFields: Iterable<string>, errors: readonly FieldError[]): PlacedErrors {
  const shown = new Set(shownFields);
  return Map.groupBy(errors, ({ field }) => {
    // Parts of an object begin with a dot, entries of a list with a bracket.
    const ends = [...field.matchAll(/[.[]/g)].map(({ index }) => index).reverse();
    return [field, ...ends.map((end) => field.slice(0, end))].find((part) => shown.has(part)) ?? '';
  });
}

/** What the page itself refuses, said as the service would: nothing is sent. */
export class FieldsRefused extends Error {
  override readonly name = 'FieldsRefused';
  readonly errors: readonly FieldError[];

  constructor(errors: readonly FieldError[]) {
    super(`refused: ${errors.map(({ field }) => field).join(', ')}`);
    this.errors = errors;
  }
}

/** Fields that are empty and may not be. */
export function requiredErrors(fields: readonly string[]): readonly FieldError[] {
  const { text: detail, message } = serviceSentence('field-required');
  return fields.map((field) => ({ field, code: 'required', detail, message }));
}
