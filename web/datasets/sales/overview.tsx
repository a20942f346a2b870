import { SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveBooks } from '../../api/queries/publications.ts';
import { AnalysisPanel } from '../../parts/analysis/analysis-panel.tsx';
import { NothingLoaded } from '../../parts/nothing-loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { LoadingState } from '../../parts/states.tsx';

const SLICE = { dataset: 'sales', variant: null } as const;

/** What was sold, of what, when, and to whom. */
export default function SalesOverview() {
  const { t } = useTranslation('sales');
  const books = useLiveBooks([SLICE]);
  if (books === undefined) return <LoadingState rows={6} height={26} />;
  if (!books.sales) {
    return (
      <Panel title={t('title')}>
        <NothingLoaded
          dataset="sales"
          title={t('overview.nothing')}
          detail={t('overview.nothingDetail')}
          upload={t('overview.upload')}
        />
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
