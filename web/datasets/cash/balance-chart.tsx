import '@mantine/charts/styles.layer.css';
import { CompositeChart } from '@mantine/charts';
import { Paper, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { useNames } from '../use-names.ts';
import classes from './balance-chart.module.css';
import { type CompanyBalances, SLICE } from './queries.ts';
import { usePeriodTexts } from './use-period-texts.ts';

const HEIGHT = 300;
/** The days of a year: bars of more are thinner than a line. */
const MOST_BARS = 366;

export interface BalanceChartProps {
  readonly answer: CompanyBalances;
  readonly onPeriod: (first: string) => void;
}

/** The balance as a line, what came in as bars above and what went out as bars below zero. For the eye: the table says it all. */
export default function BalanceChart({ answer, onPeriod }: BalanceChartProps) {
  const { t } = useTranslation('cash');
  const names = useNames();
  const formats = useFormats();
  const texts = usePeriodTexts();
  const { data, interval, currency } = answer;
  const hasBars = data.length <= MOST_BARS;
  const called = (period: unknown) => (typeof period === 'string' ? texts.period(period, interval) : '');
  const title = (column: string) => names.column(SLICE.dataset, column);
  // Floats are good enough to draw with.
  const points = data.map(({ period, incoming, outgoing, closing }) => ({
    period,
    closing: Number(closing),
    ...(hasBars ? { incoming: Number(incoming), outgoing: -Number(outgoing) } : {}),
  }));
  return (
    <figure className={classes.figure} aria-label={t('balances.chart', { currency })}>
      <CompositeChart
        h={HEIGHT}
        aria-hidden="true"
        accessibilityLayer={false}
        data={points}
        dataKey="period"
        series={[
          ...(hasBars
            ? ([
                { type: 'bar', name: 'incoming', label: title('incoming'), color: 'var(--flow-incoming)' },
                { type: 'bar', name: 'outgoing', label: title('outgoing'), color: 'var(--flow-outgoing)' },
              ] as const)
            : []),
          { type: 'line', name: 'closing', label: title('closing'), color: 'var(--flow-closing)' },
        ]}
        composedChartProps={{
          stackOffset: 'sign',
          // A tap moves and clicks in one frame: the click must know already where it is.
          throttledEvents: [],
          onClick: ({ activeLabel }) => {
            if (typeof activeLabel === 'string') onPeriod(activeLabel);
          },
        }}
        barProps={{ stackId: 'flows', isAnimationActive: false }}
        lineProps={{ isAnimationActive: false }}
        maxBarWidth={28}
        curveType="linear"
        withDots={data.length < 2}
        withLegend
        legendProps={{ verticalAlign: 'top' }}
        referenceLines={[{ y: 0, color: 'var(--mantine-color-dimmed)' }]}
        yAxisProps={{ width: 64, tickFormatter: (value: number) => formats.compact(value) }}
        xAxisProps={{ tickFormatter: called, minTickGap: 24 }}
        tooltipProps={{
          content: ({ label, active }) => {
            const row = active ? data.find(({ period }) => period === label) : undefined;
            return row ? <Figures row={row} title={called(row.period)} currency={currency} /> : null;
          },
        }}
      />
      {!hasBars && (
        <Text size="xs" c="dimmed" component="figcaption">
          {t('balances.noBars')}
        </Text>
      )}
    </figure>
  );
}

interface FiguresProps {
  readonly row: CompanyBalances['data'][number];
  readonly title: string;
  readonly currency: string;
}

/** What the service said, exactly: not what was drawn. */
function Figures({ row, title, currency }: FiguresProps) {
  const names = useNames();
  const formats = useFormats(currency);
  return (
    <Paper withBorder shadow="md" px="sm" py="xs" fz="sm" className={classes.figures ?? ''}>
      <b>{title}</b>
      <KeyValueList
        items={(['opening', 'incoming', 'outgoing', 'closing'] as const).map((name) => [
          names.column(SLICE.dataset, name),
          formats.amount(row[name]),
        ])}
      />
    </Paper>
  );
}
