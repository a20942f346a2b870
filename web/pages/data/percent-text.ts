import { scaled, unscaled, withoutTrailingZeros } from '../../../shared/contracts/kinds/decimal.ts';

const RATE_SCALE = 6;
export const PERCENT_DECIMALS = RATE_SCALE - 2;

/** A rate as people write it, and as the API does: 18.5 (percent) is 0.185. The point is moved on paper, not by floats. */
export const fractionOf = (percent: string): string | undefined =>
  /^-?\d+(\.\d{1,4})?$/.test(percent)
    ? withoutTrailingZeros(scaled(unscaled(percent, PERCENT_DECIMALS), RATE_SCALE))
    : undefined;

export const percentOf = (fraction: string): string =>
  withoutTrailingZeros(scaled(unscaled(fraction, RATE_SCALE) * 100n, RATE_SCALE));
