import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { hasEnded, type SyncLog, syncQuery } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { Changes } from './changes.tsx';
import { FailureAlert } from './failure-alert.tsx';
import { FileCounts } from './file-counts.tsx';
import { Findings } from './findings.tsx';
import { Notices } from './notices.tsx';
import { StageTimes } from './stage-times.tsx';
import { SyncFacts } from './sync-facts.tsx';
import { SyncSteps } from './sync-steps.tsx';

export default function SyncPage() {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const { syncId = '' } = useParams();
  const sync = useQuery(syncQuery(syncId));
  const title = sync.data
    ? t(sync.data.validate_only ? 'one.check' : 'one.load', {
        loanType: t(`common:loanType.${sync.data.loan_type}`),
        when: formats.dateTime(sync.data.queued_at),
      })
    : t('one.title');
  return (
    <>
      <PageHeader
        title={title}
        intro={sync.data && <Outcome sync={sync.data} />}
        actions={
          <Anchor component={Link} to="/syncs" size="sm" c="var(--tranche-link)">
            {t('one.all')}
          </Anchor>
        }
      />
      <Loaded query={sync}>{(log) => <SyncPanels sync={log} />}</Loaded>
    </>
  );
}

/** The sync in one line. */
function Outcome({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const words = [
    t(sync.validate_only ? 'facts.checks' : 'facts.loads'),
    t(`common:trigger.${sync.trigger}`),
    ...(sync.duration_ms === null ? [] : [formats.duration(sync.duration_ms)]),
  ];
  return (
    <Group component="span" gap="xs">
      <StatusBadge status={sync.status} />
      {words.join(' · ')}
    </Group>
  );
}

function SyncPanels({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation('syncs');
  const ended = hasEnded(sync);
  return (
    <Stack gap="md">
      {sync.failure && <FailureAlert failure={sync.failure} />}
      {sync.notices.length > 0 && <Notices notices={sync.notices} />}
      {!ended && <SyncSteps sync={sync} />}
      <FileCounts sync={sync} />
      {ended ? (
        <>
          <Findings sync={sync} />
          <Changes sync={sync} />
        </>
      ) : (
        <Panel title={t('findings.title')}>
          <Text c="dimmed">{t('findings.later')}</Text>
        </Panel>
      )}
      <SimpleGrid cols={{ base: 1, lg: sync.stages.length > 0 ? 2 : 1 }} spacing="md">
        <SyncFacts sync={sync} />
        {sync.stages.length > 0 && <StageTimes stages={sync.stages} />}
      </SimpleGrid>
    </Stack>
  );
}
