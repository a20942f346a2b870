import { Anchor, Badge, Group, Select, Table, Text, TextInput } from '@mantine/core';
import { infiniteQueryOptions, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answerOf, api } from '../../api/client.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { ColumnCell, ColumnHeads } from '../../parts/column-cells.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { columnsOf, keyOf } from '../../parts/row-columns.ts';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded } from '../../parts/states.tsx';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import type { BelongingRowsProps } from '../dataset-pages.ts';
import { rowPath } from '../row-path.ts';
import { currencyIn } from '../shown-columns.ts';
import { useNames } from '../use-names.ts';
import { useReasonWords } from './reason-words.ts';

const TABLE = 'trade_outcome';
const PAGE_ROWS = 25;
const STATUSES = ['completed', 'failed'] as const;
const COLUMNS = [
  'transaction_date',
  'transaction_type',
  'stock_ticker',
  'shares',
  'amount',
  'converted_amount',
  'transaction_status',
  'balance_after',
  'debt_after',
];

interface Asked {
  readonly start_date?: string;
  readonly end_date?: string;
  readonly status?: (typeof STATUSES)[number];
}

const tradesQuery = (client: string, asked: Asked) =>
  infiniteQueryOptions({
    queryKey: ['row-list', 'client-trades', client, asked],
    queryFn: ({ signal, pageParam }) => {
      const query = { ...asked, limit: PAGE_ROWS, ...(pageParam === undefined ? {} : { cursor: pageParam }) };
      const params = { path: { client_id: client }, query };
      return answerOf(api.GET('/api/trades/clients/{client_id}/transactions', { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });

/** The trades of a client in their order, of some days or of one outcome, with why each failed that did. */
export default function ClientTrades({ slice, row, totalCount, address }: BelongingRowsProps) {
  const { t } = useTranslation('trades');
  const names = useNames();
  const formats = useFormats();
  const { params, choose } = useViewChoice();
  const status = STATUSES.find((value) => value === params.get('status'));
  const [from, to] = [params.get('from') ?? '', params.get('to') ?? ''];
  const trades = useInfiniteQuery(
    tradesQuery(String(row.client_id), {
      ...(from === '' ? {} : { start_date: from }),
      ...(to === '' ? {} : { end_date: to }),
      ...(status ? { status } : {}),
    }),
  );
  return (
    <Panel
      title={t('client.trades')}
      hint={names.rows(slice.dataset, 'trade', totalCount, formats.count(totalCount))}
      flush
      actions={
        <Anchor component={Link} to={address} size="sm" c="var(--tranche-link)">
          {t('client.inData')}
        </Anchor>
      }
    >
      <Group gap="sm" px="md" pb="sm" align="flex-end">
        <Day label={t('client.from')} value={from} onChange={choose('from')} />
        <Day label={t('client.to')} value={to} onChange={choose('to')} />
        <Select
          label={names.column(slice.dataset, 'transaction_status')}
          placeholder={t('client.any')}
          clearable
          w={{ base: '100%', xs: 190 }}
          data={STATUSES.map((value) => ({ value, label: names.code(slice.dataset, 'transaction_status', value) }))}
          value={status ?? null}
          onChange={choose('status')}
        />
      </Group>
      <Loaded query={trades}>
        {({ pages }) => {
          const rows = pages.flatMap(({ data }) => data);
          return rows.length === 0 ? (
            <EmptyState title={t('client.noTrades')} />
          ) : (
            <>
              <Trades slice={slice} rows={rows} label={t('client.trades')} />
              <MoreButton query={trades} />
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (day: string) => void;
}

function Day({ label, value, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      label={label}
      w={{ base: 'calc(50% - 6px)', xs: 160 }}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type Rows = BelongingRowsProps['rows'];

function Trades({ slice, rows, label }: Pick<BelongingRowsProps, 'slice'> & { rows: Rows; label: string }) {
  const texts = useCellTexts();
  const reason = useReasonWords();
  const key = keyOf(slice, TABLE);
  const columns = columnsOf(slice, TABLE);
  const shown = COLUMNS.flatMap((name) => columns.find((column) => column.name === name) ?? []);
  const reasonColumn = columns.find(({ name }) => name === 'failure_reason');
  return (
    <ScrollTable label={label} minWidth={980} asCards>
      <Table.Thead>
        <Table.Tr>
          <ColumnHeads columns={shown} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => {
          const own = key.map((name) => String(row[name]));
          const failure = row.failure_reason === null ? undefined : String(row.failure_reason);
          return (
            <Table.Tr key={own.join(' ')}>
              {shown.map((column) => {
                const text = texts.shown(column, row[column.name], currencyIn(slice, TABLE, column.name, row));
                return (
                  <ColumnCell key={column.name} column={column} isTitle={column.name === 'transaction_date'}>
                    {column.name === 'transaction_date' ? (
                      <Anchor component={Link} to={rowPath(slice, TABLE, own)} fz="inherit" c="var(--tranche-link)">
                        {text}
                      </Anchor>
                    ) : column.name === 'transaction_status' ? (
                      <div>
                        <Badge color={failure === undefined ? 'teal' : 'red'} tt="none">
                          {failure === undefined || !reasonColumn ? text : texts.shown(reasonColumn, failure)}
                        </Badge>
                        {failure !== undefined && (
                          <Text size="xs" c="dimmed" maw="30ch">
                            {reason(failure)}
                          </Text>
                        )}
                      </div>
                    ) : (
                      text
                    )}
                  </ColumnCell>
                );
              })}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </ScrollTable>
  );
}
