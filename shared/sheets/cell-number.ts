const NUMBER = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/;
/** As most numbers are written, and as they stay. */
const PLAIN = /^-?(?:0\.\d{0,14}[1-9]|[1-9]\d{0,14})$/;

/** What a number of a spreadsheet means: beyond, there is only how it was computed. */
const SIGNIFICANT_DIGITS = 15;
/** Never rounded away: an amount of ten billions and more has them behind the fifteenth digit. */
const DECIMALS_KEPT = 2;

/**
 * A number of a workbook in plain digits, without an exponent. Binary fractions are written with up to 17 digits, of which the
 * last two say nothing: 0.30000000000000004 is 0.3. So it is rounded to 15 significant digits, by its digits; but what stands
 * before the decimal point and the two decimals after it stay, since there digits are data (numbers of accounts, cents).
 * @param shift moves the decimal point to the right, after rounding: 2 for a percentage
 * @returns undefined for what is no number
 */
export function plainNumber(text: string, shift = 0): string | undefined {
  if (shift === 0 && PLAIN.test(text)) return text;
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const [, sign, mantissa = '', exponent = '0'] = match;
  const [whole = '', decimals = ''] = mantissa.split('.');
  const all = whole + decimals;
  const leading = all.length - all.replace(/^0+/, '').length;
  if (leading === all.length) return '0';
  const { digits, carried } = rounded(all.slice(leading), whole.length - leading + Number(exponent));
  return (sign === '-' ? '-' : '') + pointed(digits, whole.length - leading + Number(exponent) + carried + shift);
}

/** @param point how many of the digits stand before the decimal point; may be negative, or more than there are */
function rounded(digits: string, point: number): { digits: string; carried: 0 | 1 } {
  const kept = Math.max(SIGNIFICANT_DIGITS, point + DECIMALS_KEPT);
  if (digits.length <= kept) return { digits, carried: 0 };
  const isUp = digits[kept]! >= '5';
  const short = digits.slice(0, kept);
  if (!isUp) return { digits: short, carried: 0 };
  const up = String(BigInt(short) + 1n);
  return { digits: up, carried: up.length > kept ? 1 : 0 };
}

function pointed(digits: string, point: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const decimals = (point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits).replace(/0+$/, '');
  return decimals === '' ? whole : `${whole}.${decimals}`;
}
