/** `1e-7`: what a float cannot hold is in the text of a number, so that is what is taken. */
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const MOST_ZEROS = 400;

/** A number without an exponent; as it is where that would be too long, or where it is none. */
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
