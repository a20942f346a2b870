import { COUNTRY_CODES } from '../../../shared/contracts/kinds/country.ts';
import {
  code,
  currency,
  type DuckDbDataset,
  decimal,
  iban,
  type Kind,
  list,
  optional,
  required,
  text,
  timestamp,
} from './dataset.ts';

const payment = (fileType: string, ofCurrency: Kind) => ({
  fileType,
  // Rows that repeat a payment are a batch: they are set aside, not rejected.
  key: undefined,
  cells: [
    required('id', text()),
    required('payer_iban', iban),
    required('beneficiary_iban', iban),
    required('amount', decimal(18, 4, '0')),
    required('currency', ofCurrency),
    required('ts', timestamp),
  ],
});

const ibans: Kind = (name) => ({
  type: 'VARCHAR[]',
  value: `list_transform(string_split(${name}, '|'), lambda one: trim(one))`,
  holds: `len(list_filter(v_${name}, lambda one: NOT regexp_full_match(one, '[A-Za-z0-9]{5,34}'))) = 0 AND len(v_${name}) <= 1000`,
});

/** 22 digits, so that a product with an amount has the 38 that DuckDB's decimals have. */
const rate = decimal(22, 20, '0.00000000000000000001');

const COUNTRIES = list([...COUNTRY_CODES, 'XK']);
const BATCH = 'id, payer_iban, beneficiary_iban, ts';
const quarantine = (file: string): string[] => [
  `ALTER TABLE ${file} ADD COLUMN is_quarantined BOOLEAN DEFAULT false`,
  `UPDATE ${file} SET is_quarantined = true
    WHERE substr(payer_iban, 1, 2) NOT IN (${COUNTRIES}) OR substr(beneficiary_iban, 1, 2) NOT IN (${COUNTRIES})
      OR rowid IN (SELECT p.rowid FROM ${file} AS p
        JOIN (SELECT ${BATCH} FROM ${file} GROUP BY ALL HAVING count(*) > 1) AS batch USING (${BATCH}))`,
];

const sides = (own: string, other: string, direction: string): string => `
  SELECT a.account_no, p.ts, p.source, '${direction}' AS direction, p.amount, p.currency, p.${own} AS iban, a.company_id,
    p.${other} AS counterparty_iban, b.company_id AS counterparty_company_id, substr(p.${other}, 1, 2) AS country, p.id AS payment_id
  FROM sound AS p JOIN account AS a ON a.iban = p.${own} LEFT JOIN account AS b ON b.iban = p.${other}`;

