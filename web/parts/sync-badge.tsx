import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SyncLog } from '../api/queries/syncs.ts';
import { type SyncState, stateOf } from '../api/sync-outcome.ts';
import { StatusBadge } from './status-badge.tsx';

const COLOURS: Partial<Record<SyncState, 'teal' | 'yellow' | 'gray'>> = {
  PARTLY_LOADED: 'yellow',
  PARTLY_VALID: 'yellow',
  VALID: 'teal',
  AWAITING_PUBLICATION: 'yellow',
  DISCARDED: 'gray',
};

/** What became of a sync: the status, and what COMPLETED leaves open. */
export function SyncBadge({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation();
  const state = stateOf(sync);
  switch (state) {
    case 'PARTLY_LOADED':
    case 'PARTLY_VALID':
    case 'VALID':
    case 'AWAITING_PUBLICATION':
    case 'DISCARDED':
      return (
        <Badge color={COLOURS[state] ?? 'gray'} tt="none">
          {t(`syncState.${state}`)}
        </Badge>
      );
    default:
      return <StatusBadge status={state} />;
  }
}
