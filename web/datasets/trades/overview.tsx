import { Group, SimpleGrid } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveBooks } from '../../api/queries/publications.ts';
import { AnalysisPanel } from '../../parts/analysis/analysis-panel.tsx';
import { ButtonLink } from '../../parts/button-link.tsx';
import { NothingLoaded } from '../../parts/nothing-loaded.tsx';
import { Panel } from '../../parts/panel.tsx';
import { LoadingState } from '../../parts/states.tsx';
import { pathOf } from '../use-dataset.ts';
import { OutcomesPanel } from './outcomes-panel.tsx';
import classes from './overview.module.css';

const SLICE = { dataset: 'trades', variant: null } as const;

/** How clients stand, what became of their trades, and what was traded. */
export default function TradesOverview() {
  const { t } = useTranslation('trades');
  const books = useLiveBooks([SLICE]);
  if (books === undefined) return <LoadingState rows={6} height={26} />;
  const live = books.trades;
  if (!live) {
    return (
      <Panel title={t('title')}>
        <NothingLoaded
          dataset="trades"
          title={t('overview.nothing')}
          detail={t('overview.nothingDetail')}
          upload={t('overview.upload')}
        />
      </Panel>
    );
  }
  return (
    <>
      <Group gap="xs">
        <ButtonLink to={pathOf('trades', '/clients')} variant="default">
          {t('overview.clients')}
        </ButtonLink>
        <ButtonLink to={pathOf('trades', '/clients?status=suspended&sort=-debt')} variant="default">
          {t('overview.inDebt')}
        </ButtonLink>
      </Group>
      <div className={classes.standing}>
        <AnalysisPanel slice={SLICE} name="clients-by-status" asTable />
        <OutcomesPanel slice={SLICE} batchId={live.batch_id} />
      </div>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <AnalysisPanel slice={SLICE} name="volume-by-month" />
        <AnalysisPanel slice={SLICE} name="traded-by-ticker" />
      </SimpleGrid>
    </>
  );
}
