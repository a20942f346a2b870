import { ExactNumber, parseExactNumbers } from '../../domain/exact-number.ts';

type Value = null | boolean | string | ExactNumber | readonly Value[] | { readonly [name: string]: Value };

interface Form {
  readonly comma: string;
  readonly colon: string;
  /** Everything beyond ASCII as `\uXXXX`. */
  readonly ascii: boolean;
}

/**
 * How programs write JSON when nobody tells them how. M1.9 speaks of "the JSON with sorted keys" only: Python puts blanks and
 * escapes what is not ASCII, most others do neither.
 */
const FORMS: readonly Form[] = [
  { comma: ', ', colon: ': ', ascii: true },
  { comma: ',', colon: ':', ascii: false },
  { comma: ',', colon: ':', ascii: true },
  { comma: ', ', colon: ': ', ascii: false },
];

/** What the writing of a value takes is bounded by that. */
const DEEPEST = 64;

/**
 * A JSON text with sorted keys, in each form that a sender may have signed. Numbers stay as they were written. Of a key that is there
 * twice the last one counts, as for everybody who reads the text.
 * @returns undefined for what is no JSON, or too deep
 */
export function sortedJson(text: string): string[] | undefined {
  try {
    const value = parseExactNumbers(text) as Value;
    return FORMS.map((form) => written(value, form, 0));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function written(value: Value, form: Form, depth: number): string {
  if (depth > DEEPEST) throw new RangeError('too deep');
  if (value instanceof ExactNumber) return value.text;
  if (typeof value === 'string') return quoted(value, form);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => written(item, form, depth + 1)).join(form.comma)}]`;
  const members = Object.entries(value as { readonly [name: string]: Value }).toSorted(([a], [b]) => byCharacter(a, b));
  return `{${members.map(([name, inner]) => quoted(name, form) + form.colon + written(inner, form, depth + 1)).join(form.comma)}}`;
}

/** By whole characters, not by their halves, which come before U+E000. */
function byCharacter(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const difference = left[at]!.codePointAt(0)! - right[at]!.codePointAt(0)!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const quoted = (text: string, { ascii }: Form): string => {
  const json = JSON.stringify(text);
  return ascii
    ? json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    : json;
};
