import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell } from '../api/queries/rows.ts';
import { useDataset } from '../datasets/use-dataset.ts';
import { useNames } from '../datasets/use-names.ts';
import { useFormats } from '../format/use-formats.ts';
import type { ServedColumn } from './row-columns.ts';

export const ABSENT = '–';

export interface CellTexts {
  title(column: string): string;
  /** A value as the reader's language writes it. */
  shown(column: ServedColumn, value: Cell | undefined): string;
}

/** What columns of the open dataset and their values are called in the reader's language; the exact value is what the API gave. */
export function useCellTexts(): CellTexts {
  const { t } = useTranslation();
  const { name: dataset } = useDataset();
  const names = useNames();
  const formats = useFormats();
  return useMemo((): CellTexts => {
    const flag = (value: string) => (value === '1' || value === '0' ? t(`flag.${value}`) : value);
    return {
      title: (column) => names.column(dataset, column),
      shown: ({ name, kind }, value) => {
        if (value === null || value === undefined) return ABSENT;
        if (Array.isArray(value)) return value.join(', ');
        const exact = String(value);
        switch (kind.name as string) {
          case 'decimal':
            return formats.amount(exact);
          case 'rate':
            return formats.percent(exact, 4, 2);
          case 'date':
            return formats.date(exact);
          case 'timestamp':
            return Number.isNaN(Date.parse(exact)) ? exact : formats.dateTime(exact);
          case 'integer':
            return formats.decimal(exact);
          case 'flag':
            return flag(exact);
          case 'code':
            return names.code(dataset, name, exact);
          // A kind that the page does not know is shown as the text it comes as.
          default:
            return exact;
        }
      },
    };
  }, [t, dataset, names, formats]);
}
