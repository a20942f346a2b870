import { Alert, Anchor, Stack } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState, LoadingState } from '../../parts/states.tsx';
import { WithoutChart } from '../../parts/without-chart.tsx';
import type { BelongingRowsProps } from '../dataset-pages.ts';
import { PaymentPlanTable } from './payment-plan-table.tsx';

/** The charting library is large, and the table has the same figures: it comes when it is needed. */
const PaymentPlanChart = lazy(() => import('./payment-plan-chart.tsx'));

/** What is due when, paid and open: as a chart for the eye, and as a table. */
export default function PaymentPlan({ row, rows: plan, totalCount: installments, address }: BelongingRowsProps) {
  const { t } = useTranslation('loans');
  const formats = useFormats();
  const loan = String(row.loan_account_number);
  if (plan.length === 0) {
    return (
      <Panel title={t('plan.title')}>
        <EmptyState title={t('plan.none')} icon={IconCalendarOff}>
          {t('plan.noneDetail')}
        </EmptyState>
      </Panel>
    );
  }
  const paid = plan.filter(({ installment_status }) => installment_status === 'CLOSED').length;
  return (
    <Panel
      title={t('plan.title')}
      hint={t('plan.count', {
        count: installments,
        shown: formats.count(installments),
        paid: formats.count(paid),
      })}
      actions={
        <Anchor component={Link} to={address} size="sm" c="var(--tranche-link)">
          {t('plan.openInData')}
        </Anchor>
      }
    >
      <Stack gap="md">
        {plan.length < installments && (
          <Alert color="yellow">
            {t('plan.cut', { shown: formats.count(plan.length), total: formats.count(installments) })}
          </Alert>
        )}
        <WithoutChart failed={t('plan.chartFailed')}>
          <Suspense fallback={<LoadingState rows={6} height={36} />}>
            <PaymentPlanChart plan={plan} />
          </Suspense>
        </WithoutChart>
        <PaymentPlanTable loan={loan} plan={plan} />
      </Stack>
    </Panel>
  );
}
