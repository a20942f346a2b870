import { Button, Card, Stack, Switch, Table, Text } from '@mantine/core';
import { IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Account, accountPagesQuery } from '../../api/queries/accounts.ts';
import { useAllowed } from '../../api/use-session.ts';
import { exactDifference } from '../../format/exact-difference.ts';
import { FilterBar, TextFilter } from '../../parts/filter-bar.tsx';
import { AccountLink } from '../../parts/mediator-links.tsx';
import { Money } from '../../parts/money.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { PagedList } from '../../parts/paged-list.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { useListView } from '../../parts/use-list-view.ts';
import { DateTime } from '../../parts/values.tsx';
import { OpenAccountDialog } from './open-account-dialog.tsx';
import { TrialBalancePanel } from './trial-balance-panel.tsx';

const FIELDS = { owner: 'text', currency: 'text', include: ['outside'] } as const;

export default function AccountsPage() {
  const { t } = useTranslation(['money', 'mediator']);
  const allowed = useAllowed();
  const [isOpening, setOpening] = useState(false);
  const { view, filter, isFiltered, show, clear } = useListView(FIELDS);
  const accounts = useInfiniteQuery(accountPagesQuery(filter));
  const open = allowed.write && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setOpening(true)}>
      {t('accounts.open')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('accounts.title')} intro={t('accounts.intro')} actions={open} />
      {isOpening && <OpenAccountDialog onClose={() => setOpening(false)} />}
      <Stack gap="md">
        <Card>
          <FilterBar onClear={clear}>
            <TextFilter
              label={t('accounts.owner')}
              hint={t('accounts.ownerHint')}
              value={view.owner}
              onChange={(owner) => show({ owner })}
            />
            <TextFilter
              label={t('accounts.currency')}
              value={view.currency}
              onChange={(currency) => show({ currency: currency?.toUpperCase() })}
            />
            <Switch
              label={t('accounts.withOutside')}
              size="sm"
              mb={6}
              checked={view.include === 'outside'}
              onChange={(event) => show({ include: event.currentTarget.checked ? 'outside' : undefined })}
            />
          </FilterBar>
          <PagedList
            query={accounts}
            none={
              isFiltered ? (
                <EmptyState title={t('mediator:filter.none')} icon={IconFilterOff}>
                  {t('mediator:filter.noneDetail')}
                </EmptyState>
              ) : (
                <EmptyState title={t('accounts.none')}>{t('accounts.noneDetail')}</EmptyState>
              )
            }
          >
            {(rows) => (
              <Card.Section>
                <AccountTable accounts={rows} />
              </Card.Section>
            )}
          </PagedList>
        </Card>
        <TrialBalancePanel />
      </Stack>
    </>
  );
}

function AccountTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t } = useTranslation('money');
  return (
    <ScrollTable label={t('accounts.title')} minWidth={800} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('accounts.owner')}</Table.Th>
          <Table.Th>{t('accounts.currency')}</Table.Th>
          <Table.Th data-number>{t('accounts.balance')}</Table.Th>
          <Table.Th data-number>{t('accounts.reserved')}</Table.Th>
          <Table.Th data-number>{t('accounts.available')}</Table.Th>
          <Table.Th>{t('accounts.opened')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {accounts.map(({ account_id, kind, currency, balance, reserved, created_at }) => (
          <Table.Tr key={account_id}>
            <Table.Td>
              <div>
                <AccountLink id={account_id} />
                {kind === 'outside' && (
                  <Text size="xs" c="dimmed">
                    {t('accounts.outside')}
                  </Text>
                )}
              </div>
            </Table.Td>
            <Table.Td data-label={t('accounts.currency')}>{currency}</Table.Td>
            <Table.Td data-label={t('accounts.balance')} data-number>
              <Money value={balance} currency={currency} />
            </Table.Td>
            <Table.Td data-label={t('accounts.reserved')} data-number>
              <Money value={reserved} currency={currency} />
            </Table.Td>
            <Table.Td data-label={t('accounts.available')} data-number>
              {kind === 'outside' ? '–' : <Money value={exactDifference(balance, reserved)} currency={currency} />}
            </Table.Td>
            <Table.Td data-label={t('accounts.opened')}>
              <DateTime value={created_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
