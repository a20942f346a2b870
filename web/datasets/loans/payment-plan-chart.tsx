import '@mantine/charts/styles.layer.css';
import { CompositeChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import type { DataRow } from '../../api/queries/rows.ts';
import { useFormats } from '../../format/use-formats.ts';
import classes from './payment-plan-chart.module.css';

const HEIGHT = 280;

/** Principal and interest by due date, paid ones full and open ones pale, and what principal remains. For the eye alone. */
export default function PaymentPlanChart({ plan }: { readonly plan: readonly DataRow[] }) {
  const { t } = useTranslation('loans');
  const formats = useFormats();
  const byDueDate = plan
    .filter(({ scheduled_payment_date }) => scheduled_payment_date !== null)
    .toSorted((a, b) => (String(a.scheduled_payment_date) < String(b.scheduled_payment_date) ? -1 : 1));
  const points = byDueDate.map((row) => {
    const isPaid = row.installment_status === 'CLOSED';
    // Floats are good enough to draw with.
    const principal = Number(row.principal_component);
    const interest = Number(row.interest_component);
    return {
      due: String(row.scheduled_payment_date),
      principalPaid: isPaid ? principal : 0,
      principalOpen: isPaid ? 0 : principal,
      interestPaid: isPaid ? interest : 0,
      interestOpen: isPaid ? 0 : interest,
      // By rule a paid one has none left: the line goes on over those that are open.
      remaining: isPaid ? null : Number(row.remaining_principal),
    };
  });
  return (
    <figure className={classes.figure} aria-label={t('plan.chartLabel')}>
      <CompositeChart
        h={HEIGHT}
        aria-hidden="true"
        accessibilityLayer={false}
        data={points}
        dataKey="due"
        series={[
          { type: 'bar', name: 'principalPaid', label: t('plan.principalPaid'), color: 'var(--plan-principal)' },
          {
            type: 'bar',
            name: 'principalOpen',
            label: t('plan.principalOpen'),
            color: 'var(--plan-principal-open)',
          },
          { type: 'bar', name: 'interestPaid', label: t('plan.interestPaid'), color: 'var(--plan-interest)' },
          { type: 'bar', name: 'interestOpen', label: t('plan.interestOpen'), color: 'var(--plan-interest-open)' },
          {
            type: 'line',
            name: 'remaining',
            label: t('plan.remaining'),
            color: 'var(--plan-remaining)',
            yAxisId: 'right',
          },
        ]}
        barProps={{ stackId: 'due', isAnimationActive: false }}
        lineProps={{ isAnimationActive: false }}
        maxBarWidth={44}
        curveType="linear"
        withRightYAxis
        withLegend
        legendProps={{ verticalAlign: 'top' }}
        valueFormatter={(value) => formats.amount(value)}
        yAxisProps={{ width: 64, tickFormatter: (value: number) => formats.compact(value) }}
        rightYAxisProps={{ width: 64, tickFormatter: (value: number) => formats.compact(value) }}
        xAxisProps={{ tickFormatter: (due: string) => formats.date(due), minTickGap: 24 }}
        tooltipProps={{ labelFormatter: (due) => (typeof due === 'string' ? formats.date(due) : due) }}
      />
    </figure>
  );
}
