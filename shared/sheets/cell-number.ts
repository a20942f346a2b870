const NUMBER = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/;
/** As most numbers are written, and as they stay. */
const PLAIN = /^-?(?:0\.\d{0,14}[1-9]|[1-9]\d{0,14})$/;

/** What a number of a spreadsheet means: beyond, there is only how it was computed. */
const SIGNIFICANT_DIGITS = 15;
/** Not rounded away: an amount of ten trillions and more has them behind the fifteenth digit. */
const DECIMALS_KEPT = 2;

/**
 * A number of a workbook in plain digits, without an exponent. Binary fractions are written with up to 17 digits, of which the
 * last two say nothing: 0.30000000000000004 is 0.3. So it is rounded to 15 significant digits, by its digits; but what stands
 * before the decimal point stays, and so do two decimals unless 15 digits name the very same binary number: there digits are
 * data (numbers of accounts, cents).
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
  const digits = all.slice(leading);
  // How many of the digits stand before the decimal point; may be negative, or more than there are.
  const point = whole.length - leading + Number(exponent);
  const [short, shortPoint] = rounded(digits, point, keptDigits(digits, point));
  return (sign === '-' ? '-' : '') + pointed(short, shortPoint + shift);
}

function keptDigits(digits: string, point: number): number {
  const most = Math.max(SIGNIFICANT_DIGITS, point + DECIMALS_KEPT);
  if (most === SIGNIFICANT_DIGITS || digits.length <= SIGNIFICANT_DIGITS) return SIGNIFICANT_DIGITS;
  const isSame = Number(pointed(...rounded(digits, point, SIGNIFICANT_DIGITS))) === Number(pointed(digits, point));
  return isSame ? Math.max(SIGNIFICANT_DIGITS, point) : most;
}

function rounded(digits: string, point: number, kept: number): [digits: string, point: number] {
  if (digits.length <= kept) return [digits, point];
  const short = digits.slice(0, kept);
  if (digits[kept]! < '5') return [short, point];
  const up = String(BigInt(short) + 1n);
  return [up, point + up.length - kept];
}

function pointed(digits: string, point: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const decimals = (point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits).replace(/0+$/, '');
  return decimals === '' ? whole : `${whole}.${decimals}`;
}
