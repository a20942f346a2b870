/** Of a rate that a tenant chooses. */
export const RATE_DECIMALS = 8;

/** Of a rate over a third currency: the product of two, exactly. */
export const RATE_SCALE = 2 * RATE_DECIMALS;
