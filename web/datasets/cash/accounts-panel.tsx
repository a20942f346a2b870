import { Anchor, Badge, Group, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { MoreButton } from '../../parts/more-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { useNames } from '../use-names.ts';
import { CountryName } from './country-name.tsx';
import { type CompanyCash, SLICE } from './queries.ts';

/** Until the others are asked for. */
const FIRST_ROWS = 8;

export interface AccountsPanelProps {
  readonly cash: CompanyCash;
  readonly chosen: string | undefined;
  readonly choose: (iban: string | null) => void;
}

/** What is on each account; one can be chosen for what is shown below. */
export function AccountsPanel({ cash, chosen, choose }: AccountsPanelProps) {
  const { t } = useTranslation('cash');
  const names = useNames();
  const formats = useFormats(cash.currency);
  const [isWhole, setWhole] = useState(false);
  // The chosen one is never among those that are left out.
  const shown = cash.accounts.filter(({ iban }, at) => isWhole || at < FIRST_ROWS || iban === chosen);
  const more = {
    hasNextPage: shown.length < cash.accounts.length,
    isFetchingNextPage: false,
    fetchNextPage: async () => setWhole(true),
  };
  const title = (column: string) => names.column(SLICE.dataset, column);
  return (
    <Panel
      title={t('accounts.title')}
      hint={t('accounts.hint')}
      flush
      actions={
        chosen !== undefined && (
          <Anchor component="button" type="button" size="sm" c="var(--tranche-link)" onClick={() => choose(null)}>
            {t('accounts.all')}
          </Anchor>
        )
      }
    >
      <ScrollTable label={t('accounts.title')} minWidth={420} asCards>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{title('iban')}</Table.Th>
            <Table.Th>{title('country')}</Table.Th>
            <Table.Th data-number>{title('balance')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ iban, balance }) => (
            <Table.Tr key={iban} {...(iban === chosen ? { bg: 'var(--tranche-hover)' } : {})}>
              <Table.Td>
                <Group gap="xs" wrap="nowrap">
                  <Anchor
                    component="button"
                    type="button"
                    fz="inherit"
                    ff="monospace"
                    c="var(--tranche-link)"
                    aria-pressed={iban === chosen}
                    aria-label={t('accounts.only', { iban })}
                    onClick={() => choose(iban === chosen ? null : iban)}
                  >
                    {iban}
                  </Anchor>
                  {iban === chosen && <Badge tt="none">{t('accounts.chosen')}</Badge>}
                </Group>
              </Table.Td>
              <Table.Td data-label={title('country')}>
                <CountryName code={iban.slice(0, 2)} />
              </Table.Td>
              <Table.Td data-number data-label={title('balance')}>
                {formats.amount(balance)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
      <MoreButton query={more} />
    </Panel>
  );
}
