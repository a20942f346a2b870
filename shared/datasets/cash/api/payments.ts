import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import type { Include } from '../../../domain/filter.ts';
import { notAccepted } from '../../../domain/not-accepted.ts';
import { cursorsOf, type Page, POSITION, pageOf } from '../../../domain/pagination.ts';
import { fieldError, Problem } from '../../../domain/problems.ts';
import { declaredSentence } from '../../../domain/sentences/sentence.ts';
import { literal } from '../../../sql/quoting.ts';
import type { Warehouse } from '../../../warehouse/client.ts';
import { servedSql } from '../../../warehouse/served-value.ts';
import { PAYMENT_FILES } from '../payment.ts';
import { DIRECTIONS, posting } from '../posting.ts';
import { companyOf, type LiveBook, liveBook, READ_SETTINGS } from './live-book.ts';

interface PaymentsQuery {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly direction?: (typeof DIRECTIONS)[number] | undefined;
  readonly iban?: string | undefined;
  readonly include?: Include | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const paymentRow = z.strictObject({
  id: z.string(),
  source: z.string(),
  row_number: z.int(),
  ts: z.string(),
  direction: z.enum(DIRECTIONS),
  iban: z.string(),
  counterparty_iban: z.string(),
  counterparty_company_id: z.string().nullable(),
  country: z.string(),
  amount: z.string(),
  currency: z.string(),
  quarantine_rule: z.string().nullable(),
  at: z.int(),
  account_no: z.int(),
});
export type CompanyPayment = Omit<z.infer<typeof paymentRow>, 'at' | 'account_no'>;

/** What was asked, the batch that is read, and the last row: time, source, row, direction, account. */
const cursors = cursorsOf(
  'company-payments',
  z.tuple([
    z.array(POSITION.text.nullable()).length(6),
    z.uuid(),
    z.tuple([z.int(), POSITION.text, POSITION.row, z.enum(DIRECTIONS), POSITION.row]),
  ]),
);

const ORDER = 'at, source, row_number, direction, account_no';

/**
 * A page of the payments of a company, of the book of the page before.
 * @throws {Problem} `company-not-found`, `invalid-request`, `invalid-cursor`, `cursor-expired`
 */
export async function paymentsPage(
  warehouse: Warehouse,
  companyId: string,
  query: PaymentsQuery,
): Promise<Page<CompanyPayment>> {
  const { from, to, direction, iban, include, limit, cursor } = query;
  if (from !== undefined && to !== undefined && from > to) {
    throw notAccepted([
      fieldError('from', 'range', declaredSentence('cash.from-after-to', `Must not be after to, ${to}.`, { to })),
    ]);
  }
  const asked = [companyId, from, to, direction, iban, include].map((part) => part ?? null);
  const place = cursor === undefined ? undefined : cursors.decode(cursor);
  if (place && !isDeepStrictEqual(place[0], asked)) throw new Problem('invalid-cursor');
  const book = await liveBook(warehouse, place?.[1]);
  const { first, last } = await companyOf(warehouse, book, companyId);
  const conditions = [
    ...(from === undefined ? [] : ["ts >= toDateTime64({from:String}, 3, 'UTC')"]),
    ...(to === undefined ? [] : ["ts < toDateTime64({to:String}, 3, 'UTC') + INTERVAL 1 DAY"]),
    ...(direction === undefined ? [] : ['direction = {direction:String}']),
    ...(iban === undefined ? [] : ['iban = {iban:String}']),
  ];
  const where = conditions.length === 0 ? '' : ` AND ${conditions.join(' AND ')}`;
  const selects = [
    ...(include === 'only-quarantined'
      ? []
      : [`SELECT ${COLUMNS}, NULL AS quarantine_rule FROM ${book!.rows(posting.name)} WHERE ${IS_OWN}${where}`]),
    ...(include === undefined
      ? []
      : [`SELECT ${COLUMNS}, quarantine_rule FROM (${setAsideSql(book!)}) WHERE 1${where}`]),
  ];
  const kindOf = (name: string) => posting.columns.find((column) => column.name === name)!.kind;
  const rows = await warehouse.rows({
    name: 'company-payments',
    row: paymentRow,
    sql: `SELECT id, source, row_number, ${servedSql(kindOf('ts'), 'p.ts')} AS ts, direction, iban, counterparty_iban, counterparty_company_id,
       country, ${servedSql(kindOf('amount'), 'p.amount')} AS amount, currency, quarantine_rule, at, account_no
     FROM (SELECT *, toUnixTimestamp64Milli(ts) AS at FROM (${selects.join(' UNION ALL ')})) AS p
     ${place ? `WHERE (${ORDER}) > ({at:Int64}, {source:String}, {row:UInt32}, {way:String}, {account:UInt32})` : ''}
     ORDER BY ${ORDER} LIMIT {limit:UInt32}`,
    parameters: {
      ...book!.parameters,
      first,
      last,
      limit: limit + 1,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      ...(direction === undefined ? {} : { direction }),
      ...(iban === undefined ? {} : { iban }),
      ...(place
        ? { at: place[2][0], source: place[2][1], row: place[2][2], way: place[2][3], account: place[2][4] }
        : {}),
    },
    settings: { ...READ_SETTINGS, join_use_nulls: 0 },
  });
  const page = pageOf(rows, limit, cursors, (row) => [
    asked,
    book!.postings!,
    [row.at, row.source, row.row_number, row.direction, row.account_no],
  ]);
  return { ...page, data: page.data.map(({ at, account_no, ...payment }) => payment) };
}

const COLUMNS = `account_no, ts, toString(source) AS source, toString(direction) AS direction, amount, toString(currency) AS currency, iban,
  counterparty_iban, counterparty_company_id, toString(country) AS country, payment_id AS id, row_number`;
const IS_OWN = 'account_no BETWEEN {first:UInt32} AND {last:UInt32}';

/** The quarantined payments of the company's accounts, as postings. They are few: each file is asked for its own. */
function setAsideSql({ all, rows }: LiveBook): string {
  const payments = PAYMENT_FILES.map(
    ({
      name,
    }) => `SELECT ${literal(name)} AS source, id, payer_iban, beneficiary_iban, amount, currency, ts, row_number, quarantine_rule
      FROM ${all(name)} WHERE isNotNull(quarantine_rule)`,
  ).join(' UNION ALL ');
  return `
    SELECT a.account_no AS account_no, s.ts AS ts, s.source AS source, if(s.pays, 'out', 'in') AS direction, s.amount AS amount,
      s.currency AS currency, a.iban AS iban, s.other AS counterparty_iban, nullIf(o.company_id, '') AS counterparty_company_id,
      substring(s.other, 1, 2) AS country, s.id AS payment_id, s.row_number AS row_number, s.quarantine_rule AS quarantine_rule
    FROM (
      SELECT *, arrayJoin([1, 0]) AS pays, if(pays, payer_iban, beneficiary_iban) AS own, if(pays, beneficiary_iban, payer_iban) AS other
      FROM (${payments})) AS s
    INNER JOIN (SELECT account_no, iban FROM ${rows('account')} WHERE ${IS_OWN}) AS a ON a.iban = s.own
    LEFT ANY JOIN (SELECT iban, company_id FROM ${rows('account')}) AS o ON o.iban = s.other`;
}
