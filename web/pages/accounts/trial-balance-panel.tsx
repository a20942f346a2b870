import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trialBalanceQuery } from '../../api/queries/accounts.ts';
import { MeaningBadge } from '../../parts/meaning-badge.tsx';
import { Money } from '../../parts/money.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { Loaded } from '../../parts/states.tsx';
import { Count } from '../../parts/values.tsx';

/** Whether all that is booked comes to nothing, by currency. */
export function TrialBalancePanel() {
  const { t } = useTranslation('money');
  const trial = useQuery(trialBalanceQuery);
  if (trial.data?.length === 0) return null;
  return (
    <Panel title={t('accounts.trial')} hint={t('accounts.trialHint')} flush>
      <Loaded query={trial}>
        {(lines) => (
          <ScrollTable label={t('accounts.trial')} minWidth={760} asCards>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('accounts.currency')}</Table.Th>
                <Table.Th data-number>{t('accounts.count')}</Table.Th>
                <Table.Th data-number>{t('accounts.held')}</Table.Th>
                <Table.Th data-number>{t('accounts.outsideSum')}</Table.Th>
                <Table.Th data-number>{t('accounts.total')}</Table.Th>
                <Table.Th data-number>{t('accounts.reserved')}</Table.Th>
                <Table.Th aria-hidden />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map(({ currency, accounts, held, outside, total, reserved }) => (
                <Table.Tr key={currency}>
                  <Table.Td>{currency}</Table.Td>
                  <Table.Td data-label={t('accounts.count')} data-number>
                    <Count value={accounts} />
                  </Table.Td>
                  <Table.Td data-label={t('accounts.held')} data-number>
                    <Money value={held} currency={currency} />
                  </Table.Td>
                  <Table.Td data-label={t('accounts.outsideSum')} data-number>
                    <Money value={outside} currency={currency} />
                  </Table.Td>
                  <Table.Td data-label={t('accounts.total')} data-number>
                    <Money value={total} currency={currency} />
                  </Table.Td>
                  <Table.Td data-label={t('accounts.reserved')} data-number>
                    <Money value={reserved} currency={currency} />
                  </Table.Td>
                  <Table.Td>
                    <MeaningBadge meaning={/[1-9]/.test(total) ? 'bad' : 'good'}>
                      {t(/[1-9]/.test(total) ? 'accounts.unbalanced' : 'accounts.balanced')}
                    </MeaningBadge>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </ScrollTable>
        )}
      </Loaded>
    </Panel>
  );
}
