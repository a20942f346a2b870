import { Alert } from '@mantine/core';
import { IconReplace } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../shared/domain/slice.ts';
import { useLiveBook } from '../api/queries/publications.ts';
import { useNames } from '../datasets/use-names.ts';
import { useFormats } from '../format/use-formats.ts';

export interface ReplacesLiveProps {
  readonly slice: SliceName;
  /** Of the whole files that are to be loaded. */
  readonly fileTypes: readonly string[];
}

/** Says, before whole files are loaded, which live rows they replace; nothing where none are live. */
export function ReplacesLive({ slice, fileTypes }: ReplacesLiveProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const names = useNames();
  const book = useLiveBook(slice);
  const replaced = fileTypes.filter((fileType) => (book?.files[fileType]?.rows ?? 0) > 0);
  if (!book || replaced.length === 0) return null;
  const rows = replaced.map((fileType) => {
    const count = book.files[fileType]?.rows ?? 0;
    return names.rows(slice.dataset, fileType, count, formats.count(count));
  });
  return (
    <Alert
      color="yellow"
      icon={<IconReplace aria-hidden />}
      title={t('replaces.title', { slice: names.sliceInFull(slice), rows: rows.join(t('replaces.and')) })}
    >
      {t('replaces.detail', { when: formats.dateTime(book.published_at) })}
    </Alert>
  );
}
