import { Card, Group, SegmentedControl, Select, Text } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SEVERITIES } from '../../../shared/domain/validation-error.ts';
import { ERROR_GROUPINGS, recurringErrorsQuery } from '../../api/queries/errors.ts';
import { useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { PageHeader } from '../../parts/page-header.tsx';
import { VariantFilter } from '../../parts/slice-choice.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import { errorsFilter, SPANS } from './errors-filter.ts';
import { RecurringErrorTable } from './recurring-error-table.tsx';

export default function ErrorsPage() {
  const { t } = useTranslation(['errors', 'common', 'rules']);
  const { params, choose } = useViewChoice();
  const dataset = useDataset();
  const names = useNames();
  const filter = errorsFilter(dataset, params);
  const errors = useQuery(recurringErrorsQuery(dataset.name, filter));
  return (
    <>
      <PageHeader title={t('title')} intro={t('intro')} />
      <Card>
        <Group gap="sm" mb="md" align="flex-end">
          <SegmentedControl
            aria-label={t('groupBy')}
            value={filter.group_by}
            onChange={choose('group_by')}
            data={ERROR_GROUPINGS.map((value) => ({ value, label: t(`by.${value}`) }))}
          />
          <Select
            label={t('span')}
            allowDeselect={false}
            value={String(filter.last_syncs)}
            onChange={choose('last_syncs')}
            data={SPANS.map((value) => ({ value: String(value), label: t('lastSyncs', { count: value }) }))}
            w={{ base: 'calc(50% - 6px)', xs: 155 }}
          />
          <VariantFilter
            dataset={dataset}
            placeholder={t('rules:any')}
            value={filter.variant}
            onChange={(variant) => choose('variant')(variant ?? null)}
          />
          <Select
            label={t('rules:file')}
            placeholder={t('rules:any')}
            clearable
            value={filter.file_type ?? null}
            onChange={choose('file_type')}
            data={dataset.fileTypes.map(({ name }) => ({ value: name, label: names.table(dataset.name, name) }))}
            w={{ base: 'calc(50% - 6px)', xs: 155 }}
          />
          <Select
            label={t('rules:severity')}
            placeholder={t('rules:any')}
            clearable
            value={filter.severity ?? null}
            onChange={choose('severity')}
            data={SEVERITIES.map((value) => ({ value, label: t(`rules:severityOf.${value}`) }))}
            w={{ base: 'calc(50% - 6px)', xs: 155 }}
          />
        </Group>
        <Loaded query={errors}>
          {({ data, syncs_considered }) => (
            <>
              <Text c="dimmed" size="sm" mb="xs" aria-live="polite">
                {t('considered', { count: syncs_considered })}
              </Text>
              {data.length === 0 ? (
                <EmptyState title={t('none')} icon={IconCircleCheck}>
                  {t('noneDetail')}
                </EmptyState>
              ) : (
                <Card.Section mb="calc(-1 * var(--mantine-spacing-md))">
                  <RecurringErrorTable errors={data} grouping={filter.group_by} syncs={syncs_considered} />
                </Card.Section>
              )}
            </>
          )}
        </Loaded>
      </Card>
    </>
  );
}
