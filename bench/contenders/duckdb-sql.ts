import { creditFields, type FieldRule, FLAG, paymentFields } from './field-rules.ts';

/** A file's rules as DuckDB's SQL. Every column is read as text; an empty cell is NULL. */
export interface FileSql {
  readonly table: 'credit' | 'payment_plan';
  readonly key: readonly string[];
  readonly fields: readonly FieldRule[];
  /** Between fields that are valid by themselves: name of the field, and what must hold of the stored values. */
  readonly rowRules: readonly (readonly [field: string, holds: string])[];
  /** Must hold of the key's cell, and can be asked only of the database. */
  readonly reference?: string;
}

const REMAINING = ['remaining_principal', 'remaining_interest', 'remaining_kkdf', 'remaining_bsmv'];

export const creditSql: FileSql = {
  table: 'credit',
  key: ['loan_account_number'],
  fields: creditFields,
  rowRules: [
    ['paid_installment_count', 'v_paid_installment_count <= v_total_installment_count'],
    ['first_payment_date', 'v_loan_start_date <= v_first_payment_date'],
    ['final_maturity_date', 'v_first_payment_date <= v_final_maturity_date'],
  ],
};

export const paymentSql: FileSql = {
  table: 'payment_plan',
  key: ['loan_account_number', 'installment_number'],
  fields: paymentFields,
  rowRules: [
    ['actual_payment_date', "(v_installment_status = 'CLOSED') = (actual_payment_date IS NOT NULL)"],
    [
      'installment_status',
      `(v_installment_status != 'CLOSED' OR (${REMAINING.map((name) => `v_${name} = 0`).join(' AND ')}))`,
    ],
  ],
  reference: 'loan_account_number IN (SELECT loan_account_number FROM credit)',
};

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const list = (items: readonly string[]): string => items.map(quote).join(', ');

const UNSEEN = '[\\x{0}-\\x{1f}\\x{7f}-\\x{9f}\\x{200b}-\\x{200f}\\x{2060}\\x{feff}]';

/** The stored type, the value, and whether a cell that is there is right. */
function readCell(rule: FieldRule): { type: string; value: string; holds: string } {
  const cell = rule.name;
  const value = `v_${cell}`;
  switch (rule.kind) {
    case 'text':
      // DuckDB hands over cells, so a stray quote cannot be told from one that was escaped; the files have none of those.
      return {
        type: 'VARCHAR',
        value: cell,
        holds: `length(${cell}) <= ${rule.maxLength} AND NOT contains(${cell}, '"') AND NOT regexp_matches(${cell}, '${UNSEEN}')`,
      };
    case 'code': {
      const spellings = Object.entries(rule.codes);
      const choices = spellings.map(([spelling, code]) => `WHEN ${quote(spelling)} THEN ${quote(code)}`).join(' ');
      return { type: 'VARCHAR', value: `CASE lower(${cell}) ${choices} END`, holds: `${value} IS NOT NULL` };
    }
    case 'integer':
      return {
        type: rule.min >= 0 ? 'UINTEGER' : 'INTEGER',
        value: `try_cast(${cell} AS BIGINT)`,
        holds: `regexp_full_match(${cell}, '-?[0-9]+') AND ${value} BETWEEN ${rule.min} AND ${rule.max}`,
      };
    case 'decimal':
      return {
        type: 'DECIMAL(18, 2)',
        value: `try_cast(${cell} AS DECIMAL(18, 2))`,
        holds: `regexp_full_match(${cell}, '-?[0-9]+([.][0-9]{1,2})?') AND ${value} >= ${rule.min}`,
      };
    case 'rate': {
      const digits = `replace(rtrim(${cell}, ' %bpsBPS'), ',', '.')`;
      const perUnit = `CASE WHEN ${cell} ILIKE '%bps' THEN 10000 ELSE 100 END`;
      return {
        type: 'DECIMAL(10, 6)',
        value: `CAST(try_cast(${digits} AS DOUBLE) / ${perUnit} AS DECIMAL(18, 6))`,
        holds:
          `regexp_full_match(${cell}, '[0-9]+([.,][0-9]{1,4})?( *%)?|[0-9]+([.,][0-9]{1,2})? *[bB][pP][sS]') ` +
          `AND ${value} <= 10`,
      };
    }
    case 'date':
      return {
        type: 'DATE',
        value: `CAST(try_strptime(${cell}, ['%Y%m%d', '%Y-%m-%d', '%d.%m.%Y']) AS DATE)`,
        holds:
          `regexp_full_match(${cell}, '[0-9]{8}|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}[.][0-9]{2}[.][0-9]{4}') ` +
          `AND ${value} BETWEEN DATE '1900-01-01' AND DATE '2100-12-31'`,
      };
    case 'flag':
      return {
        type: 'UTINYINT',
        value: `CASE WHEN lower(${cell}) IN (${list(spellingsOf(1))}) THEN 1 ELSE 0 END`,
        holds: `lower(${cell}) IN (${list(spellingsOf(0))}, ${list(spellingsOf(1))})`,
      };
  }
}

