import type { Kind } from '../contracts/kinds/kind.ts';

export type ServedReading = { readonly value: string } | { readonly expected: string };

/**
 * Reads a value in the spelling in which the API serves it, to compare stored values with: no synonyms, no other units,
 * nothing rounded. Bounds of the contract do not count (`gt 0` is a fair question to a column of at least 0.01), those of
 * the stored type do.
 * @returns the text to bind as a parameter of the kind's stored type, or what is expected instead
 */
export const readServedValue = (kind: Kind, text: string): ServedReading => READERS[kind.name](kind, text);

/** One entry a kind, so that a new kind does not compile until it says how it is asked for. */
const READERS: Readonly<Record<Kind['name'], (kind: Kind, text: string) => ServedReading>> = {
  text: (_, text) =>
    text === '' ? { expected: 'a text that is not empty; absent values: [is_null]=true' } : { value: text },
  code: ({ jsonSchema }, text) => among(jsonSchema.enum as readonly string[], text),
  flag: ({ jsonSchema }, text) => among((jsonSchema.enum as readonly number[]).map(String), text),
  integer: (_, text) =>
    /^-?[0-9]{1,18}$/.test(text) ? { value: text } : { expected: 'a whole number of at most 18 digits' },
  decimal: readDecimal,
  rate: readDecimal,
  date: ({ read }, text) =>
    /^\d{4}-\d{2}-\d{2}$/.test(text) && read(text).fault === undefined
      ? { value: text }
      : { expected: 'a calendar date between 1900 and 2100, written YYYY-MM-DD' },
};

const among = (allowed: readonly string[], text: string): ServedReading =>
  allowed.includes(text) ? { value: text } : { expected: `one of ${allowed.join(', ')}` };

function readDecimal({ name, storedType }: Kind, text: string): ServedReading {
  const { precision, scale } = decimalTypeOf(storedType);
  const whole = precision - scale;
  if (new RegExp(`^-?[0-9]{1,${whole}}([.][0-9]{1,${scale}})?$`).test(text)) return { value: text };
  const example = name === 'rate' ? ', a fraction such as 0.185' : '';
  return {
    expected: `a number of at most ${whole} digits and ${scale} decimals, with "." before the decimals${example}`,
  };
}

function decimalTypeOf(storedType: string): { precision: number; scale: number } {
  const match = /^Decimal\((\d+), (\d+)\)$/.exec(storedType);
  if (!match) throw new TypeError(`${storedType} is not a decimal type`);
  return { precision: Number(match[1]), scale: Number(match[2]) };
}

/** Decimals of a stored number; 0 for whole numbers. */
export const scaleOf = (kind: Kind): number =>
  kind.name === 'decimal' || kind.name === 'rate' ? decimalTypeOf(kind.storedType).scale : 0;

/** The type to compare with: wide enough for any whole number that {@link readServedValue} lets pass. */
export const parameterType = (kind: Kind): string => (kind.name === 'integer' ? 'Int64' : kind.storedType);
