import { SimpleGrid, Stack, Text, Tooltip } from '@mantine/core';
import { IconDatabaseOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Portfolio, portfolioQuery } from '../../api/queries/portfolio.ts';
import { type LoanType, syncConfigsQuery } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { ExactValue } from '../../parts/exact-value.tsx';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { Count, DateTime, Percent } from '../../parts/values.tsx';
import { DaysPastDue } from './days-past-due.tsx';
import classes from './portfolio-panel.module.css';

export interface PortfolioPanelProps {
  readonly loanType: LoanType;
  /** The sync that ended last; undefined while that is not known. */
  readonly newest: string | undefined;
}

/** What is loaded of one loan type, and since when. */
export function PortfolioPanel({ loanType, newest }: PortfolioPanelProps) {
  const { t } = useTranslation(['overview', 'common']);
  const portfolio = useQuery({ ...portfolioQuery(loanType, newest ?? 'none'), enabled: newest !== undefined });
  const configs = useQuery(syncConfigsQuery);
  const config = configs.data?.data.find((candidate) => candidate.loan_type === loanType);
  const lastLoad = config?.last_sync_status === 'COMPLETED' ? config.last_sync_at : null;
  return (
    <Panel
      title={t(`common:loanType.${loanType}`)}
      actions={
        portfolio.data &&
        lastLoad !== null && (
          <Text size="sm" c="dimmed">
            <DateTime value={lastLoad} />
          </Text>
        )
      }
    >
      <Loaded query={portfolio} loading={<LoadingState rows={5} height={26} />}>
        {(loaded) =>
          loaded === null ? (
            <EmptyState
              title={t('portfolio.notLoaded')}
              icon={IconDatabaseOff}
              action={
                <ButtonLink to="/upload" variant="light" size="xs">
                  {t('uploadFiles')}
                </ButtonLink>
              }
            >
              {t('portfolio.notLoadedDetail')}
            </EmptyState>
          ) : (
            <Totals portfolio={loaded} />
          )
        }
      </Loaded>
    </Panel>
  );
}

function Totals({ portfolio }: { readonly portfolio: Portfolio }) {
  const { t } = useTranslation('overview');
  const formats = useFormats();
  const { loans, installments, outstanding, averageRate, buckets } = portfolio;
  return (
    <Stack gap="md">
      <SimpleGrid component="dl" cols={{ base: 2, xs: 4 }} spacing="md" className={classes.figures ?? ''}>
        <Figure name={t('portfolio.loans')}>
          <Count value={loans} />
        </Figure>
        <Figure name={t('portfolio.outstanding')} hint={t('portfolio.about')}>
          {outstanding === null ? (
            '–'
          ) : (
            <ExactValue shown={`≈ ${formats.compact(outstanding)}`} exact={String(outstanding)} />
          )}
        </Figure>
        <Figure name={t('portfolio.averageRate')} hint={t('portfolio.averageHint')}>
          <Percent value={averageRate} digits={2} />
        </Figure>
        <Figure name={t('portfolio.installments')}>
          <Count value={installments} />
        </Figure>
      </SimpleGrid>
      <DaysPastDue buckets={buckets} />
    </Stack>
  );
}

function Figure({
  name,
  hint,
  children,
}: {
  readonly name: string;
  readonly hint?: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <dt className={classes.name}>
        {hint === undefined ? (
          name
        ) : (
          <Tooltip label={hint} multiline maw={260}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: its explanation is reached by keyboard too */}
            <span className={classes.explained} tabIndex={0}>
              {name}
            </span>
          </Tooltip>
        )}
      </dt>
      <dd className={classes.figure}>{children}</dd>
    </div>
  );
}