const spellingsOf = (meaning: number): string[] => Object.keys(FLAG).filter((spelling) => FLAG[spelling] === meaning);

/** 1 or 0, never NULL. */
function isRight(rule: FieldRule): string {
  const { holds } = readCell(rule);
  return rule.required ? `coalesce(${holds}, false)` : `(${rule.name} IS NULL OR coalesce(${holds}, false))`;
}

const isSound = ({ fields, rowRules, reference }: FileSql): string =>
  [
    ...fields.map(isRight),
    ...rowRules.map(([, holds]) => `coalesce(${holds}, false)`),
    ...(reference ? [reference] : []),
  ].join(' AND ');

const values = ({ fields }: FileSql): string =>
  fields.map((rule) => `${readCell(rule).value} AS v_${rule.name}`).join(', ');

export const createTable = ({ table, fields }: FileSql): string =>
  `CREATE TABLE ${table} (${fields.map((rule) => `${rule.name} ${readCell(rule).type}`).join(', ')})`;

/** Lines that are no records at all go to reject_errors, where DuckDB keeps such things. */
const readCsv = (path: string, { fields }: FileSql): string =>
  `read_csv(${quote(path)}, delim = ';', header = true, quote = '"', escape = '"', auto_detect = false, store_rejects = true,
    columns = {${fields.map(({ name }) => `${name}: 'VARCHAR'`).join(', ')}})`;

/** Reads, checks, converts and stores in one statement what is right in every respect. */
export const insertSound = (path: string, file: FileSql): string =>
  `INSERT INTO ${file.table} SELECT ${file.fields.map(({ name }) => `v_${name}`).join(', ')}
   FROM (SELECT *, ${values(file)} FROM ${readCsv(path, file)}) WHERE ${isSound(file)}`;

export const countRecords = (path: string, file: FileSql): string =>
  `SELECT count(*) AS records FROM ${readCsv(path, file)}`;

export const ERRORS_TABLE =
  'CREATE TABLE validation_errors (file_type VARCHAR, row_number BIGINT, field VARCHAR, error_type VARCHAR, raw_value VARCHAR)';

/** Reads again and lists everything that is wrong with the records that are not sound. */
export function insertErrors(path: string, file: FileSql): string {
  const faults = [
    ...file.fields.map(
      (rule) =>
        `CASE WHEN NOT ${isRight(rule)} THEN {field: ${quote(rule.name)},
          error_type: CASE WHEN ${rule.name} IS NULL THEN 'REQUIRED' ELSE ${quote(rule.kind)} END, raw_value: ${rule.name}} END`,
    ),
    ...file.rowRules.map(
      ([field, holds]) =>
        `CASE WHEN NOT (${holds}) THEN {field: ${quote(field)}, error_type: 'ROW', raw_value: CAST(${field} AS VARCHAR)} END`,
    ),
    ...(file.reference
      ? [
          `CASE WHEN NOT (${file.reference})
            THEN {field: ${quote(file.key[0] ?? '')}, error_type: 'CROSS_REFERENCE', raw_value: ${file.key[0]}} END`,
        ]
      : []),
  ];
  return `INSERT INTO validation_errors
    SELECT ${quote(file.table)}, row_number, fault.field, fault.error_type, fault.raw_value FROM (
      SELECT row_number, unnest(list_filter([${faults.join(', ')}], lambda fault: fault IS NOT NULL)) AS fault FROM (
        SELECT row_number() OVER () AS row_number, *, ${values(file)} FROM ${readCsv(path, file)})
      WHERE NOT (${isSound(file)}))`;
}

/** Second and further rows of a key, in the order of the file. */
const duplicates = ({ table, key }: FileSql): string =>
  `SELECT place FROM (SELECT rowid AS place, row_number() OVER (PARTITION BY ${key.join(', ')} ORDER BY rowid) AS nth
     FROM ${table} WHERE (${key.join(', ')}) IN (SELECT (${key.join(', ')}) FROM ${table} GROUP BY ALL HAVING count(*) > 1))
   WHERE nth > 1`;

export const insertDuplicates = (file: FileSql): string =>
  `INSERT INTO validation_errors SELECT ${quote(file.table)}, rowid, ${quote(file.key[0] ?? '')}, 'DUPLICATE', NULL
   FROM ${file.table} WHERE rowid IN (${duplicates(file)})`;
export const deleteDuplicates = (file: FileSql): string =>
  `DELETE FROM ${file.table} WHERE rowid IN (${duplicates(file)})`;
export const hasDuplicates = ({ table, key }: FileSql): string =>
  `SELECT count(*) AS repeated FROM (SELECT 1 FROM ${table} GROUP BY ${key.join(', ')} HAVING count(*) > 1)`;
