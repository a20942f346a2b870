import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import type { Notice } from './notable.ts';
import { useStatisticText } from './statistic-text.ts';

/** Says what changed in a column: "Median: 12 → 15". */
export function useNoticeText(column: ServedColumn): (notice: Notice) => string {
  const { t } = useTranslation('profile');
  const formats = useFormats();
  const texts = useCellTexts();
  const statistic = useStatisticText(column);
  return (notice) => {
    if (notice.kind === 'median' || notice.kind === 'mean') {
      return t(`notable.${notice.kind}`, { before: statistic(notice.before), now: statistic(notice.now) });
    }
    const shares = { before: formats.share(notice.before), now: formats.share(notice.now) };
    const value = 'value' in notice ? texts.shown(column, notice.value) : '';
    return t(`notable.${notice.kind}`, { ...shares, value });
  };
}
