/** Deliveries as the datasets' own samples make them, with any share of wrong rows; and the same with damage in any place. */
import type { Slice } from '../../../shared/contracts/slice.ts';
import { type PlannedDelivery, single } from './delivery.ts';
import { damaged, type GeneratedShares, generatedFiles } from './generated-files.ts';
import { CASH, COMMERCIAL, packed, RETAIL, SALES, TRADES } from './planned-files.ts';

const generated = (slice: Slice, shares: Omit<GeneratedShares, 'seed'>, seed: number): PlannedDelivery => {
  const files = generatedFiles(slice, { ...shares, seed });
  // Where every row is wrong, none that refers to it is made.
  const hasRows = shares.errors < 1 || !slice.contract.fileTypes.some(({ references = [] }) => references.length > 0);
  return single(
    `generated, ${slice.text}, ${shares.rows} with ${shares.errors * 100} % wrong`,
    slice,
    hasRows ? 2 : 1,
    hasRows ? files : files.slice(0, 1),
  );
};

/** Of these, a wrong value is the end of the whole sync. */
const UNDAMAGED = ['company', 'exchange_rate'];
/** A place of damage in so many lines. */
const LINES_A_PLACE = 12;

const withDamage = (slice: Slice, rows: number, seed: number, more: Partial<GeneratedShares> = {}): PlannedDelivery =>
  single(
    `damaged, ${slice.text}, ${rows}, seed ${seed}`,
    slice,
    2,
    generatedFiles(slice, { rows, errors: 0.1, seed, ...more }, (lines, fileType) =>
      damaged(lines, UNDAMAGED.includes(fileType) ? 0 : Math.ceil(lines.length / LINES_A_PLACE), seed),
    ),
  );

export const generatedDeliveries: readonly PlannedDelivery[] = [
  generated(RETAIL, { rows: 25, errors: 0 }, 101),
  generated(RETAIL, { rows: 600, errors: 0.01 }, 102),
  generated(RETAIL, { rows: 1000, errors: 0.2 }, 103),
  generated(RETAIL, { rows: 300, errors: 1 }, 104),
  generated(RETAIL, { rows: 40_000, errors: 0.2 }, 105),
  generated(COMMERCIAL, { rows: 400, errors: 0 }, 106),
  generated(COMMERCIAL, { rows: 800, errors: 0.2 }, 107),
  generated(COMMERCIAL, { rows: 150, errors: 1 }, 108),
  generated(COMMERCIAL, { rows: 22_000, errors: 0.01 }, 109),
  generated(TRADES, { rows: 40, errors: 0 }, 110),
  generated(TRADES, { rows: 100, errors: 0.2 }, 111),
  generated(TRADES, { rows: 60, errors: 1, more: { 'trades-per-client': 5 } }, 112),
  generated(TRADES, { rows: 1500, errors: 0.05 }, 113),
  generated(CASH, { rows: 30, errors: 0 }, 114),
  generated(CASH, { rows: 60, errors: 0.2 }, 115),
  generated(CASH, { rows: 30, errors: 1 }, 116),
  generated(CASH, { rows: 1500, errors: 0.05 }, 117),
  generated(SALES, { rows: 50, errors: 0.01 }, 118),
  generated(SALES, { rows: 100, errors: 0.2 }, 119),
  single(
    'generated, loans.RETAIL, packed',
    RETAIL,
    2,
    generatedFiles(RETAIL, { rows: 500, errors: 0.2, seed: 120 }).map((plain) => packed(plain)),
  ),
  single(
    'generated, loans.RETAIL, packed, large',
    RETAIL,
    2,
    generatedFiles(RETAIL, { rows: 30_000, errors: 0.02, seed: 121 }).map((plain) => packed(plain)),
  ),
  withDamage(RETAIL, 300, 201),
  withDamage(RETAIL, 300, 202),
  withDamage(RETAIL, 400, 203, { errors: 0 }),
  withDamage(RETAIL, 40_000, 204, { errors: 0.02 }),
  withDamage(COMMERCIAL, 300, 205),
  withDamage(TRADES, 60, 206, { errors: 0.02 }),
  withDamage(TRADES, 900, 207, { errors: 0 }),
  withDamage(CASH, 60, 208, { errors: 0.02 }),
  withDamage(SALES, 60, 209, { errors: 0.02 }),
];
