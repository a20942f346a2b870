import { Group, Select } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { uploadPagesQuery } from '../../api/queries/uploads.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { MoreButton } from '../../parts/more-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { VariantFilter } from '../../parts/slice-choice.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../parts/states.tsx';
import { UploadsTable } from './uploads-table.tsx';
import { readUploadsView, UPLOAD_STATUSES, type UploadsView, writeUploadsView } from './uploads-view.ts';

const PAGE_ROWS = 20;

/** What was uploaded, here or by a program, and what became of it. */
export function RecentUploads() {
  const { t } = useTranslation(['upload', 'common']);
  const [parameters, setParameters] = useSearchParams();
  const dataset = useDataset();
  const names = useNames();
  const view = readUploadsView(dataset, parameters);
  const uploads = useInfiniteQuery(uploadPagesQuery(dataset.name, view, PAGE_ROWS));
  const rows = uploads.data?.pages.flatMap(({ data }) => data) ?? [];
  const isFiltered = view.variant !== undefined || view.status !== undefined;
  const show = (changes: UploadsView) =>
    setParameters(writeUploadsView({ ...view, ...changes }), { preventScrollReset: true });
  return (
    <Panel
      title={t('recent.title')}
      flush={rows.length > 0}
      actions={
        <Group gap="xs">
          <VariantFilter
            isInLine
            dataset={dataset}
            placeholder={names.said(dataset.name, 'upload:recent.anyVariant')}
            value={view.variant}
            onChange={(variant) => show({ variant })}
          />
          <Select
            aria-label={t('recent.status')}
            size="xs"
            w={150}
            clearable
            placeholder={t('recent.anyStatus')}
            data={UPLOAD_STATUSES.map((value) => ({ value, label: t(`common:status.${value}`) }))}
            value={view.status ?? null}
            onChange={(value) => show({ status: UPLOAD_STATUSES.find((known) => known === value) })}
          />
        </Group>
      }
    >
      {uploads.isPending && <LoadingState rows={4} />}
      {uploads.isError && <ErrorState error={uploads.error} retry={() => void uploads.refetch()} />}
      {uploads.isSuccess && rows.length === 0 && (
        <EmptyState title={t(isFiltered ? 'recent.noneMatch' : 'recent.none')}>
          {t(isFiltered ? 'recent.noneMatchDetail' : 'recent.noneDetail')}
        </EmptyState>
      )}
      {rows.length > 0 && <UploadsTable uploads={rows} />}
      <MoreButton query={uploads} />
    </Panel>
  );
}
