import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconCalendarOff } from '@tabler/icons-react';
import { Component, lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DataRow } from '../../api/queries/rows.ts';
import type { LoanType } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { EmptyState, LoadingState } from '../../parts/states.tsx';
import { PaymentPlanTable } from './payment-plan-table.tsx';

/** The charting library is large, and the table has the same figures: it comes when it is needed. */
const PaymentPlanChart = lazy(() => import('./payment-plan-chart.tsx'));

export interface PaymentPlanProps {
  readonly loanType: LoanType;
  readonly loan: string;
  /** By number; at most as many as one page shows. */
  readonly plan: readonly DataRow[];
  readonly installments: number;
}

/** What is due when, paid and open: as a chart for the eye, and as a table. */
export function PaymentPlan({ loanType, loan, plan, installments }: PaymentPlanProps) {
  const { t } = useTranslation('data');
  const formats = useFormats();
  if (plan.length === 0) {
    return (
      <Panel title={t('loan.plan.title')}>
        <EmptyState title={t('loan.plan.none')} icon={IconCalendarOff}>
          {t('loan.plan.noneDetail')}
        </EmptyState>
      </Panel>
    );
  }
  const inData = new URLSearchParams({
    loan_type: loanType,
    data_type: 'payment_plan',
    'filter[loan_account_number][eq]': loan,
  });
  const paid = plan.filter(({ installment_status }) => installment_status === 'CLOSED').length;
  return (
    <Panel
      title={t('loan.plan.title')}
      hint={t('loan.plan.count', {
        count: installments,
        shown: formats.count(installments),
        paid: formats.count(paid),
      })}
      actions={
        <Anchor component={Link} to={`/data?${inData}`} size="sm" c="var(--tranche-link)">
          {t('loan.plan.openInData')}
        </Anchor>
      }
    >
      <Stack gap="md">
        {plan.length < installments && (
          <Alert color="yellow">
            {t('loan.plan.cut', { shown: formats.count(plan.length), total: formats.count(installments) })}
          </Alert>
        )}
        <WithoutChart>
          <Suspense fallback={<LoadingState rows={6} height={36} />}>
            <PaymentPlanChart plan={plan} />
          </Suspense>
        </WithoutChart>
        <PaymentPlanTable loan={loan} plan={plan} />
      </Stack>
    </Panel>
  );
}

/** A chart that cannot be loaded is no reason to lose the page. */
class WithoutChart extends Component<{ readonly children: ReactNode }, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    return this.state.hasFailed ? <ChartFailed /> : this.props.children;
  }
}

function ChartFailed() {
  const { t } = useTranslation('data');
  return (
    <Text size="sm" c="dimmed">
      {t('loan.plan.chartFailed')}
    </Text>
  );
}
