import { Card, Stack } from '@mantine/core';
import { IconArrowLeft, IconFileSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { loanQuery } from '../../api/queries/loan.ts';
import { LOAN_TYPES } from '../../api/queries/syncs.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { columnsOf } from '../../parts/row-columns.ts';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { LoanFields } from './loan-fields.tsx';
import { LoanWarnings } from './loan-warnings-panel.tsx';
import { PaymentPlan } from './payment-plan.tsx';

/** Everything about one loan: its fields, its warnings and its payment plan. */
export default function LoanPage() {
  const { t } = useTranslation(['data', 'common']);
  const { loanType: said, loan = '' } = useParams();
  const loanType = LOAN_TYPES.find((one) => one === said) ?? 'RETAIL';
  const found = useQuery(loanQuery(loanType, loan));
  const back = backOf(useLocation().state) ?? `/data?loan_type=${loanType}`;
  return (
    <>
      <PageHeader
        title={t('loan.title', { loan })}
        intro={t(`common:loanType.${loanType}`)}
        actions={
          <>
            <CopyButton text={location.href} label={t('link.copy')} />
            <ButtonLink to={back} variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />}>
              {t('loan.back')}
            </ButtonLink>
          </>
        }
      />
      <Loaded
        query={found}
        loading={
          <Card>
            <LoadingState rows={8} />
          </Card>
        }
      >
        {({ credit, plan, installments }) =>
          credit === null ? (
            <Card>
              <EmptyState
                title={t('loan.notFound')}
                icon={IconFileSearch}
                action={
                  <ButtonLink to={back} variant="light" size="xs">
                    {t('loan.back')}
                  </ButtonLink>
                }
              >
                {t('loan.notFoundDetail', { loan, loanType: t(`common:loanType.${loanType}`) })}
              </EmptyState>
            </Card>
          ) : (
            <Stack gap="md">
              <LoanWarnings loanType={loanType} credit={credit} plan={plan} />
              <LoanFields credit={credit} columns={columnsOf(loanType, 'credit')} />
              <PaymentPlan loanType={loanType} loan={loan} plan={plan} installments={installments} />
            </Stack>
          )
        }
      </Loaded>
    </>
  );
}

/** The view that led here, if one did. Only an address of the data page is followed. */
function backOf(state: unknown): string | undefined {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
  return typeof from === 'string' && from.startsWith('/data?') ? from : undefined;
}
