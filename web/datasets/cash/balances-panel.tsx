import { Alert, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconCalendarOff, IconCalendarStats } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { INTERVALS } from '../../../shared/datasets/cash/periods.ts';
import { ApiProblem } from '../../api/problem.ts';
import { csvLine } from '../../format/csv.ts';
import { useFormats } from '../../format/use-formats.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ServiceSentence } from '../../parts/service-sentence.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { WithoutChart } from '../../parts/without-chart.tsx';
import { BalancesTable } from './balances-table.tsx';
import { isBackwards, longerInterval } from './company-view.ts';
import { balancesQuery, type CompanyBalances, type CompanyCash } from './queries.ts';
import type { ChosenView, ViewChange } from './use-company-view.ts';

/** The charting library is large, and the table has the same figures: it comes when it is needed. */
const BalanceChart = lazy(() => import('./balance-chart.tsx'));

export interface BalancesPanelProps {
  readonly cash: CompanyCash;
  readonly batchId: string;
  readonly chosen: ChosenView;
  readonly showPayments: (change: ViewChange) => void;
}

/** What a company, or one of its accounts, had before and after each period: as a chart, and as a table. */
export function BalancesPanel({ cash, batchId, chosen, showPayments }: BalancesPanelProps) {
  const { t } = useTranslation('cash');
  const formats = useFormats();
  const { view } = chosen;
  const backwards = isBackwards(view.range);
  const balances = useQuery({ ...balancesQuery(cash.company_id, view, batchId), enabled: !backwards });
  const found = balances.data;
  const count = found?.data.length ?? 0;
  return (
    <Panel
      title={t('balances.title')}
      hint={found && !backwards ? t('balances.periods', { count, shown: formats.count(count) }) : undefined}
      actions={count > 0 && !backwards && <CopyButton text={csvOf(found?.data ?? [])} label={t('balances.copy')} />}
    >
      <Stack gap="md">
        <Choices cash={cash} chosen={chosen} />
        {backwards ? (
          <EmptyState title={t('balances.wrongRange')} icon={IconCalendarOff}>
            {t('balances.wrongRangeDetail')}
          </EmptyState>
        ) : tooMany(balances.error) ? (
          <TooMany chosen={chosen} error={balances.error} />
        ) : (
          <Loaded query={balances} loading={<LoadingState rows={8} height={36} />}>
            {(answer) =>
              answer.data.length === 0 ? (
                <EmptyState title={t('balances.none')} icon={IconCalendarOff}>
                  {t('balances.noneDetail')}
                </EmptyState>
              ) : (
                <Found answer={answer} chosen={chosen} showPayments={showPayments} />
              )
            }
          </Loaded>
        )}
      </Stack>
    </Panel>
  );
}

interface FoundProps extends Pick<BalancesPanelProps, 'chosen' | 'showPayments'> {
  readonly answer: CompanyBalances;
}

function Found({ answer, chosen, showPayments }: FoundProps) {
  const { t } = useTranslation('cash');
  const { range, period } = chosen.view;
  // Of what is shown: while another interval is asked for, that is still the one before.
  const show = (first: string) => showPayments({ period: first, interval: answer.interval });
  const shown = { answer, range, period, onPeriod: show };
  return (
    <>
      <div>
        <WithoutChart failed={t('balances.chartFailed')}>
          <Suspense fallback={<LoadingState rows={8} height={36} />}>
            <BalanceChart answer={answer} onPeriod={show} />
          </Suspense>
        </WithoutChart>
        <Text size="xs" c="dimmed">
          {t('balances.pick')}
        </Text>
      </div>
      <BalancesTable key={`${answer.interval} ${range.from} ${range.to}`} {...shown} />
    </>
  );
}

const HALF_ON_PHONES = { base: 'calc(50% - 6px)', xs: 160 };

/** Range, interval and account; a period that was chosen is none of another range or interval. */
function Choices({ cash, chosen }: Pick<BalancesPanelProps, 'cash' | 'chosen'>) {
  const { t } = useTranslation('cash');
  const { view, typed, change } = chosen;
  const day = (name: 'from' | 'to') => ({
    type: 'date',
    label: t(`balances.${name}`),
    w: HALF_ON_PHONES,
    min: '1900-01-01',
    max: '2299-12-31',
    value: typed.get(name) ?? '',
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      change({ [name]: event.currentTarget.value, period: null }),
  });
  const ibans = cash.accounts.map(({ iban }) => iban);
  return (
    <Group gap="sm" align="flex-start">
      <TextInput {...day('from')} />
      <TextInput {...day('to')} error={isBackwards(view.range) && t('balances.toBeforeFrom')} />
      <Select
        label={t('balances.interval')}
        allowDeselect={false}
        w={{ base: '100%', xs: 160 }}
        data={INTERVALS.map((interval) => ({ value: interval, label: t(`balances.intervals.${interval}`) }))}
        value={view.interval}
        onChange={(interval) => change({ interval, period: null })}
      />
      <Select
        label={t('balances.account')}
        placeholder={t('accounts.all')}
        clearable
        searchable={ibans.length > 8}
        w={{ base: '100%', xs: 300 }}
        // One that an address names and the company has not is refused by the service, and can be taken back here.
        data={view.iban === undefined || ibans.includes(view.iban) ? ibans : [...ibans, view.iban]}
        value={view.iban ?? null}
        onChange={(iban) => change({ iban })}
      />
    </Group>
  );
}

const tooMany = (error: unknown) =>
  error instanceof ApiProblem ? error.errors.find(({ message }) => message?.id === 'cash.too-many-periods') : undefined;

/** Why there is no chart of so many periods, and what shows the range all the same. */
function TooMany({ chosen, error }: Pick<BalancesPanelProps, 'chosen'> & { readonly error: unknown }) {
  const { t } = useTranslation('cash');
  const said = tooMany(error);
  const longer = longerInterval(chosen.view.interval);
  return (
    <Alert color="yellow" role="alert" icon={<IconCalendarStats aria-hidden />} title={t('balances.tooMany')}>
      <Stack gap="xs" align="flex-start">
        {said && <ServiceSentence said={said.detail} message={said.message} />}
        {longer && (
          <Button size="xs" variant="default" onClick={() => chosen.change({ interval: longer, period: null })}>
            {t(`balances.longer.${longer}`)}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

const CSV_COLUMNS = ['period', 'opening', 'incoming', 'outgoing', 'closing'] as const;

const csvOf = (periods: CompanyBalances['data']): string =>
  [csvLine(CSV_COLUMNS), ...periods.map((row) => csvLine(CSV_COLUMNS.map((name) => row[name])))].join('');
