import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cell } from '../api/queries/rows.ts';
import { useDataset } from '../datasets/use-dataset.ts';
import { useNames } from '../datasets/use-names.ts';
import { formatsFor } from '../format/formats.ts';
import { useFormats } from '../format/use-formats.ts';
import { isLanguage } from '../i18n/language.ts';
import { choicesOf, isDay, isFlag, isInstant, isName, isNumber, isRatio } from './column-kinds.ts';
import type { ServedColumn } from './row-columns.ts';

export const ABSENT = '–';

export interface CellTexts {
  title(column: string): string;
  /** A value as the reader's language writes it. @param currency of an amount, where that is known */
  shown(column: ServedColumn, value: Cell | undefined, currency?: string): string;
}

/** What columns of the open dataset and their values are called in the reader's language; the exact value is what the API gave. */
export function useCellTexts(): CellTexts {
  const { t, i18n } = useTranslation();
  const language = isLanguage(i18n.language) ? i18n.language : 'en';
  const { name: dataset } = useDataset();
  const names = useNames();
  const formats = useFormats();
  return useMemo((): CellTexts => {
    const amountsIn = (currency: string | undefined) => formatsFor(language, currency);
    const flag = (value: string) => (value === '1' || value === '0' ? t(`flag.${value}`) : value);
    return {
      title: (column) => names.column(dataset, column),
      shown: ({ name, kind }, value, currency) => {
        if (value === null || value === undefined) return ABSENT;
        if (Array.isArray(value)) return value.join(', ');
        const exact = String(value);
        const column = { kind };
        if (isName(column)) return exact;
        if (isRatio(column)) return formats.percent(exact, 4, 2);
        if (isNumber(column)) return kind.isAmount ? amountsIn(currency).amount(exact) : formats.decimal(exact);
        if (isDay(column)) return formats.date(exact);
        if (isInstant(column)) return Number.isNaN(Date.parse(exact)) ? exact : formats.dateTime(exact);
        if (isFlag(column)) return flag(exact);
        return choicesOf(column).length > 0 ? names.code(dataset, name, exact) : exact;
      },
    };
  }, [t, dataset, names, formats, language]);
}
