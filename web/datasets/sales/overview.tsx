import { SimpleGrid } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLiveBooks } from '../../api/queries/publications.ts';
import { AnalysisPanel } from '../../parts/analysis/analysis-panel.tsx';
import { ButtonLink } from '../../parts/button-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState, LoadingState } from '../../parts/states.tsx';
import { pathOf } from '../use-dataset.ts';

const SLICE = { dataset: 'sales', variant: null } as const;

/** What was sold, of what, when, and to whom. */
export default function SalesOverview() {
  const { t } = useTranslation('sales');
  const books = useLiveBooks([SLICE]);
  if (books === undefined) return <LoadingState rows={6} height={26} />;
  if (!books.sales) {
    return (
      <Panel title={t('title')}>
        <EmptyState
          title={t('overview.nothing')}
          icon={IconDatabaseOff}
          action={
            <ButtonLink to={pathOf('sales', '/upload')} variant="light" size="xs">
              {t('overview.upload')}
            </ButtonLink>
          }
        >
          {t('overview.nothingDetail')}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <AnalysisPanel slice={SLICE} name="sales-by-month" />
      <AnalysisPanel slice={SLICE} name="sales-by-category" />
      <AnalysisPanel slice={SLICE} name="volume-by-weekday" />
      <AnalysisPanel slice={SLICE} name="top-customers" asTable />
    </SimpleGrid>
  );
}
