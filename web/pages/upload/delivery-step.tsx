import { Alert, Button, Group, Loader, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { hasEnded, syncQuery } from '../../api/queries/syncs.ts';
import { removesTooMuch } from '../../api/sync-outcome.ts';
import { refreshSyncs } from '../../api/use-start-sync.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { FailureAlert } from '../../parts/failure-alert.tsx';
import { StartRefusal } from '../../parts/start-refusal.tsx';
import { SyncBadge } from '../../parts/sync-badge.tsx';
import { SyncResult } from '../../parts/sync-result.tsx';
import { type Delivery, loadDelivery, removeDelivery } from './send/deliveries.ts';
import { StoppedSync } from './stopped-sync.tsx';

/** Files that are loaded as soon as they have arrived: how far that is, and what came of it. */
export function DeliveryStep({ delivery }: { readonly delivery: Delivery }) {
  const { t } = useTranslation(['upload', 'common']);
  const queries = useQueryClient();
  const { id, slice, corrects, files, state, syncId, error } = delivery;
  const sync = useQuery({ ...syncQuery(syncId ?? ''), enabled: syncId !== undefined }).data;
  const isOver = sync !== undefined && hasEnded(sync);
  useEffect(() => {
    // The lists know it later than this.
    if (state === 'STARTED' || isOver) void refreshSyncs(queries);
  }, [state, isOver, queries]);
  const name = { slice: useNames().sliceInFull(slice) };
  const title = t(corrects === null ? (isOver ? 'next.ended' : 'delivery.whole') : 'delivery.correction', name);
  const gone = files.filter(({ isGone }) => isGone).map((file) => file.name);
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Group gap="sm">
        <Text fw={600}>{title}</Text>
        {sync ? (
          <SyncBadge sync={sync} />
        ) : (
          (state === 'SENDING' || state === 'STARTING') && (
            <Group gap={6} role="status">
              <Loader size={14} aria-hidden />
              <Text size="sm">{t(`delivery.state.${state}`)}</Text>
            </Group>
          )
        )}
        {syncId !== undefined && (
          <ButtonLink to={pathOf(slice.dataset, `/syncs/${syncId}`)} size="compact-sm" variant="default">
            {isOver ? t('next.look') : t('next.follow')}
          </ButtonLink>
        )}
        {isOver && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => removeDelivery(id)}>
            {t('delivery.dismiss')}
          </Button>
        )}
      </Group>
      {sync && !isOver && (
        <Progress.Root size="sm">
          <Progress.Section value={sync.progress * 100} aria-label={title} />
        </Progress.Root>
      )}
      {sync && isOver && <SyncResult sync={sync} />}
      {sync?.failure && (removesTooMuch(sync) ? <StoppedSync sync={sync} /> : <FailureAlert failure={sync.failure} />)}
      {state === 'INCOMPLETE' && (
        <Alert
          color="yellow"
          role="alert"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('delivery.incomplete', { files: gone.join(', ') })}
        >
          <Stack gap="xs" align="flex-start">
            {t('delivery.incompleteHint')}
            <Group gap="xs">
              <Button size="xs" variant="default" onClick={() => loadDelivery(id)}>
                {t('delivery.loadRest')}
              </Button>
              <Button size="xs" variant="subtle" onClick={() => removeDelivery(id)}>
                {t('delivery.dismiss')}
              </Button>
            </Group>
          </Stack>
        </Alert>
      )}
      {state === 'REFUSED' && (
        <>
          <StartRefusal error={error} fileNames={files.filter(({ isGone }) => !isGone).map((file) => file.name)} />
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={() => loadDelivery(id)}>
              {t('common:actions.retry')}
            </Button>
            <Button size="xs" variant="subtle" onClick={() => removeDelivery(id)}>
              {t('delivery.dismiss')}
            </Button>
          </Group>
        </>
      )}
    </Stack>
  );
}
