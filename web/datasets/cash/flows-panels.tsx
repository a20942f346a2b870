import { Badge, Table } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { MoreButton } from '../../parts/more-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState } from '../../parts/states.tsx';
import { useNames } from '../use-names.ts';
import { CompanyLink } from './company-link.tsx';
import { CountryName } from './country-name.tsx';
import classes from './flows-panels.module.css';
import { type CompanyCash, SLICE } from './queries.ts';

/** What came in from each country and went out to it. */
export function CountriesPanel({ cash }: { readonly cash: CompanyCash }) {
  const { t } = useTranslation('cash');
  const names = useNames();
  return (
    <Panel
      title={t('countries.title')}
      hint={`${t('countries.hint')} ${t('company.wholeBook')}`}
      flush={cash.countries.length > 0}
    >
      {cash.countries.length === 0 ? (
        <EmptyState title={t('countries.none')} />
      ) : (
        <Flows
          label={t('countries.title')}
          subject={names.column(SLICE.dataset, 'country')}
          currency={cash.currency}
          flows={cash.countries.map((flow) => ({
            ...flow,
            key: flow.country,
            named: <CountryName code={flow.country} />,
          }))}
        />
      )}
    </Panel>
  );
}

/** With whom the most money is exchanged. */
export function CounterpartiesPanel({ cash }: { readonly cash: CompanyCash }) {
  const { t } = useTranslation('cash');
  const names = useNames();
  return (
    <Panel
      title={t('counterparties.title')}
      hint={`${t('counterparties.hint')} ${t('company.wholeBook')}`}
      flush={cash.counterparties.length > 0}
    >
      {cash.counterparties.length === 0 ? (
        <EmptyState title={t('counterparties.none')} />
      ) : (
        <Flows
          label={t('counterparties.title')}
          subject={names.column(SLICE.dataset, 'counterparty_iban')}
          currency={cash.currency}
          flows={cash.counterparties.map(({ iban, company_id, name, country, ...flow }) => ({
            ...flow,
            key: iban,
            named: (
              <div>
                {company_id !== null && (
                  <div>
                    {company_id === cash.company_id ? (
                      <Badge tt="none">{t('counterparties.own')}</Badge>
                    ) : (
                      <CompanyLink id={company_id} currency={cash.currency}>
                        {name ?? company_id}
                      </CompanyLink>
                    )}
                  </div>
                )}
                <div className={classes.iban}>{iban}</div>
                <div className={classes.country}>
                  <CountryName code={country} />
                </div>
              </div>
            ),
          }))}
        />
      )}
    </Panel>
  );
}

interface Flow {
  readonly key: string;
  readonly named: ReactNode;
  readonly incoming: string;
  readonly outgoing: string;
  readonly payments: number;
}

interface FlowsProps {
  readonly label: string;
  readonly subject: string;
  readonly currency: CompanyCash['currency'];
  readonly flows: readonly Flow[];
}

const WAYS = ['incoming', 'outgoing'] as const;
/** Until the others are asked for. */
const FIRST_ROWS = 12;

/** Exact amounts, each with a bar as long as it is large beside the largest of all. */
function Flows({ label, subject, currency, flows }: FlowsProps) {
  const names = useNames();
  const formats = useFormats(currency);
  const [isWhole, setWhole] = useState(false);
  const title = (column: string) => names.column(SLICE.dataset, column);
  const shown = isWhole ? flows : flows.slice(0, FIRST_ROWS);
  const more = {
    hasNextPage: shown.length < flows.length,
    isFetchingNextPage: false,
    fetchNextPage: async () => setWhole(true),
  };
  // Floats are good enough to draw with.
  const largest = Math.max(...flows.flatMap(({ incoming, outgoing }) => [Number(incoming), Number(outgoing)]));
  return (
    <>
      <ScrollTable label={label} minWidth={520} asCards>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{subject}</Table.Th>
            {WAYS.map((way) => (
              <Table.Th key={way} data-number>
                {title(way)}
              </Table.Th>
            ))}
            <Table.Th data-number>{title('payments')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ key, named, payments, ...flow }) => (
            <Table.Tr key={key}>
              <Table.Td>{named}</Table.Td>
              {WAYS.map((way) => (
                <Table.Td key={way} data-number data-label={title(way)}>
                  <div className={classes.flow}>
                    {formats.amount(flow[way])}
                    <span className={classes.bar} data-way={way} aria-hidden="true">
                      <span style={{ width: `${largest > 0 ? (Number(flow[way]) / largest) * 100 : 0}%` }} />
                    </span>
                  </div>
                </Table.Td>
              ))}
              <Table.Td data-number data-label={title('payments')}>
                {formats.count(payments)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
      <MoreButton query={more} />
    </>
  );
}
