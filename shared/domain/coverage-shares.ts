import { nearestDouble } from './exact-ratio.ts';
import type { SyncCoverage } from './sync.ts';

/** Both amounts of a coverage have the same decimals: without the point they are whole numbers. */
const units = (amount: string): bigint => BigInt(amount.replace('.', ''));

const shareOf = (part: bigint, whole: bigint): number | null => (whole === 0n ? null : nearestDouble(part, whole));

/** What share is covered of the rows, and of what they come to; null of nothing. */
export const coverageShares = ({ rows, rows_matched, amount, amount_matched }: SyncCoverage) => ({
  rows: shareOf(BigInt(rows_matched), BigInt(rows)),
  amount: shareOf(units(amount_matched), units(amount)),
});
