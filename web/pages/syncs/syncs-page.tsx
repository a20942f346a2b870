import { Button, Card, Group, SegmentedControl, Select } from '@mantine/core';
import { IconFilterOff, IconPlayerPlay, IconRefreshOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Slice } from '../../../shared/contracts/slice.ts';
import { syncPagesQuery } from '../../api/queries/syncs.ts';
import { sliceNameOf } from '../../datasets/contracts.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { MoreButton } from '../../parts/more-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { VariantChoice, VariantFilter } from '../../parts/slice-choice.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { SyncTable } from '../../parts/sync-table.tsx';
import { PublishedBooks } from './published-books.tsx';
import { StartDialog } from './start-dialog.tsx';
import { readSyncsView, SYNC_STATUSES, SYNCS_LISTS, type SyncsView, writeSyncsView } from './syncs-view.ts';

const PAGE_ROWS = 25;

export default function SyncsPage() {
  const { t } = useTranslation(['syncs', 'common']);
  const [parameters, setParameters] = useSearchParams();
  const [isStarting, setStarting] = useState(false);
  const dataset = useDataset();
  const view = readSyncsView(dataset, parameters);
  const slice = Slice.allOf(dataset).find(({ variant }) => variant === view.variant) ?? Slice.allOf(dataset)[0]!;
  const isBooks = view.list === 'published';
  const syncs = useInfiniteQuery({ ...syncPagesQuery(dataset.name, view, PAGE_ROWS), enabled: !isBooks });
  const rows = syncs.data?.pages.flatMap(({ data }) => data) ?? [];
  const isFiltered = view.variant !== undefined || view.status !== undefined;
  const show = (changes: Partial<SyncsView>) =>
    setParameters(writeSyncsView({ ...view, ...changes }), { replace: true });
  return (
    <>
      <PageHeader
        title={t('title')}
        intro={t('intro')}
        actions={
          <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} onClick={() => setStarting(true)}>
            {t('start.open')}
          </Button>
        }
      />
      {isStarting && <StartDialog slice={sliceNameOf(slice)} onClose={() => setStarting(false)} />}
      <Card>
        <Group gap="sm" mb="md" align="flex-end">
          <SegmentedControl
            aria-label={t('list.label')}
            value={view.list}
            onChange={(list) => show({ list: list as SyncsView['list'] })}
            data={SYNCS_LISTS.map((value) => ({ value, label: t(`list.${value}`) }))}
          />
          {isBooks ? (
            <VariantChoice dataset={dataset} value={slice.variant} onChange={(variant) => show({ variant })} />
          ) : (
            <VariantFilter
              dataset={dataset}
              placeholder={t('any')}
              value={view.variant}
              onChange={(variant) => show({ variant })}
            />
          )}
          {!isBooks && (
            <Select
              label={t('status')}
              placeholder={t('any')}
              clearable
              w={{ base: 'calc(50% - 6px)', xs: 155 }}
              data={SYNC_STATUSES.map((value) => ({ value, label: t(`common:status.${value}`) }))}
              value={view.status ?? null}
              onChange={(value) => show({ status: SYNC_STATUSES.find((known) => known === value) })}
            />
          )}
        </Group>
        {isBooks && (
          <Card.Section>
            <PublishedBooks slice={sliceNameOf(slice)} />
          </Card.Section>
        )}
        {!isBooks && syncs.isPending && <LoadingState rows={6} />}
        {!isBooks && syncs.isError && <ErrorState error={syncs.error} retry={() => void syncs.refetch()} />}
        {!isBooks && syncs.isSuccess && rows.length === 0 && (
          <EmptyState
            title={t(isFiltered ? 'none.match' : 'none.any')}
            icon={isFiltered ? IconFilterOff : IconRefreshOff}
          >
            {t(isFiltered ? 'none.matchDetail' : 'none.anyDetail')}
          </EmptyState>
        )}
        {!isBooks && rows.length > 0 && (
          <Card.Section>
            <SyncTable label={t('title')} syncs={rows} />
          </Card.Section>
        )}
        {!isBooks && <MoreButton query={syncs} />}
      </Card>
    </>
  );
}
