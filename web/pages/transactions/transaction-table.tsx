import { Group, Table, Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Transaction } from '../../api/queries/transactions.ts';
import { ProviderLink, TransactionLink } from '../../parts/mediator-links.tsx';
import { Money } from '../../parts/money.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { DateTime } from '../../parts/values.tsx';
import { Party } from './party.tsx';
import { TransactionBadge } from './transaction-badge.tsx';

export interface TransactionTableProps {
  readonly label: string;
  readonly transactions: readonly Transaction[];
}

export function TransactionTable({ label, transactions }: TransactionTableProps) {
  const { t } = useTranslation('money');
  return (
    <ScrollTable label={label} minWidth={960} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('transactions.id')}</Table.Th>
          <Table.Th>{t('transactions.type')}</Table.Th>
          <Table.Th>{t('transactions.status')}</Table.Th>
          <Table.Th data-number>{t('transactions.amount')}</Table.Th>
          <Table.Th>{t('transactions.fromTo')}</Table.Th>
          <Table.Th>{t('transactions.provider')}</Table.Th>
          <Table.Th>{t('transactions.made')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {transactions.map((transaction) => (
          <Table.Tr key={transaction.transaction_id}>
            <Table.Td>
              <div>
                <TransactionLink id={transaction.transaction_id} />
                {transaction.user_id !== null && (
                  <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                    {transaction.user_id}
                  </Text>
                )}
              </div>
            </Table.Td>
            <Table.Td data-label={t('transactions.type')}>{t(`type.${transaction.transaction_type}`)}</Table.Td>
            <Table.Td data-label={t('transactions.status')}>
              <TransactionBadge status={transaction.status} />
            </Table.Td>
            <Table.Td data-label={t('transactions.amount')} data-number style={{ whiteSpace: 'nowrap' }}>
              <Money value={transaction.amount} currency={transaction.currency} />
            </Table.Td>
            <Table.Td data-label={t('transactions.fromTo')}>
              <Group gap={6}>
                <Party transaction={transaction} side="source" />
                <IconArrowRight size={14} role="img" aria-label="→" />
                <Party transaction={transaction} side="target" />
              </Group>
            </Table.Td>
            <Table.Td data-label={t('transactions.provider')}>
              {transaction.provider === null ? '–' : <ProviderLink code={transaction.provider} />}
            </Table.Td>
            <Table.Td data-label={t('transactions.made')} style={{ whiteSpace: 'nowrap' }}>
              <DateTime value={transaction.created_at} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
