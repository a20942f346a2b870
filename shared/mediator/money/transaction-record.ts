import * as z from 'zod';
import { cursorsOf, type Page, POSITION, pageOf } from '../../domain/pagination.ts';
import { Problem } from '../../domain/problems.ts';
import type { TransactionBody, TransactionStatus, TransactionType } from '../../domain/transaction.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import { isoSql } from '../../sql/iso-time.ts';
import { servedAmount } from './amounts.ts';

/** What of a transaction its changes go by. Amounts are as Postgres has them. */
export interface TransactionRow {
  readonly transaction_id: string;
  readonly transaction_type: TransactionType;
  readonly status: TransactionStatus;
  readonly amount: string;
  readonly currency: string;
  readonly source_account: string | null;
  readonly target_account: string | null;
  readonly source_system: string | null;
  readonly target_system: string | null;
  readonly provider: string | null;
  readonly provider_reference: string | null;
  readonly provider_key: string | null;
  readonly routing: { readonly country: string | null; readonly tried: readonly string[] } | null;
  readonly refund_of: string | null;
  /** The provider's own id of that one. */
  readonly refund_reference: string | null;
  readonly user_id: string | null;
  readonly request_data: unknown;
  readonly refunded_amount: string;
  readonly refunding_amount: string;
  readonly version: number;
  readonly sent_at: Date | null;
  readonly tries: number;
}

/** SQL of the columns of a {@link TransactionRow}. */
export const ROW_COLUMNS = `transaction_id, transaction_type, status, amount::text AS amount, currency, source_account,
  target_account, source_system, target_system, provider, provider_reference, provider_key, routing, refund_of, user_id,
  request_data, refunded_amount::text AS refunded_amount, refunding_amount::text AS refunding_amount, version, sent_at, tries,
  (SELECT original.provider_reference FROM transactions AS original
   WHERE original.transaction_id = transactions.refund_of) AS refund_reference`;

const BODY_COLUMNS = `transaction_id, transaction_type, status, amount::text AS amount, currency, source_account, target_account,
  source_system, target_system, provider, provider_reference, provider_key, routing, refund_of, user_id, request_data,
  response_data, error_code, error_message, refunded_amount::text AS refunded_amount,
  refunding_amount::text AS refunding_amount, version, ${isoSql('created_at')} AS created_at,
  ${isoSql('updated_at')} AS updated_at,
  (SELECT jsonb_agg(jsonb_build_object('status', status, 'at', ${isoSql('at')}, 'by', by, 'reason', reason) ORDER BY version)
   FROM transaction_history AS past WHERE past.transaction_id = transactions.transaction_id) AS history`;

const body = (row: TransactionBody): TransactionBody => ({
  ...row,
  amount: servedAmount(row.amount, row.currency),
  refunded_amount: servedAmount(row.refunded_amount, row.currency),
  refunding_amount: servedAmount(row.refunding_amount, row.currency),
});

/** For a change of it: nobody else changes it before the transaction of the database ends. */
export async function lockedTransaction(inside: Queryable, transactionId: string): Promise<TransactionRow | undefined> {
  const [row] = await inside.query<TransactionRow>(
    `SELECT ${ROW_COLUMNS} FROM transactions WHERE transaction_id = $1 FOR UPDATE`,
    [transactionId],
  );
  return row;
}

export async function transactionBody(
  queryable: Queryable,
  transactionId: string,
): Promise<TransactionBody | undefined> {
  const [row] = await queryable.query<TransactionBody>(
    `SELECT ${BODY_COLUMNS} FROM transactions WHERE transaction_id = $1`,
    [transactionId],
  );
  return row && body(row);
}

/** What a list may be ordered by, and the type of its values in SQL. */
export const TRANSACTION_ORDERS = {
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
  amount: 'numeric',
  transaction_id: 'text',
} as const;
export type TransactionOrder = keyof typeof TRANSACTION_ORDERS | `-${keyof typeof TRANSACTION_ORDERS}`;

/** Filters by equality, by column. */
export const TRANSACTION_FILTERS = [
  'status',
  'transaction_type',
  'source_system',
  'target_system',
  'source_account',
  'target_account',
  'provider',
  'currency',
  'user_id',
  'refund_of',
] as const;

