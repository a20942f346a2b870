import { useFormats } from '../../format/use-formats.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';

/** Writes a statistic of a column as its values are written: money, percent, or a number of up to two decimals. */
export function useStatisticText({ kind }: ServedColumn): (value: number) => string {
  const formats = useFormats();
  return (value) => {
    if (kind.name === 'rate') return formats.percent(value, 4);
    return Number.isInteger(value) && kind.name === 'integer' ? formats.count(value) : formats.amount(value);
  };
}
