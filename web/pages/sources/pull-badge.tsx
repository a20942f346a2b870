import { Badge, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PullStatus } from '../../api/queries/sources.ts';

const COLOURS = { QUEUED: 'yellow', PULLING: 'petrol', STAGED: 'petrol', SYNCED: 'teal', FAILED: 'red' } as const;

/** The status of a pull: the word says it, the colour only helps. */
export function PullBadge({ status }: { readonly status: PullStatus }) {
  const { t } = useTranslation('sources');
  const isRunning = status === 'PULLING' || status === 'STAGED';
  return (
    <Badge
      color={COLOURS[status]}
      tt="none"
      leftSection={isRunning ? <Loader size={10} color="currentColor" aria-hidden /> : undefined}
    >
      {t(`pullStatus.${status}`)}
    </Badge>
  );
}
