import { SimpleGrid, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { isProblemWithCode } from '../../api/problem.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Loaded, LoadingState } from '../../parts/states.tsx';
import { dataPath } from '../row-path.ts';
import { pathOf } from '../use-dataset.ts';
import { AccountsPanel } from './accounts-panel.tsx';
import { BalancesPanel } from './balances-panel.tsx';
import { CompanyFigures } from './company-figures.tsx';
import classes from './company-page.module.css';
import { CurrencyChoice } from './currency-choice.tsx';
import { CounterpartiesPanel, CountriesPanel } from './flows-panels.tsx';
import { NoCash } from './no-cash.tsx';
import { PaymentsPanel } from './payments-panel.tsx';
import { companyQuery, SLICE, useLiveBatch } from './queries.ts';
import { COMPANIES_PAGE } from './tables.ts';
import { useCompanyView, type ViewChange } from './use-company-view.ts';
import { WithoutRate } from './without-rate.tsx';

/** What a company has and had, with whom it deals, and each of its payments. */
export function CompanyPage({ id }: { readonly id: string }) {
  const { t } = useTranslation('cash');
  const batchId = useLiveBatch();
  if (typeof batchId === 'string') return <Company id={id} batchId={batchId} />;
  return (
    <>
      <PageHeader title={id} />
      {batchId === undefined ? (
        <LoadingState rows={8} />
      ) : (
        <Panel title={t('title')}>
          <NoCash />
        </Panel>
      )}
    </>
  );
}

function Company({ id, batchId }: { readonly id: string; readonly batchId: string }) {
  const { t } = useTranslation('cash');
  const chosen = useCompanyView();
  const { view, change, step } = chosen;
  const { state } = useLocation();
  const company = useQuery(companyQuery(id, view.currency, batchId));
  const payments = useRef<HTMLDivElement>(null);
  const list = pathOf(SLICE.dataset, `/${COMPANIES_PAGE}`);
  if (isProblemWithCode(company.error, 'company-not-found')) {
    return (
      <NotFound
        title={t('company.notFound')}
        detail={t('company.notFoundDetail')}
        asked={id}
        to={list}
        back={t('company.back')}
      />
    );
  }
  /** A step that is about payments leads to them. */
  const showPayments = (changes: ViewChange) => {
    step(changes);
    payments.current?.focus({ preventScroll: true });
    payments.current?.scrollIntoView({ block: 'start' });
  };
  return (
    <>
      <PageHeader
        title={company.data ? `${company.data.name} · ${id}` : id}
        intro={company.data?.owner ? t('company.owner', { owner: company.data.owner }) : undefined}
        actions={
          <>
            <CurrencyChoice value={view.currency} onChange={(currency) => change({ currency })} />
            <CopyButton text={window.location.href} label={t('company.copyLink')} />
            <ButtonLink to={dataPath(SLICE, 'company', [['filter[id][eq]', id]])} variant="default">
              {t('company.inData')}
            </ButtonLink>
            <ButtonLink
              to={cameFrom(state, list) ?? list}
              variant="default"
              leftSection={<IconArrowLeft size={16} aria-hidden />}
            >
              {t('company.back')}
            </ButtonLink>
          </>
        }
      />
      <Loaded query={company} loading={<LoadingState rows={8} />}>
        {(cash) => (
          <Stack gap="md">
            <WithoutRate currencies={cash.currencies_without_rate} />
            <CompanyFigures cash={cash} showPayments={showPayments} />
            <AccountsPanel cash={cash} chosen={view.iban} choose={(iban) => step({ iban })} />
            <BalancesPanel cash={cash} batchId={batchId} chosen={chosen} showPayments={showPayments} />
            {/* biome-ignore lint/a11y/useSemanticElements: it is no part of a form, only what the focus goes to */}
            <div
              ref={payments}
              role="group"
              aria-label={t('payments.title')}
              tabIndex={-1}
              className={classes.payments}
            >
              <PaymentsPanel cash={cash} batchId={batchId} chosen={chosen} />
            </div>
            <SimpleGrid cols={{ base: 1, xl: 2 }} spacing="md">
              <CountriesPanel cash={cash} />
              <CounterpartiesPanel cash={cash} />
            </SimpleGrid>
          </Stack>
        )}
      </Loaded>
    </>
  );
}

/** The list as it was when a company was opened from it. */
function cameFrom(state: unknown, list: string): string | undefined {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : undefined;
  return typeof from === 'string' && (from === list || from.startsWith(`${list}?`)) ? from : undefined;
}
