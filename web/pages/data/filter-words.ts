import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { type CellTexts, useCellTexts } from '../../parts/cell-texts.ts';
import { isWritten } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import type { ViewFilter } from './filters.ts';

/** Filters in words: "Days past due at least 90". */
export function useFilterWords(): (filter: ViewFilter, columns: readonly ServedColumn[]) => string {
  const { t } = useTranslation('data');
  const texts = useCellTexts();
  const formats = useFormats();
  return ({ column: name, operator, value }, columns) => {
    const title = texts.title(name);
    const column = columns.find((candidate) => candidate.name === name);
    if (operator === 'is_null') return t(value === 'true' ? 'filter.words.absent' : 'filter.words.present', { title });
    const values = operator === 'in' ? value.split(',') : [value];
    const shown = values.map((one) => (column ? shownText(texts, column, one) : one));
    const few = shown.length > FEW ? [...shown.slice(0, FEW), `+${formats.count(shown.length - FEW)}`] : shown;
    return t(`filter.words.${operator}`, { title, value: few.join(', ') });
  };
}

const FEW = 3;

const shownText = (texts: CellTexts, column: ServedColumn, value: string): string =>
  isWritten(column) ? `“${value}”` : texts.shown(column, value);
