import type { ExactDecimal } from './formats.ts';

/** `after - before`, with the larger scale of the two and no digit lost: "10.00" and "9.5" is "0.50". */
export function exactDifference(after: ExactDecimal, before: ExactDecimal): ExactDecimal {
  const scale = Math.max(scaleOf(after), scaleOf(before));
  const difference = unitsOf(after, scale) - unitsOf(before, scale);
  const digits = String(difference < 0n ? -difference : difference).padStart(scale + 1, '0');
  const sign = difference < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

const scaleOf = (decimal: ExactDecimal): number => decimal.split('.')[1]?.length ?? 0;

/** In the smallest unit of that scale. */
function unitsOf(decimal: ExactDecimal, scale: number): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(scale, '0'));
}