export interface TransactionQuery
  extends Readonly<Partial<Record<(typeof TRANSACTION_FILTERS)[number], string | undefined>>> {
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly sort: TransactionOrder;
  /** Stands in the id of the transaction, or of its user. */
  readonly search?: string | undefined;
  /** An account on either side. */
  readonly account?: string | undefined;
  /** ISO 8601: made then or later. */
  readonly from?: string | undefined;
  /** Made before then. */
  readonly to?: string | undefined;
}

/** By what the list is ordered, the value there and the id of the last transaction. */
const cursors = cursorsOf('transactions', z.tuple([z.string().max(20), POSITION.text, POSITION.text]));

const VALUE_FORM = {
  timestamptz: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.]\d{3}Z$/,
  numeric: /^\d{1,20}(?:[.]\d{1,6})?$/,
  text: /^/,
} as const;

/** What of a transaction may be long: its data has up to 64 KB a piece. */
const BYTES = `octet_length(concat(page.request_data, page.response_data, page.history))`;
/** A page ends before it has more of that, whatever its limit: an answer has to fit. */
const MOST_BYTES = 2 * 1024 ** 2;

/** The transactions of one tenant, as they are served. */
export const transactionsOf = (operations: Operations) => ({
  get: (transactionId: string) => transactionBody(operations, transactionId),

  /** A page may have fewer than `limit`, and yet a next one. @throws {Problem} `invalid-cursor` */
  async list({ limit, cursor, sort, ...filter }: TransactionQuery): Promise<Page<TransactionBody>> {
    const column = sort.replace('-', '') as keyof typeof TRANSACTION_ORDERS;
    const type = TRANSACTION_ORDERS[column];
    const [direction, beyond] = sort.startsWith('-') ? ['DESC', '<'] : ['ASC', '>'];
    const position = cursor === undefined ? undefined : positionIn(cursor, sort, VALUE_FORM[type]);
    const values: unknown[] = [];
    const bound = (value: unknown): string => `$${values.push(value)}`;
    const conditions = [
      ...TRANSACTION_FILTERS.flatMap((name) =>
        filter[name] === undefined ? [] : [`${name} = ${bound(filter[name])}`],
      ),
      ...(filter.account === undefined ? [] : [`${bound(filter.account)}::uuid IN (source_account, target_account)`]),
      ...(filter.from === undefined ? [] : [`created_at >= ${bound(filter.from)}::timestamptz`]),
      ...(filter.to === undefined ? [] : [`created_at < ${bound(filter.to)}::timestamptz`]),
      ...(filter.search === undefined ? [] : [searched(bound(filter.search))]),
      ...(position === undefined
        ? []
        : [`(${column}, transaction_id) ${beyond} (${bound(position.value)}::${type}, ${bound(position.id)}::text)`]),
    ];
    const rows = await operations.query<TransactionBody & { readonly fits: boolean; readonly order_value: unknown }>(
      `SELECT *, sum(${BYTES}) OVER (ORDER BY order_value ${direction}, transaction_id ${direction}) <= ${MOST_BYTES} AS fits
       FROM (
         SELECT ${BODY_COLUMNS}, transactions.${column} AS order_value FROM transactions
         ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
         ORDER BY transactions.${column} ${direction}, transaction_id ${direction} LIMIT ${bound(limit + 1)}
       ) AS page ORDER BY order_value ${direction}, transaction_id ${direction}`,
      values,
    );
    const most = Math.max(1, Math.min(limit, rows.filter(({ fits }) => fits).length));
    const page = pageOf(rows.slice(0, most + 1), most, cursors, (row) => [sort, row[column], row.transaction_id]);
    return { ...page, data: page.data.map(({ fits: _fits, order_value: _order, ...row }) => body(row)) };
  },
});

const searched = (text: string): string =>
  `(strpos(lower(transaction_id), lower(${text})) > 0 OR strpos(lower(coalesce(user_id, '')), lower(${text})) > 0)`;

/** @throws {Problem} `invalid-cursor`, also for one of another order */
function positionIn(cursor: string, sort: TransactionOrder, form: RegExp): { value: string; id: string } {
  const [of, value, id] = cursors.decode(cursor);
  if (of !== sort || !form.test(value)) throw new Problem('invalid-cursor');
  return { value, id };
}
