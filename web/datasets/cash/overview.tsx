import { Group, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AnalysisPanel } from '../../parts/analysis/analysis-panel.tsx';
import { ButtonLink } from '../../parts/button-link.tsx';
import { Panel } from '../../parts/panel.tsx';
import { LoadingState } from '../../parts/states.tsx';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import { pathOf } from '../use-dataset.ts';
import { inCurrency } from './company-link.tsx';
import { readCurrency } from './company-view.ts';
import { CurrencyChoice } from './currency-choice.tsx';
import { NoCash } from './no-cash.tsx';
import { SLICE, useLiveBatch } from './queries.ts';
import { COMPANIES_PAGE } from './tables.ts';

/** What all companies have together, month by month, which of them have the most, and with which countries they deal. */
export default function CashOverview() {
  const { t } = useTranslation('cash');
  const batchId = useLiveBatch();
  const { params, choose } = useViewChoice();
  const currency = readCurrency(params);
  if (batchId === undefined) return <LoadingState rows={6} height={26} />;
  if (batchId === null) {
    return (
      <Panel title={t('title')}>
        <NoCash />
      </Panel>
    );
  }
  const list = pathOf(SLICE.dataset, `/${COMPANIES_PAGE}`);
  const asked = { slice: SLICE, parameters: { currency }, currencyOf: () => currency };
  return (
    <>
      <Group gap="xs" justify="space-between">
        <Group gap="xs">
          <ButtonLink to={list + inCurrency(currency)} variant="default">
            {t('overview.companies')}
          </ButtonLink>
          <ButtonLink
            to={`${list}?${new URLSearchParams({ ...(currency === 'EUR' ? {} : { currency }), sort: 'balance' })}`}
            variant="default"
          >
            {t('overview.inDebt')}
          </ButtonLink>
        </Group>
        <CurrencyChoice value={currency} onChange={choose('currency')} />
      </Group>
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
        <AnalysisPanel {...asked} name="balance-by-month" />
        <AnalysisPanel {...asked} name="flows-by-country" />
      </SimpleGrid>
      <AnalysisPanel {...asked} name="largest-positions" asTable />
      <Text size="sm" c="dimmed">
        {t('overview.withoutRate')}
      </Text>
    </>
  );
}
