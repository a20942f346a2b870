import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isLive, liveFileTypes } from '../api/live-book.ts';
import { useLiveBook } from '../api/queries/publications.ts';
import type { SyncLog } from '../api/queries/syncs.ts';
import { fileTypesIn } from '../datasets/contracts.ts';
import { useNames } from '../datasets/use-names.ts';

/** Marks a sync whose rows are live; of which files, where a later sync has brought the others. */
export function LiveBadge({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation();
  const names = useNames();
  const book = useLiveBook(sync);
  if (!isLive(sync, book)) return null;
  const own = liveFileTypes(sync, book);
  const isPart = book?.sync_id !== sync.id && own.length < fileTypesIn(sync.dataset, book?.files ?? {}).length;
  return (
    <Badge color="teal" variant="filled" tt="none">
      {isPart
        ? t('live.part', { files: own.map((type) => names.table(sync.dataset, type)).join(', ') })
        : t('live.all')}
    </Badge>
  );
}