/** Companies and their payments: postings, days and balances. */
export const cashInDuckDb: DuckDbDataset = {
  files: [
    {
      fileType: 'company',
      key: ['id'],
      cells: [required('id', text()), required('name', text()), optional('owner', text()), required('ibans', ibans)],
    },
    payment('sepa', code(['EUR'])),
    payment('swift', currency),
    {
      fileType: 'exchange_rate',
      key: ['currency'],
      cells: [required('currency', currency), required('usd_rate', rate), required('eur_rate', rate)],
    },
  ],
  derivations: [
    ...quarantine('sepa'),
    ...quarantine('swift'),
    `CREATE TABLE account AS
      SELECT CAST(row_number() OVER (ORDER BY company_row, place) AS INTEGER) AS account_no, iban, company_id
      FROM (SELECT id AS company_id, rowid AS company_row, unnest(ibans) AS iban, unnest(range(1, len(ibans) + 1)) AS place FROM company)
      QUALIFY row_number() OVER (PARTITION BY company_id, iban ORDER BY place) = 1`,
    `CREATE VIEW sound AS SELECT 'sepa' AS source, * FROM sepa WHERE NOT is_quarantined
      UNION ALL SELECT 'swift', * FROM swift WHERE NOT is_quarantined`,
    `CREATE TABLE posting AS ${sides('payer_iban', 'beneficiary_iban', 'out')} UNION ALL ${sides('beneficiary_iban', 'payer_iban', 'in')}`,
    `CREATE TABLE account_day AS
      SELECT account_no, CAST(ts AS DATE) AS day, currency, coalesce(sum(amount) FILTER (direction = 'in'), 0) AS incoming,
        coalesce(sum(amount) FILTER (direction = 'out'), 0) AS outgoing, count(*) AS payments
      FROM posting GROUP BY ALL`,
    `CREATE TEMP TABLE rates AS
      SELECT * FROM exchange_rate UNION ALL
      SELECT * FROM (VALUES ('EUR', 0, 1), ('USD', 1, 0)) AS own(currency, usd_rate, eur_rate)
      WHERE currency NOT IN (SELECT currency FROM exchange_rate)`,
    `CREATE TABLE account_balance AS
      SELECT a.*, coalesce(balance_eur, 0) AS balance_eur, coalesce(without_eur_rate, []) AS without_eur_rate,
        coalesce(balance_usd, 0) AS balance_usd, coalesce(without_usd_rate, []) AS without_usd_rate, coalesce(payments, 0) AS payments
      FROM account AS a LEFT JOIN (
        SELECT account_no, sum(payments) AS payments,
          sum(net * CAST(coalesce(r.eur_rate, 0) AS DECIMAL(22, 20))) AS balance_eur,
          list_sort(list(n.currency) FILTER (coalesce(r.eur_rate, 0) = 0)) AS without_eur_rate,
          sum(net * CAST(coalesce(r.usd_rate, 0) AS DECIMAL(22, 20))) AS balance_usd,
          list_sort(list(n.currency) FILTER (coalesce(r.usd_rate, 0) = 0)) AS without_usd_rate
        FROM (SELECT account_no, currency, CAST(sum(incoming - outgoing) AS DECIMAL(16, 4)) AS net, sum(payments) AS payments
          FROM account_day GROUP BY ALL) AS n
        LEFT JOIN rates AS r ON r.currency = n.currency GROUP BY account_no) AS b ON b.account_no = a.account_no`,
    `CREATE TABLE company_balance AS
      SELECT c.id AS company_id, c.name, c.owner, b.* EXCLUDE (company_id) FROM company AS c JOIN (
        SELECT company_id, min(account_no) AS first_account_no, count(*) AS accounts, sum(payments) AS payments,
          ${['eur', 'usd']
            .map(
              (unit) => `sum(balance_${unit}) AS balance_${unit},
            coalesce(-sum(balance_${unit}) FILTER (balance_${unit} < 0), 0) AS debt_${unit},
            coalesce(sum(balance_${unit}) FILTER (balance_${unit} > 0), 0) AS credit_${unit},
            list_sort(list_distinct(flatten(list(without_${unit}_rate)))) AS without_${unit}_rate`,
            )
            .join(', ')}
        FROM account_balance GROUP BY company_id) AS b ON b.company_id = c.id`,
  ],
  totals: `SELECT (SELECT count(*) FROM posting) AS postings, (SELECT count(*) FROM account_day) AS days,
    (SELECT count(*) FROM account_balance) AS accounts, count(*) AS companies, sum(payments) AS payments,
    CAST(round(sum(balance_eur), 2) * 100 AS HUGEINT) AS balance_eur, CAST(round(sum(debt_usd), 2) * 100 AS HUGEINT) AS debt_usd
    FROM company_balance`,
  trancheTotals: `SELECT postings, days, accounts, companies, payments, balance_eur, debt_usd
    FROM (SELECT count() AS postings FROM {database:Identifier}.cash_posting WHERE batch_id = {batch:UUID}) AS p
    CROSS JOIN (SELECT count() AS days FROM {database:Identifier}.cash_account_day WHERE batch_id = {batch:UUID}) AS d
    CROSS JOIN (SELECT count() AS accounts FROM {database:Identifier}.cash_account_balance WHERE batch_id = {batch:UUID}) AS a
    CROSS JOIN (SELECT count() AS companies, sum(c.payments) AS payments, toInt128(round(sum(c.balance_eur), 2) * 100) AS balance_eur,
      toInt128(round(sum(c.debt_usd), 2) * 100) AS debt_usd
      FROM {database:Identifier}.cash_company_balance AS c WHERE c.batch_id = {batch:UUID}) AS c`,
  spared:
    'DuckDB takes no blanks in account numbers and no offsets in times, sorts nothing on disk, lists no findings of the rows that it sets aside, converts with 38 digits where Tranche has 76, and neither refuses rates that contradict each other nor proves what it derived.',
};
