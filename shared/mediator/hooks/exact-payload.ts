import { ExactNumber, parseExactNumbers } from '../../domain/exact-number.ts';
import type { Json } from '../adapter.ts';
import { textOf } from './signature.ts';

/**
 * A body as adapters read it: its numbers are texts with the digits that were sent, so that no amount is ever another.
 * @returns undefined for what is no JSON
 */
export function exactPayload(body: Uint8Array): { readonly payload: Json } | undefined {
  try {
    return { payload: asTexts(parseExactNumbers(textOf(body) ?? '')) };
  } catch (error) {
    // No JSON, or too deep for anybody to mean it.
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function asTexts(value: unknown): Json {
  if (value instanceof ExactNumber) return value.text;
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, asTexts(inner)]));
}
