import type { components } from '../../api/schema.ts';

type CategoricalStats = components['schemas']['CategoricalStats'];
type Completeness = components['schemas']['Completeness'];
type NumericStats = components['schemas']['NumericStats'];

/**
 * What makes a difference to the load before worth a mark. Chosen so that a portfolio that grows as usual has none, and a
 * column in another unit, a code that came or went, or a field that is suddenly empty has one.
 */
export const NOTABLE = {
  /** Share of missing values, in points of a percent. */
  missingPoints: 1,
  /** How far the median moved, as a share of the spread before (5 % to 95 %). */
  medianOfSpread: 0.1,
  /** How far the mean moved, as a share of what it was. */
  meanShare: 0.1,
  /** Share of zeros, in points of a percent. */
  zeroPoints: 5,
  /** Share of one value, in points of a percent. */
  valuePoints: 5,
  /** A value that is new or gone counts from this share on, in percent. */
  newValuePercent: 1,
  /** With fewer values than this, a distribution says nothing. */
  fewestValues: 30,
  /** A difference must be this many standard errors: small loads differ by chance. */
  standardErrors: 3,
} as const;

export type Notice =
  | { readonly kind: 'missing' | 'zeros'; readonly before: number; readonly now: number }
  | { readonly kind: 'median' | 'mean'; readonly before: number; readonly now: number }
  | {
      readonly kind: 'value' | 'newValue' | 'goneValue';
      readonly value: string;
      readonly before: number;
      readonly now: number;
    };

/** Shares of missing values, as ratios. */
export function completenessNotices(before: Completeness, now: Completeness): Notice[] {
  const [shareBefore, shareNow] = [before.missing_pct / 100, now.missing_pct / 100];
  const moved =
    Math.abs(shareNow - shareBefore) * 100 >= NOTABLE.missingPoints &&
    isBeyondChance(shareBefore, before.total, shareNow, now.total);
  const isFirst = before.missing_count === 0 && now.missing_count > 0 && before.total > 0;
  return moved || isFirst ? [{ kind: 'missing', before: shareBefore, now: shareNow }] : [];
}

export function numericNotices(before: NumericStats, now: NumericStats): Notice[] {
  if (filled(before) < NOTABLE.fewestValues || filled(now) < NOTABLE.fewestValues) return [];
  const notices: Notice[] = [];
  const error = Math.sqrt((before.stddev ?? 0) ** 2 / filled(before) + (now.stddev ?? 0) ** 2 / filled(now));
  const noise = NOTABLE.standardErrors * error;
  if (before.p50 !== null && now.p50 !== null && before.p05 !== null && before.p95 !== null) {
    const spread = before.p95 - before.p05;
    const moved = Math.abs(now.p50 - before.p50);
    if (moved > spread * NOTABLE.medianOfSpread && moved > noise * ERROR_OF_MEDIAN) {
      notices.push({ kind: 'median', before: before.p50, now: now.p50 });
    }
  }
  if (before.avg !== null && now.avg !== null) {
    const moved = Math.abs(now.avg - before.avg);
    if (moved > Math.abs(before.avg) * NOTABLE.meanShare && moved > noise) {
      notices.push({ kind: 'mean', before: before.avg, now: now.avg });
    }
  }
  const [zerosBefore, zerosNow] = [zeroShare(before), zeroShare(now)];
  const areZerosOther = isBeyondChance(zerosBefore, filled(before), zerosNow, filled(now));
  if (Math.abs(zerosNow - zerosBefore) * 100 >= NOTABLE.zeroPoints && areZerosOther) {
    notices.push({ kind: 'zeros', before: zerosBefore, now: zerosNow });
  }
  return notices;
}

export function categoricalNotices(before: CategoricalStats, now: CategoricalStats): Notice[] {
  const [sharesBefore, sharesNow] = [sharesOf(before), sharesOf(now)];
  if (countOf(before) < NOTABLE.fewestValues || countOf(now) < NOTABLE.fewestValues) return [];
  const notices: Notice[] = [];
  for (const value of new Set([...sharesNow.keys(), ...sharesBefore.keys()])) {
    const shareBefore = sharesBefore.get(value);
    const shareNow = sharesNow.get(value);
    const shares = { value, before: shareBefore ?? 0, now: shareNow ?? 0 };
    if (!isBeyondChance(shares.before, countOf(before), shares.now, countOf(now))) continue;
    // The profile lists the most frequent values only: what is not listed is gone only if nothing was left out.
    if (shareBefore === undefined && before.other_count === 0) {
      if (shares.now * 100 >= NOTABLE.newValuePercent) notices.push({ kind: 'newValue', ...shares });
    } else if (shareNow === undefined && now.other_count === 0) {
      if (shares.before * 100 >= NOTABLE.newValuePercent) notices.push({ kind: 'goneValue', ...shares });
    } else if (Math.abs(shares.now - shares.before) * 100 >= NOTABLE.valuePoints) {
      notices.push({ kind: 'value', ...shares });
    }
  }
  return notices;
}

/** Of a normal distribution, relative to that of the mean. */
const ERROR_OF_MEDIAN = 1.2533;

/** Whether two shares differ by more than loads of these sizes do by chance. */
function isBeyondChance(before: number, rowsBefore: number, now: number, rowsNow: number): boolean {
  const pooled = (before * rowsBefore + now * rowsNow) / (rowsBefore + rowsNow);
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / rowsBefore + 1 / rowsNow));
  return Math.abs(now - before) > NOTABLE.standardErrors * error;
}

const filled = ({ total_count, null_count }: NumericStats): number => total_count - null_count;

/** Of the values that are there: a missing value is no zero. */
export const zeroShare = (stats: NumericStats): number => (filled(stats) === 0 ? 0 : stats.zero_count / filled(stats));

export const countOf = ({ values, other_count }: CategoricalStats): number =>
  values.reduce((sum, { frequency }) => sum + frequency, other_count);

/** Of the values that are there, by value. */
export function sharesOf(stats: CategoricalStats): ReadonlyMap<string, number> {
  const total = countOf(stats);
  return new Map(stats.values.map(({ value, frequency }) => [String(value), total === 0 ? 0 : frequency / total]));
}
