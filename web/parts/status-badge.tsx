import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client.ts';
import { type Meaning, MeaningBadge } from './meaning-badge.tsx';

export type AnyStatus = Schemas['SyncStatus'] | Schemas['UploadStatus'] | Schemas['SyncConfig']['last_sync_status'];

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

/** The status of a sync or an upload. */
export function StatusBadge({ status }: { readonly status: AnyStatus }) {
  const { t } = useTranslation();
  return <MeaningBadge meaning={MEANINGS[status]}>{t(`status.${status}`)}</MeaningBadge>;
}
