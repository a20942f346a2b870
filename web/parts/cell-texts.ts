import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell } from '../api/queries/rows.ts';
import { useFormats } from '../format/use-formats.ts';
import type { ServedColumn } from './row-columns.ts';

export const ABSENT = '–';

export interface CellTexts {
  title(column: string): string;
  /** A value as the reader's language writes it. */
  shown(column: ServedColumn, value: Cell | undefined): string;
}

/** What columns and their values are called in the reader's language; the exact value is what the API gave. */
export function useCellTexts(): CellTexts {
  const { t } = useTranslation('columns');
  const formats = useFormats();
  return useMemo((): CellTexts => {
    // A column or code of a newer contract is shown by its own name.
    const word = (key: string, fallback: string) => t(key as never, { defaultValue: fallback }) as string;
    return {
      title: (column) => word(`title.${column}`, column),
      shown: ({ name, kind }, value) => {
        if (value === null || value === undefined) return ABSENT;
        const exact = String(value);
        switch (kind.name) {
          case 'decimal':
            return formats.amount(exact);
          case 'rate':
            return formats.percent(exact, 4, 2);
          case 'date':
            return formats.date(exact);
          case 'integer':
            return formats.decimal(exact);
          case 'flag':
            return word(`flag.${exact}`, exact);
          case 'code':
            return name === 'installment_status' ? word(`installment.${exact}`, exact) : word(`code.${exact}`, exact);
          default:
            return exact;
        }
      },
    };
  }, [t, formats]);
}
