import { scaled, unscaled } from '../../contracts/kinds/decimal.ts';
import { VALUE_SCALE } from './conversion.ts';

/** A sum of amounts times rates as the engine writes it, in units of its last decimal. */
export const exactOf = (text: string): bigint => unscaled(text, VALUE_SCALE);

const CENT = 10n ** BigInt(VALUE_SCALE - 2);

/** As it is shown: rounded once, half away from zero. */
export function shownOf(exact: bigint): string {
  const size = exact < 0n ? -exact : exact;
  const cents = (size + CENT / 2n) / CENT;
  return scaled(exact < 0n ? -cents : cents, 2);
}
