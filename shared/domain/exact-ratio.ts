/**
 * numerator / denominator as the nearest double. Sums of a whole column are whole numbers of any length; dividing them
 * as doubles would round three times.
 * @param denominator more than 0
 */
export function nearestDouble(numerator: bigint, denominator: bigint): number {
  if (numerator < 0n) return -nearestDouble(-numerator, denominator);
  if (numerator === 0n) return 0;
  // A quotient of at least 64 bits, with a last bit that says whether anything is left, rounds as the ratio itself does.
  const shift = Math.max(0, 65 + bits(denominator) - bits(numerator));
  const dividend = numerator << BigInt(shift);
  const quotient = dividend / denominator;
  const sticky = quotient * denominator === dividend ? quotient : quotient | 1n;
  return Number(sticky) * 2 ** -shift;
}

const bits = (value: bigint): number => value.toString(2).length;

/** part / whole, rounded half up to that many decimals; 0 of nothing. */
export function roundedRatio(part: number, whole: number, decimals: number): number {
  if (whole === 0) return 0;
  const units = 10n ** BigInt(decimals);
  const rounded = (2n * BigInt(part) * units + BigInt(whole)) / (2n * BigInt(whole));
  return Number(rounded) / Number(units);
}
