import { Badge, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';

export type AnyStatus = Schemas['SyncStatus'] | Schemas['UploadStatus'] | Schemas['SyncConfig']['last_sync_status'];

type Meaning = 'waiting' | 'running' | 'good' | 'bad' | 'over';

const MEANINGS: Readonly<Record<AnyStatus, Meaning>> = {
  QUEUED: 'waiting',
  FETCHING: 'running',
  VALIDATING: 'running',
  NORMALIZING: 'running',
  STORING: 'running',
  COMPLETED: 'good',
  FAILED: 'bad',
  PENDING: 'over',
  AWAITING_UPLOAD: 'waiting',
  STAGED: 'waiting',
  SYNCING: 'running',
  LOADED: 'good',
  REJECTED: 'bad',
  SUPERSEDED: 'over',
  EXPIRED: 'over',
};

const COLOURS = { waiting: 'yellow', running: 'petrol', good: 'teal', bad: 'red', over: 'gray' } as const;

/** The status of a sync or an upload: the word says it, the colour only helps. */
export function StatusBadge({ status }: { readonly status: AnyStatus }) {
  const { t } = useTranslation();
  const meaning = MEANINGS[status];
  return (
    <Badge
      color={COLOURS[meaning]}
      tt="none"
      leftSection={meaning === 'running' ? <Loader size={10} color="currentColor" aria-hidden /> : undefined}
    >
      {t(`status.${status}`)}
    </Badge>
  );
}
