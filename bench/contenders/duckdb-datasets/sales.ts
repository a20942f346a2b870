import { DAY_NAMES, MONTH_NAMES } from '../../../shared/datasets/sales/dim-date.ts';
import {
  type DuckDbDataset,
  date,
  decimal,
  email,
  integer,
  type Kind,
  list,
  optional,
  required,
  text,
  timestamp,
} from './dataset.ts';

const HALF = 2 ** 52;
const key = (natural: string): string => `1 + hash(${natural}) % ${HALF - 1}`;
const number = integer(1, Number.MAX_SAFE_INTEGER);

/** Any 32 bytes will do: nobody is to be protected here. */
const SECRET = Buffer.alloc(32, 7);
const padded = (filling: number): string =>
  [...Buffer.concat([SECRET, Buffer.alloc(64 - SECRET.length)])]
    .map((byte) => `\\x${(byte ^ filling).toString(16).padStart(2, '0').toUpperCase()}`)
    .join('');

/** HMAC of SHA-256, spelled out. */
const keyedHash =
  (kind: Kind): Kind =>
  (name) => ({
    ...kind(name),
    type: 'VARCHAR',
    value: `sha256('${padded(0x5c)}'::BLOB || unhex(sha256('${padded(0x36)}'::BLOB || encode(${name}))))`,
  });

/** Customers, merchants and transactions: the star of facts and dimensions. */
export const salesInDuckDb: DuckDbDataset = {
  files: [
    {
      fileType: 'customer',
      key: ['customer_id'],
      cells: [
        required('customer_id', number),
        required('first_name', text(50)),
        required('last_name', keyedHash(text(50))),
        required('email', keyedHash(email(100))),
        optional('signup_date', date),
      ],
    },
    {
      fileType: 'merchant',
      key: ['merchant_name'],
      cells: [required('merchant_name', text()), required('category', text(50))],
    },
    {
      fileType: 'transaction',
      key: ['transaction_id'],
      cells: [
        required('transaction_id', number),
        required('customer_id', number),
        required('transaction_date', timestamp),
        required('amount', decimal(10, 2, '0.01')),
        optional('merchant_details', text()),
      ],
    },
  ],
  derivations: [
    `CREATE TABLE dim_customer AS
      SELECT ${key('customer_id')} AS customer_key, * FROM (
        SELECT customer_id, first_name, last_name AS last_name_hash, email AS email_hash, 1 AS key_version, true AS is_known FROM customer
        UNION ALL
        SELECT DISTINCT customer_id, NULL, NULL, NULL, NULL, false FROM "transaction" AS t
        WHERE NOT EXISTS (SELECT 1 FROM customer AS c WHERE c.customer_id = t.customer_id))`,
    `CREATE TABLE dim_merchant AS
      SELECT ${key('merchant_name')} AS merchant_key, * FROM (
        SELECT merchant_name, category, true AS is_known FROM merchant
        UNION ALL
        SELECT DISTINCT merchant_details, 'Unknown', false FROM "transaction" AS t
        WHERE merchant_details IS NOT NULL AND NOT EXISTS (SELECT 1 FROM merchant AS m WHERE m.merchant_name = t.merchant_details))
      UNION ALL SELECT 0, 'UNKNOWN', 'Unknown', false`,
    `CREATE TABLE dim_date AS
      SELECT CAST(strftime(day, '%Y%m%d') AS INTEGER) AS date_key, day AS full_date, isodow(day) - 1 AS day_of_week,
        ([${list(DAY_NAMES)}])[isodow(day)] AS day_name, month(day) AS month, ([${list(MONTH_NAMES)}])[month(day)] AS month_name,
        year(day) AS year
      FROM (SELECT CAST(unnest(generate_series(first, last, INTERVAL 1 DAY)) AS DATE) AS day FROM (
        SELECT CAST(min(transaction_date) AS DATE) AS first, CAST(max(transaction_date) AS DATE) AS last FROM "transaction"))`,
    `CREATE TABLE fact_transactions AS
      SELECT ${key('transaction_id')} AS transaction_key, transaction_id, ${key('customer_id')} AS customer_key,
        CASE WHEN merchant_details IS NULL THEN 0 ELSE ${key('merchant_details')} END AS merchant_key,
        year(transaction_date) * 10000 + month(transaction_date) * 100 + day(transaction_date) AS date_key, amount, transaction_date
      FROM "transaction"`,
  ],
  totals: `SELECT (SELECT count(*) FROM dim_customer) AS customers, (SELECT count(*) FROM dim_merchant) AS merchants,
    (SELECT count(*) FROM dim_date) AS days, count(*) AS facts, CAST(sum(amount) * 100 AS HUGEINT) AS amount,
    CAST(sum(amount) FILTER (merchant_key IN (SELECT merchant_key FROM dim_merchant WHERE is_known)) * 100 AS HUGEINT) AS matched
    FROM fact_transactions`,
  trancheTotals: `SELECT customers, merchants, days, facts, amount, matched
    FROM (SELECT count() AS customers FROM {database:Identifier}.sales_dim_customer WHERE batch_id = {batch:UUID}) AS c
    CROSS JOIN (SELECT count() AS merchants FROM {database:Identifier}.sales_dim_merchant WHERE batch_id = {batch:UUID}) AS m
    CROSS JOIN (SELECT count() AS days FROM {database:Identifier}.sales_dim_date WHERE batch_id = {batch:UUID}) AS d
    CROSS JOIN (SELECT count() AS facts, toInt128(sum(toDecimal128(f.amount, 2)) * 100) AS amount,
      toInt128(sumIf(toDecimal128(f.amount, 2), f.merchant_key IN (
        SELECT merchant_key FROM {database:Identifier}.sales_dim_merchant WHERE batch_id = {batch:UUID} AND is_known = 1)) * 100) AS matched
      FROM {database:Identifier}.sales_fact_transactions AS f WHERE f.batch_id = {batch:UUID}) AS f`,
  spared:
    'DuckDB makes its keys by a hash of its own and does not look for hashes that meet, takes no offsets in times, sorts nothing on disk, warns of no customer that no file has, and proves nothing of what it derived.',
};
