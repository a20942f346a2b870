import { Anchor, Card, Group, Table, Text } from '@mantine/core';
import { IconCloudDownload, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { pullQuery, type Source, sourcesQuery } from '../../api/queries/sources.ts';
import { useAllowed } from '../../api/use-session.ts';
import { pathOf, usePath } from '../../datasets/use-dataset.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { DateTime } from '../../parts/values.tsx';
import { PullBadge } from './pull-badge.tsx';
import { EnabledBadge, NextPull } from './schedule-facts.tsx';
import { hostOf } from './source-draft.ts';
import { useSourceWords } from './use-source-words.ts';

/** The sources of all datasets: there are few, and one system of a bank often has files of several. */
export default function SourcesPage() {
  const { t } = useTranslation('sources');
  const sources = useQuery(sourcesQuery);
  const allowed = useAllowed();
  const path = usePath();
  const isListed = sources.data !== undefined && sources.data.length > 0;
  const add = allowed.write && (
    <ButtonLink to={path('/sources/new')} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('add')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} actions={isListed && add} />
      <Card py={isListed ? 0 : 'md'}>
        <Loaded query={sources} loading={<LoadingState rows={6} />}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState title={t('none')} icon={IconCloudDownload} action={add}>
                {t('noneDetail')}
              </EmptyState>
            ) : (
              <Card.Section>
                <SourceTable sources={all} />
              </Card.Section>
            )
          }
        </Loaded>
      </Card>
    </>
  );
}

function SourceTable({ sources }: { readonly sources: readonly Source[] }) {
  const { t } = useTranslation('sources');
  const words = useSourceWords();
  return (
    <ScrollTable label={t('title')} minWidth={900} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('data')}</Table.Th>
          <Table.Th>{t('host')}</Table.Th>
          <Table.Th>{t('interval')}</Table.Th>
          <Table.Th>{t('schedule')}</Table.Th>
          <Table.Th>{t('lastPull')}</Table.Th>
          <Table.Th>{t('nextPull')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sources.map((source) => (
          <Table.Tr key={source.source_id}>
            <Table.Td>
              <Anchor
                component={Link}
                to={pathOf(source.dataset, `/sources/${source.source_id}`)}
                fz="inherit"
                c="var(--tranche-link)"
                style={{ overflowWrap: 'anywhere' }}
              >
                {source.name}
              </Anchor>
            </Table.Td>
            <Table.Td data-label={t('data')}>{words.slice(source)}</Table.Td>
            <Table.Td data-label={t('host')}>
              <CodeText value={hostOf(source)} />
            </Table.Td>
            <Table.Td data-label={t('interval')}>{words.interval(source.interval_minutes)}</Table.Td>
            <Table.Td data-label={t('schedule')}>
              <EnabledBadge source={source} />
            </Table.Td>
            <Table.Td data-label={t('lastPull')}>
              {source.pull_id === null ? t('neverPulled') : <LastPull pullId={source.pull_id} />}
            </Table.Td>
            <Table.Td data-label={t('nextPull')}>
              <NextPull source={source} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

function LastPull({ pullId }: { readonly pullId: string }) {
  const words = useSourceWords();
  const { data: pull } = useQuery(pullQuery(pullId));
  if (!pull) return '–';
  const rows = Object.values(pull.files).reduce((sum, file) => sum + file.rows, 0);
  return (
    <div>
      <Group gap={6}>
        <PullBadge status={pull.status} />
        <DateTime value={pull.created_at} ago />
      </Group>
      {pull.status !== 'FAILED' && (
        <Text size="xs" c="dimmed">
          {words.count('rows', rows)}
        </Text>
      )}
    </div>
  );
}
