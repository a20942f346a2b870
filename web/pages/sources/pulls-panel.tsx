import { Anchor, Stack, Table, Text } from '@mantine/core';
import { IconCloudDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isOver, type Pull, pullPagesQuery } from '../../api/queries/sources.ts';
import { syncQuery } from '../../api/queries/syncs.ts';
import { fileTypesIn } from '../../datasets/contracts.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { FailureAlert } from '../../parts/failure-alert.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ServiceSentence } from '../../parts/service-sentence.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { SyncBadge } from '../../parts/sync-badge.tsx';
import { DateTime } from '../../parts/values.tsx';
import { PullBadge } from './pull-badge.tsx';
import { useSourceWords } from './use-source-words.ts';

/** What was pulled from a source, newest first; live while a pull is under way. */
export function PullsPanel({ sourceId }: { readonly sourceId: string }) {
  const { t } = useTranslation('sources');
  const pulls = useInfiniteQuery(pullPagesQuery(sourceId));
  const all = pulls.data?.pages.flatMap(({ data }) => data) ?? [];
  const [newest] = all;
  return (
    <Panel title={t('pulls.title')} hint={t('pulls.hint')} flush={all.length > 0}>
      {pulls.isPending && <LoadingState />}
      {pulls.isError && <ErrorState error={pulls.error} retry={() => void pulls.refetch()} />}
      {pulls.isSuccess && all.length === 0 && (
        <EmptyState title={t('pulls.none')} icon={IconCloudDownload}>
          {t('pulls.noneDetail')}
        </EmptyState>
      )}
      {newest?.failure && (
        <Stack px="md" pb="sm">
          <FailureAlert failure={newest.failure} advice={<Text size="md">{t('pulls.failedKept')}</Text>} />
        </Stack>
      )}
      {all.length > 0 && <PullTable pulls={all} />}
      <MoreButton query={pulls} />
    </Panel>
  );
}

function PullTable({ pulls }: { readonly pulls: readonly Pull[] }) {
  const { t } = useTranslation(['sources', 'common']);
  return (
    <ScrollTable label={t('pulls.title')} minWidth={760} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('pulls.when')}</Table.Th>
          <Table.Th>{t('pulls.status')}</Table.Th>
          <Table.Th>{t('pulls.what')}</Table.Th>
          <Table.Th>{t('pulls.sync')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {pulls.map((pull, at) => (
          <Table.Tr key={pull.pull_id}>
            <Table.Td>
              <div>
                <DateTime value={pull.created_at} />
                <Text size="xs" c="dimmed">
                  {t(`common:trigger.${pull.trigger}`)}
                </Text>
              </div>
            </Table.Td>
            <Table.Td data-label={t('pulls.status')}>
              <div>
                <PullBadge status={pull.status} />
                <Took pull={pull} />
              </div>
            </Table.Td>
            <Table.Td data-label={t('pulls.what')}>
              <div>
                <PulledFiles pull={pull} />
                {/* Of the newest it is said in full above. */}
                {at > 0 && pull.failure && (
                  <ServiceSentence size="sm" said={pull.failure.detail} message={pull.failure.message} />
                )}
              </div>
            </Table.Td>
            <Table.Td data-label={t('pulls.sync')}>
              {pull.sync_id === null ? '–' : <SyncOfPull dataset={pull.dataset} syncId={pull.sync_id} />}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

/** How long it took, once it is over. */
function Took({ pull: { started_at, completed_at } }: { readonly pull: Pull }) {
  const formats = useFormats();
  if (started_at === null || completed_at === null) return null;
  return (
    <Text size="xs" c="dimmed">
      {formats.duration(Math.max(0, Date.parse(completed_at) - Date.parse(started_at)))}
    </Text>
  );
}

/** Credits: 25 rows · 1 request · 4 kB. */
function PulledFiles({ pull }: { readonly pull: Pull }) {
  const { t } = useTranslation('sources');
  const names = useNames();
  const formats = useFormats();
  const words = useSourceWords();
  const begun = fileTypesIn(pull.dataset, pull.files).filter((fileType) => pull.files[fileType]!.requests > 0);
  if (begun.length === 0) return isOver(pull) ? t('pulls.neverAny') : t('pulls.nothing');
  return begun.map((fileType) => {
    const { rows, requests, bytes, repeated_rows } = pull.files[fileType]!;
    const facts = [
      words.count('rows', rows),
      words.count('requests', requests),
      formats.bytes(bytes),
      ...(repeated_rows === 0 ? [] : [words.count('repeated', repeated_rows)]),
    ];
    return (
      <div key={fileType}>
        <Text span c="dimmed" fz="inherit">
          {names.table(pull.dataset, fileType)}:
        </Text>{' '}
        {facts.join(' · ')}
      </div>
    );
  });
}

/** Leads to the sync, and says what became of it: rows may have been rejected all the same. */
function SyncOfPull({ dataset, syncId }: { readonly dataset: string; readonly syncId: string }) {
  const { t } = useTranslation('sources');
  const sync = useQuery(syncQuery(syncId));
  return (
    <Stack gap={4} align="flex-start">
      {sync.data && <SyncBadge sync={sync.data} />}
      <Anchor component={Link} to={pathOf(dataset, `/syncs/${syncId}`)} fz="inherit" c="var(--tranche-link)">
        {t('pulls.toSync')}
      </Anchor>
    </Stack>
  );
}
