import type { Figures } from './column-profiles.ts';

/** The value that all rows with a value have; undefined where there are more, or none. */
export function singleValueOf({ numeric, categorical }: Figures): string | number | undefined {
  if (numeric) return numeric.min !== null && numeric.min === numeric.max ? numeric.min : undefined;
  return categorical?.unique_count === 1 ? categorical.values[0]?.value : undefined;
}

/** Rows that have a value. */
export const filledOf = ({ completeness: { total, missing_count } }: Figures): number => total - missing_count;

export const shareFilled = (figures: Figures): number => {
  const { total } = figures.completeness;
  return total === 0 ? 0 : filledOf(figures) / total;
};
