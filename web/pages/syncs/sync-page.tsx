import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useParams } from 'react-router';
import { publicationsQuery } from '../../api/queries/publications.ts';
import { hasEnded, type SyncLog, syncQuery } from '../../api/queries/syncs.ts';
import { rejectedRowsOf, removesTooMuch, stateOf } from '../../api/sync-outcome.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { FailureAlert } from '../../parts/failure-alert.tsx';
import { LiveBadge } from '../../parts/live-badge.tsx';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { SyncBadge } from '../../parts/sync-badge.tsx';
import { SyncResult } from '../../parts/sync-result.tsx';
import { Changes } from './changes.tsx';
import { CoveragePanel } from './coverage-panel.tsx';
import { DerivedTables } from './derived-tables.tsx';
import { FileCounts } from './file-counts.tsx';
import { Findings } from './findings.tsx';
import { FixPanel } from './fix-panel.tsx';
import { Notices } from './notices.tsx';
import { PendingPanel } from './pending-panel.tsx';
import { RemovalPanel } from './removal-panel.tsx';
import { RestoreButton } from './restore-button.tsx';
import { StageTimes } from './stage-times.tsx';
import { purposeOf, SyncFacts } from './sync-facts.tsx';
import { SyncSteps } from './sync-steps.tsx';

export default function SyncPage() {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const { syncId = '' } = useParams();
  const { name: dataset } = useDataset();
  const names = useNames();
  const { search, hash } = useLocation();
  const sync = useQuery(syncQuery(syncId));
  useLiveBookOnceEnded(sync.data);
  const all = pathOf(dataset, '/syncs');
  // Who has only its id need not know of which dataset it is.
  if (sync.data && sync.data.dataset !== dataset) {
    return <Navigate to={pathOf(sync.data.dataset, `/syncs/${syncId}${search}${hash}`)} replace />;
  }
  if (isMissing(sync.error)) {
    return (
      <NotFound title={t('one.missing')} detail={t('one.missingDetail')} asked={syncId} to={all} back={t('one.all')} />
    );
  }
  const title = sync.data
    ? t(titleOf(sync.data), {
        slice: names.slice(sync.data),
        when: formats.dateTime(sync.data.queued_at),
      })
    : t('one.title');
  return (
    <>
      <PageHeader
        title={title}
        intro={sync.data && <Outcome sync={sync.data} />}
        actions={
          <>
            {sync.data && <Restore sync={sync.data} />}
            <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
              {t('one.all')}
            </Anchor>
          </>
        }
      />
      {/* What was chosen for one sync is not for the next. */}
      <Loaded query={sync}>{(log) => <SyncPanels key={log.id} sync={log} />}</Loaded>
    </>
  );
}

/** What is live is looked at again as soon as a sync that was watched has ended. */
function useLiveBookOnceEnded(sync: SyncLog | undefined): void {
  const queries = useQueryClient();
  const wasRunning = useRef(false);
  const isRunning = sync !== undefined && !hasEnded(sync);
  useEffect(() => {
    if (wasRunning.current && !isRunning) {
      for (const subject of ['publications', 'row-with-referring', 'row-list'])
        void queries.invalidateQueries({ queryKey: [subject] });
    }
    wasRunning.current = isRunning;
  }, [isRunning, queries]);
}

function titleOf({ validate_only, corrects, rebuild }: SyncLog) {
  if (rebuild) return 'one.rebuild' as const;
  if (validate_only) return 'one.check' as const;
  return corrects === null ? ('one.load' as const) : ('one.correction' as const);
}

/** The sync in one line. */
function Outcome({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const words = [
    t(purposeOf(sync)),
    t(`common:trigger.${sync.trigger}`),
    ...(sync.duration_ms === null ? [] : [formats.duration(sync.duration_ms)]),
  ];
  return (
    <>
      <Group component="span" gap="xs">
        <SyncBadge sync={sync} />
        <LiveBadge sync={sync} />
        {words.join(' · ')}
      </Group>
      {hasEnded(sync) && <SyncResult sync={sync} />}
    </>
  );
}

/** Of a book that was live before: makes it so again. */
function Restore({ sync }: { readonly sync: SyncLog }) {
  const publications = useQuery({ ...publicationsQuery(sync), enabled: sync.publication === 'published' });
  const live = publications.data?.find((publication) => publication.live);
  const own = publications.data?.find(({ sync_id }) => sync_id === sync.id);
  if (!live || !own || live.sync_id === sync.id || !own.restorable) return null;
  return <RestoreButton publication={own} live={live} />;
}

function SyncPanels({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation('syncs');
  const ended = hasEnded(sync);
  return (
    <Stack gap="md">
      {sync.failure && <FailureAlert failure={sync.failure} />}
      {removesTooMuch(sync) && <RemovalPanel sync={sync} />}
      {stateOf(sync) === 'AWAITING_PUBLICATION' && <PendingPanel sync={sync} />}
      {sync.notices.length > 0 && <Notices sync={sync} />}
      {!ended && <SyncSteps sync={sync} />}
      {!sync.rebuild && <FileCounts sync={sync} />}
      {Object.keys(sync.derived).length > 0 && <DerivedTables sync={sync} />}
      {sync.coverage && <CoveragePanel sync={sync} coverage={sync.coverage} />}
      {ended && rejectedRowsOf(sync) > 0 && <FixPanel sync={sync} />}
      {ended ? (
        <>
          {!sync.rebuild && <Findings sync={sync} />}
          {!sync.rebuild && <Changes sync={sync} />}
        </>
      ) : (
        !sync.rebuild && (
          <Panel title={t('findings.title')}>
            <Text c="dimmed">{t('findings.later')}</Text>
          </Panel>
        )
      )}
      <SimpleGrid cols={{ base: 1, lg: sync.stages.length > 0 ? 2 : 1 }} spacing="md">
        <SyncFacts sync={sync} />
        {sync.stages.length > 0 && <StageTimes stages={sync.stages} />}
      </SimpleGrid>
    </Stack>
  );
}
