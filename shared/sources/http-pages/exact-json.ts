/** `1e-7`: what a float cannot hold is in the text of a number, so that is what is taken. */
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const MOST_ZEROS = 400;

/** A JSON number without an exponent; as it is where that would be too long. */
export function plainNumber(source: string): string {
  const [, sign, whole, fraction = '', exponent] = NUMBER.exec(source) ?? [];
  if (whole === undefined || exponent === undefined) return source;
  const shift = Number(exponent);
  if (Math.abs(shift) > MOST_ZEROS) return source;
  const digits = whole + fraction;
  const point = whole.length + shift;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = Math.max(1, point);
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at);
  return `${sign}${integer}${rest === '' ? '' : `.${rest}`}`;
}

type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

const exactNumbers: SourceReviver = (_key, value, { source }) =>
  typeof value === 'number' ? plainNumber(source ?? String(value)) : value;

/** JSON with its numbers as texts, digit by digit as they were sent. @throws {SyntaxError} */
export const parseExact = (text: string): unknown =>
  JSON.parse(text, exactNumbers as (key: string, value: unknown) => unknown);
