import { Alert } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { sliceText } from '../../../shared/domain/slice.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import type { JudgedFile } from './judge.ts';
import { isKnown } from './kind.ts';
import { useAllLiveBooks } from './use-all.ts';

/** Says that a file looks like rejected rows that were fixed, and what becomes of the live book by it. */
export function FixedRowsOffer({ chosen: { kind, corrects } }: { readonly chosen: JudgedFile }) {
  const { t } = useTranslation(['upload', 'common']);
  const formats = useFormats();
  const names = useNames();
  const books = useAllLiveBooks();
  if (!books || !isKnown(kind)) return null;
  const book = books[sliceText(kind)];
  const slice = names.sliceInFull(kind);
  const said =
    book === undefined
      ? t('fixed.nothingLive', { slice })
      : t(corrects === null ? 'fixed.asWhole' : 'fixed.asCorrection', {
          slice,
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
