import { Alert } from '@mantine/core';
import { IconReplace } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { liveBooksQuery } from '../api/queries/publications.ts';
import type { FileTypeName, LoanType } from '../api/queries/syncs.ts';
import { useFormats } from '../format/use-formats.ts';

export interface ReplacesLiveProps {
  readonly loanType: LoanType;
  /** Of the whole files that are to be loaded. */
  readonly fileTypes: readonly FileTypeName[];
}

/** Says, before whole files are loaded, which live rows they replace; nothing where none are live. */
export function ReplacesLive({ loanType, fileTypes }: ReplacesLiveProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const book = useQuery(liveBooksQuery).data?.[loanType];
  const replaced = fileTypes.filter((fileType) => (book?.files[fileType]?.rows ?? 0) > 0);
  if (!book || replaced.length === 0) return null;
  const rows = replaced.map((fileType) =>
    t(`replaces.rows.${fileType}`, {
      count: book.files[fileType]?.rows ?? 0,
      shown: formats.count(book.files[fileType]?.rows ?? 0),
    }),
  );
  return (
    <Alert
      color="yellow"
      icon={<IconReplace aria-hidden />}
      title={t('replaces.title', { loanType: t(`loanType.${loanType}`), rows: rows.join(t('replaces.and')) })}
    >
      {t('replaces.detail', { when: formats.dateTime(book.published_at) })}
    </Alert>
  );
}
