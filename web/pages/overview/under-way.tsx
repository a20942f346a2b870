import { Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { hasEnded, type SyncLog } from '../../api/queries/syncs.ts';
import { latestUploadsQuery, type Upload } from '../../api/queries/uploads.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { DiscardUploadsButton } from '../../parts/discard-uploads-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { Bytes } from '../../parts/values.tsx';
import classes from './under-way.module.css';

const STAGED_SHOWN = 10;

/** Files that wait and syncs that run, as they are right now. */
export function UnderWay({ syncs }: { readonly syncs: UseQueryResult<{ data: SyncLog[] }> }) {
  const { t } = useTranslation('overview');
  const staged = useQuery(latestUploadsQuery(useDataset().name, STAGED_SHOWN, 'STAGED'));
  return (
    <Panel title={t('live.title')}>
      <Loaded query={syncs}>
        {({ data }) => {
          const running = data.filter((sync) => !hasEnded(sync));
          const waiting = staged.data ?? [];
          if (running.length === 0 && waiting.length === 0) return <Text c="dimmed">{t('live.none')}</Text>;
          return (
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
              {running.length > 0 && (
                <Stack gap="sm" component="section" aria-label={t('live.running')}>
                  {running.map((sync) => (
                    <RunningSync key={sync.id} sync={sync} />
                  ))}
                </Stack>
              )}
              {waiting.length > 0 && (
                <section aria-label={t('live.staged')}>
                  {waiting.map((upload) => (
                    <StagedFile key={upload.upload_id} upload={upload} />
                  ))}
                </section>
              )}
            </SimpleGrid>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function RunningSync({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['overview', 'common']);
  const formats = useFormats();
  const slice = useNames().slice(sync);
  return (
    <Link to={pathOf(sync.dataset, `/syncs/${sync.id}`)} className={classes.sync}>
      <Group justify="space-between" mb={6}>
        <Group gap="xs">
          <Text fw={600}>{slice}</Text>
          <StatusBadge status={sync.status} />
        </Group>
        <Text size="sm">{formats.percent(sync.progress, 0)}</Text>
      </Group>
      <Progress.Root size="sm">
        <Progress.Section value={sync.progress * 100} aria-label={t('live.progress', { slice })} />
      </Progress.Root>
    </Link>
  );
}

function StagedFile({ upload }: { readonly upload: Upload }) {
  const { t } = useTranslation(['overview', 'common']);
  const formats = useFormats();
  const names = useNames();
  const isPart = upload.variant !== null;
  return (
    <div className={classes.file}>
      <div className={classes.name}>
        <Text fw={500} truncate title={upload.file_name}>
          {upload.file_name}
        </Text>
        <Text size="xs" c="dimmed">
          {isPart && `${names.slice(upload)} · `}
          {names.table(upload.dataset, upload.file_type)} · <Bytes size={upload.size_bytes} />
          {upload.row_estimate !== null && ` · ${t('live.rows', { rows: formats.count(upload.row_estimate) })}`}
          {upload.sent_by !== null && ` · ${t('common:files.sentBy', { who: upload.sent_by })}`}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <StatusBadge status={upload.status} />
        <DiscardUploadsButton uploads={[upload]} size="compact-xs" leftSection={undefined} />
      </Group>
    </div>
  );
}
