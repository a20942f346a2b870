import { useFormats } from '../../format/use-formats.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';

/** Writes a statistic of a column as its values are written: money, percent of two decimals, or a number of up to two. */
export function useStatisticText({ kind }: ServedColumn): (value: number) => string {
  const formats = useFormats();
  return (value) => {
    if (kind.name === 'rate') return formats.share(value);
    if (kind.name === 'decimal') return formats.amount(value);
    return Number.isInteger(value) ? formats.count(value) : formats.decimal(value);
  };
}
