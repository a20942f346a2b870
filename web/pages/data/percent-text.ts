import { scaled, unscaled, withoutTrailingZeros } from '../../../shared/contracts/kinds/decimal.ts';

/** How many places the point moves between a fraction and a percentage. */
export const PERCENT_SHIFT = 2;

/**
 * A ratio as people write it, and as the API does: 18.5 (percent) is 0.185. The point is moved on paper, not by floats.
 * @param scale decimals of the fraction
 */
export const fractionOf = (percent: string, scale: number): string | undefined =>
  /^-?\d+(\.\d+)?$/.test(percent) && (percent.split('.')[1]?.length ?? 0) <= scale - PERCENT_SHIFT
    ? withoutTrailingZeros(scaled(unscaled(percent, scale - PERCENT_SHIFT), scale))
    : undefined;

export const percentOf = (fraction: string, scale: number): string =>
  withoutTrailingZeros(scaled(unscaled(fraction, scale) * 100n, scale));
