import { useTranslation } from 'react-i18next';
import { findDataset } from '../../../shared/datasets/registry.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';

export interface SourceWords {
  /** "Loans, Retail". */
  slice(slice: SliceName): string;
  /** "6 hours". */
  interval(minutes: number): string;
  /** "25 rows". */
  count(of: 'rows' | 'requests' | 'repeated' | 'columns', count: number): string;
}

/** What the pages of sources say in several places. */
export function useSourceWords(): SourceWords {
  const { t } = useTranslation('sources');
  const names = useNames();
  const formats = useFormats();
  return {
    slice: (slice) =>
      findDataset(slice.dataset)?.variants
        ? `${names.dataset(slice.dataset)}, ${names.slice(slice)}`
        : names.dataset(slice.dataset),
    interval: (minutes) => {
      if (minutes % 1440 === 0) return formats.span(minutes / 1440, 'day');
      return minutes % 60 === 0 ? formats.span(minutes / 60, 'hour') : formats.span(minutes, 'minute');
    },
    count: (of, count) => t(`counts.${of}`, { count, shown: formats.count(count) }),
  };
}
