import { useFormats } from '../../format/use-formats.ts';
import { isRatio, isWhole } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';

/** Writes a statistic of a column as its values are written: money, percent of two decimals, or a number of up to two. */
export function useStatisticText(column: ServedColumn): (value: number) => string {
  const formats = useFormats();
  return (value) => {
    if (isRatio(column)) return formats.share(value);
    if (!isWhole(column)) return formats.amount(value);
    return Number.isInteger(value) ? formats.count(value) : formats.decimal(value);
  };
}
