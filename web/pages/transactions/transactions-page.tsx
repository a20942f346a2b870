import { Card, Select } from '@mantine/core';
import { IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { providersQuery } from '../../api/queries/providers.ts';
import { type TransactionFilter, transactionPagesQuery } from '../../api/queries/transactions.ts';
import { useAllowed } from '../../api/use-session.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { ChoiceFilter, DaysFilter, FilterBar, TextFilter } from '../../parts/filter-bar.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { useListView } from '../../parts/use-list-view.ts';
import { mediatorPath } from '../../shell/mediator-path.ts';
import { AccountChoice } from './account-choice.tsx';
import { STATUSES, TYPES } from './transaction-badge.tsx';
import { TransactionTable } from './transaction-table.tsx';

const SORTS = [
  ...(['-created_at', 'created_at', '-updated_at', 'updated_at'] as const),
  ...(['-amount', 'amount', 'transaction_id', '-transaction_id'] as const),
] as const satisfies readonly NonNullable<TransactionFilter['sort']>[];

const FIELDS = {
  search: 'text',
  status: STATUSES,
  transaction_type: TYPES,
  provider: 'text',
  account: 'id',
  user_id: 'text',
  currency: 'text',
  from: 'day',
  to: 'day',
  sort: SORTS,
} as const;

export default function TransactionsPage() {
  const { t } = useTranslation(['money', 'mediator']);
  const allowed = useAllowed();
  const { view, filter, isFiltered, show, clear } = useListView(FIELDS);
  const providers = useQuery(providersQuery).data ?? [];
  const transactions = useInfiniteQuery(transactionPagesQuery(filter));
  const make = allowed.write && (
    <ButtonLink to={mediatorPath('/new-transaction')} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('transactions.make')}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t('transactions.title')} intro={t('transactions.intro')} actions={make} />
      <Card>
        <FilterBar onClear={clear}>
          <TextFilter
            label={t('transactions.search')}
            hint={t('transactions.searchHint')}
            value={view.search}
            onChange={(search) => show({ search })}
          />
          <ChoiceFilter
            label={t('transactions.status')}
            options={STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            value={view.status}
            onChange={(value) => show({ status: STATUSES.find((known) => known === value) })}
          />
          <ChoiceFilter
            label={t('transactions.type')}
            options={TYPES.map((value) => ({ value, label: t(`type.${value}`) }))}
            value={view.transaction_type}
            onChange={(value) => show({ transaction_type: TYPES.find((known) => known === value) })}
          />
          <ChoiceFilter
            label={t('transactions.provider')}
            options={providers.map(({ code }) => ({ value: code, label: code }))}
            value={view.provider}
            onChange={(provider) => show({ provider })}
          />
          <AccountChoice
            size="xs"
            label={t('transactions.account')}
            placeholder={t('mediator:filter.any')}
            clearable
            value={view.account ?? null}
            onChange={(account) => show({ account: account ?? undefined })}
          />
          <TextFilter label={t('transactions.user')} value={view.user_id} onChange={(user_id) => show({ user_id })} />
          <TextFilter
            label={t('transactions.currency')}
            value={view.currency}
            onChange={(currency) => show({ currency: currency?.toUpperCase() })}
          />
          <DaysFilter from={view.from} to={view.to} onChange={show} />
          <Select
            label={t('sort.label')}
            size="xs"
            allowDeselect={false}
            data={SORTS.map((value) => ({ value, label: t(`sort.of.${value}`) }))}
            value={view.sort ?? '-created_at'}
            onChange={(value) =>
              show({ sort: value === '-created_at' ? undefined : SORTS.find((known) => known === value) })
            }
          />
        </FilterBar>
        <PagedList
          query={transactions}
          none={
            isFiltered ? (
              <EmptyState title={t('mediator:filter.none')} icon={IconFilterOff}>
                {t('mediator:filter.noneDetail')}
              </EmptyState>
            ) : (
              <EmptyState title={t('transactions.none')} action={make}>
                {t('transactions.noneDetail')}
              </EmptyState>
            )
          }
        >
          {(rows) => (
            <Card.Section>
              <TransactionTable label={t('transactions.title')} transactions={rows} />
            </Card.Section>
          )}
        </PagedList>
      </Card>
    </>
  );
}
