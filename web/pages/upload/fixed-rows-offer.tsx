import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { liveBooksQuery } from '../../api/queries/publications.ts';
import { useFormats } from '../../format/use-formats.ts';
import type { JudgedFile } from './judge.ts';

/** Says that a file looks like rejected rows that were fixed, and what becomes of the live book by it. */
export function FixedRowsOffer({ chosen: { kind, corrects } }: { readonly chosen: JudgedFile }) {
  const { t } = useTranslation(['upload', 'common']);
  const formats = useFormats();
  const books = useQuery(liveBooksQuery).data;
  if (!books || kind.loanType === undefined) return null;
  const book = books[kind.loanType];
  const loanType = t(`common:loanType.${kind.loanType}`);
  const said =
    book === undefined
      ? t('fixed.nothingLive', { loanType })
      : t(corrects === null ? 'fixed.asWhole' : 'fixed.asCorrection', {
          loanType,
          when: formats.dateTime(book.published_at),
        });
  return (
    <Alert
      color={corrects === null ? 'yellow' : 'petrol'}
      icon={<IconInfoCircle aria-hidden />}
      title={t('fixed.title')}
    >
      {said}
    </Alert>
  );
}
