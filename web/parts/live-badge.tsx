import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isLive, liveFileTypes } from '../api/live-book.ts';
import { liveBooksQuery } from '../api/queries/publications.ts';
import { FILE_TYPES, type SyncLog } from '../api/queries/syncs.ts';

/** Marks a sync whose rows are live; of which files, where a later sync has brought the others. */
export function LiveBadge({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation();
  const book = useQuery(liveBooksQuery).data?.[sync.loan_type];
  if (!isLive(sync, book)) return null;
  const own = liveFileTypes(sync, book);
  const isPart = book?.sync_id !== sync.id && own.length < FILE_TYPES.filter((type) => book?.files[type]).length;
  return (
    <Badge color="teal" variant="filled" tt="none">
      {isPart ? t('live.part', { files: own.map((type) => t(`fileType.${type}`)).join(', ') }) : t('live.all')}
    </Badge>
  );
}
