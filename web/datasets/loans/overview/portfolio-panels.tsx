import { Card, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NothingLoaded } from '../../../parts/nothing-loaded.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { Loaded, LoadingState } from '../../../parts/states.tsx';
import { DateTime } from '../../../parts/values.tsx';
import type { OverviewProps } from '../../dataset-pages.ts';
import { DaysPastDue } from './days-past-due.tsx';
import { Figures } from './figures.tsx';
import { type LoanTypePortfolio, portfolioQuery } from './portfolio.ts';

/** What is loaded: in all, and of each loan type since when. */
export default function PortfolioPanels({ newest }: OverviewProps) {
  const { t } = useTranslation('loans');
  const portfolio = useQuery({ ...portfolioQuery(newest ?? 'none'), enabled: newest !== undefined });
  const loading = (
    <Card>
      <LoadingState rows={6} height={26} />
    </Card>
  );
  return (
    <Loaded query={portfolio} loading={loading}>
      {({ data, total }) => (
        <>
          {data.filter(({ credit_count }) => credit_count !== null).length > 1 && (
            <Panel title={t('portfolio.all')}>
              <Figures figures={total} />
            </Panel>
          )}
          <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
            {data.map((loans) => (
              <LoanTypePanel key={loans.loan_type} loans={loans} />
            ))}
          </SimpleGrid>
        </>
      )}
    </Loaded>
  );
}

function LoanTypePanel({ loans }: { readonly loans: LoanTypePortfolio }) {
  const { t } = useTranslation('loans');
  const loadedAt = loans.loaded_at;
  return (
    <Panel
      title={t(`variants.${loans.loan_type}`)}
      actions={
        loadedAt !== null && (
          <Text size="sm" c="dimmed">
            {t('portfolio.loaded')} <DateTime value={loadedAt} />
          </Text>
        )
      }
    >
      {loadedAt === null ? (
        <NothingLoaded
          dataset="loans"
          title={t('portfolio.notLoaded')}
          detail={t('portfolio.notLoadedDetail')}
          upload={t('portfolio.upload')}
        />
      ) : (
        <Stack gap="md">
          <Figures figures={loans} />
          {loans.days_past_due && <DaysPastDue buckets={loans.days_past_due} />}
        </Stack>
      )}
    </Panel>
  );
}
