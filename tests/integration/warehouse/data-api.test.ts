import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { BANK001 } from '../../gateway-event.ts';
import { cases } from '../../properties.ts';
import { creditRows, type DataBody, fileOf, type Row, readUnderTest } from './read-under-test.ts';

const test = readUnderTest();
const LOANS = 40;
const pick = <T>(values: readonly T[], index: number): T => values[index % values.length]!;

const cells = Array.from({ length: LOANS }, (_, index) => ({
  loan_account_number: `L-${String(index).padStart(3, '0')}`,
  customer_id: pick(['Şeker AŞ', "O'Brien; DROP TABLE", 'istanbul', 'İSTANBUL', 'IŞIK', 'a%b_c', '100', 'Z\\t'], index),
  loan_status_code: pick(['A', 'K', 'N'], index),
  days_past_due: pick(['0', '30', '90', '4294967295'], index),
  internal_rating: pick(['', '-5', '0', '12'], index),
  original_loan_amount: pick(['0.01', '100', '9999999999999999.99', '1234.50'], index),
  nominal_interest_rate: pick(['0', '18.5', '8.0300', '1000'], index),
  loan_closing_date: pick(['', '2026-06-01', '2099-12-31'], index),
  insurance_included: pick(['E', 'H', ''], index),
  customer_province_code: pick(['', 'PROVINCE_1', 'PROVINCE_10'], index),
}));

let rows: Row[];
beforeAll(async () => {
  await test.publishFiles('RETAIL', { credit: fileOf('credit', 'RETAIL', creditRows('RETAIL', cells)) });
  rows = (await test.data('loan_type=RETAIL&limit=1000')).body.data;
});

describe('rows', () => {
  it("have the variant's own columns, as they are served everywhere", () => {
    expect(rows).toHaveLength(LOANS);
    const row = rows[5]!;
    expect(row).toMatchObject({
      loan_account_number: 'L-005',
      customer_id: 'a%b_c',
      loan_status_code: 'DELINQUENT',
      days_past_due: 30,
      internal_rating: -5,
      original_loan_amount: '100.00',
      nominal_interest_rate: '0.185000',
      loan_closing_date: '2099-12-31',
      insurance_included: null,
      customer_province_code: 'PROVINCE_10',
      loan_type: 'RETAIL',
      row_number: 6,
    });
    expect(rows.map(({ insurance_included }) => insurance_included).slice(0, 3)).toEqual([1, 0, null]);
    expect(rows[2]!.original_loan_amount).toBe('9999999999999999.99');
    expect(row).not.toHaveProperty('sector_code');
    expect(row).not.toHaveProperty('batch_id');
    expect(row).not.toHaveProperty('line_number');
    expect(Object.keys(row)).toHaveLength(29);
  });

  it('have the columns asked for, and their number', async () => {
    const { body } = await test.data('loan_type=RETAIL&limit=1&columns=loan_status_code,customer_id,loan_status_code');
    expect(body.data).toEqual([{ loan_status_code: 'ACTIVE', customer_id: 'Şeker AŞ', row_number: 1 }]);
    const numbered = await test.data('loan_type=RETAIL&limit=1&columns=row_number,loan_type');
    expect(numbered.body.data).toEqual([{ row_number: 1, loan_type: 'RETAIL' }]);
  });

  it('a trailing slash, HEAD and 10,000 a page are fine', async () => {
    expect((await test.ask<DataBody>('/api/data/', 'loan_type=RETAIL&limit=10000')).body.data).toEqual(rows);
  });

  it('where nothing is loaded there are none', async () => {
    const nothing = { batch_id: null, total_count: 0, data: [], next_cursor: null };
    expect((await test.data('loan_type=COMMERCIAL')).body).toMatchObject({ loan_type: 'COMMERCIAL', ...nothing });
    expect((await test.data('loan_type=RETAIL&data_type=payment_plan')).body).toMatchObject(nothing);
    const wrong = await test.dataProblem('loan_type=COMMERCIAL&filter[nope]=1');
    expect(wrong.status).toBe(400);
  });

  it('are those of the caller alone', async () => {
    await ensureWarehouse(tenantScope('BANK002'));
    const other = { ...BANK001, tenant_id: 'BANK002' };
    const { status, body } = await test.ask<DataBody>('/api/data', 'loan_type=RETAIL', other);
    expect([status, body.total_count]).toEqual([200, 0]);
    expect((await test.ask('/api/data', 'loan_type=RETAIL&tenant_id=BANK001', other)).status).toBe(403);
    expect((await test.ask('/api/data', 'loan_type=RETAIL', null)).status).toBe(401);
    expect((await test.ask('/api/profiling', 'loan_type=RETAIL', other)).status).toBe(404);
  });
});

describe('filters', () => {
  const ids = async (query: string): Promise<unknown[]> => {
    const { status, body } = await test.data(`loan_type=RETAIL&limit=1000&${query}`);
    expect(status).toBe(200);
    expect(body.total_count).toBe(body.data.length);
    return body.data.map(({ row_number }) => row_number);
  };
  const where = (holds: (row: Row) => boolean) => rows.filter(holds).map(({ row_number }) => row_number);
  const q = encodeURIComponent;

  /** The column's values as numbers, or text where they are text: how the reference compares. */
  const columns = {
    days_past_due: Number,
    internal_rating: Number,
    original_loan_amount: (text: string) => BigInt(text.replace('.', '')),
    nominal_interest_rate: Number,
    loan_closing_date: String,
    loan_status_code: String,
    customer_id: (text: string) => Buffer.from(text).toString('hex'),
    insurance_included: Number,
    row_number: Number,
  } as const;
  const operators = {
    eq: (a, b) => a === b,
    ne: (a, b) => a !== b,
    gt: (a, b) => a > b,
    gte: (a, b) => a >= b,
    lt: (a, b) => a < b,
    lte: (a, b) => a <= b,
  } satisfies Record<string, (a: string | number | bigint, b: string | number | bigint) => boolean>;

  it('compare as the values do, whatever the column; several must all hold', async () => {
    const filter = fc.constantFrom(...(Object.keys(columns) as (keyof typeof columns)[])).chain((column) =>
      fc.record({
        column: fc.constant(column),
        operator: fc.constantFrom(...(Object.keys(operators) as (keyof typeof operators)[])),
        value: fc.nat({ max: LOANS - 1 }).map((index) => {
          const value = rows[index]![column];
          return String(value ?? rows.find((row) => row[column] !== null)![column]);
        }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(filter, { minLength: 1, maxLength: 3 }), async (filters) => {
        const query = filters.map(({ column, operator, value }) => `filter[${column}][${operator}]=${q(value)}`);
        const holds = (row: Row) =>
          filters.every(({ column, operator, value }) => {
            const read = columns[column];
            return row[column] !== null && operators[operator](read(String(row[column])), read(value));
          });
        expect(await ids(query.join('&'))).toEqual(where(holds));
      }),
      { numRuns: cases(100) },
    );
  });

  it('eq is the operator that need not be named', async () => {
    expect(await ids('filter[loan_status_code]=ACTIVE')).toEqual(where((row) => row.loan_status_code === 'ACTIVE'));
    expect(await ids('filter[original_loan_amount]=100')).toEqual(
      where((row) => row.original_loan_amount === '100.00'),
    );
    expect(await ids('filter[nominal_interest_rate]=0.185')).toEqual(
      where((row) => row.nominal_interest_rate === '0.185000'),
    );
    expect(await ids('filter[original_loan_amount][gt]=0')).toHaveLength(LOANS);
    expect(await ids('filter[original_loan_amount][gt]=-1.5')).toHaveLength(LOANS);
    expect(await ids('filter[days_past_due][gt]=-99999999999')).toHaveLength(LOANS);
    expect(await ids('filter[days_past_due][lt]=999999999999999999')).toHaveLength(LOANS);
  });

  it('in takes a list of every kind', async () => {
    const among = (column: string, ...values: unknown[]) => where((row) => values.includes(row[column]));
    expect(await ids('filter[loan_status_code][in]=ACTIVE,CLOSED')).toEqual(
      among('loan_status_code', 'ACTIVE', 'CLOSED'),
    );
    expect(await ids('filter[days_past_due][in]=30,90')).toEqual(among('days_past_due', 30, 90));
    expect(await ids('filter[internal_rating][in]=-5')).toEqual(among('internal_rating', -5));
    expect(await ids('filter[original_loan_amount][in]=100,9999999999999999.99')).toEqual(
      among('original_loan_amount', '100.00', '9999999999999999.99'),
    );
    expect(await ids('filter[nominal_interest_rate][in]=0.185,0.0803')).toEqual(
      among('nominal_interest_rate', '0.185000', '0.080300'),
    );
    expect(await ids('filter[loan_closing_date][in]=2026-06-01,1999-01-01')).toEqual(
      among('loan_closing_date', '2026-06-01'),
    );
    expect(await ids('filter[insurance_included][in]=0,1')).toEqual(among('insurance_included', 0, 1));
    expect(await ids(`filter[customer_id][in]=${q("O'Brien; DROP TABLE,Z\\t")}`)).toEqual(
      among('customer_id', "O'Brien; DROP TABLE", 'Z\\t'),
    );
    expect(await ids('filter[customer_province_code][in]=PROVINCE_1,x')).toEqual(
      among('customer_province_code', 'PROVINCE_1'),
    );
  });

  it('is_null', async () => {
    for (const column of [
      'internal_rating',
      'loan_closing_date',
      'insurance_included',
      'customer_province_code',
      'customer_id',
    ]) {
      expect(await ids(`filter[${column}][is_null]=true`)).toEqual(where((row) => row[column] === null));
      expect(await ids(`filter[${column}][is_null]=false`)).toEqual(where((row) => row[column] !== null));
    }
  });

  it('contains finds a part of the text, in either case, in Turkish too', async () => {
    const containing = async (part: string) =>
      [
        ...new Set(
          (await test.data(`loan_type=RETAIL&filter[customer_id][contains]=${q(part)}`)).body.data.map(
            (row) => row.customer_id,
          ),
        ),
      ].sort();
    expect(await containing('ISTANBUL')).toEqual(['istanbul', 'İSTANBUL']);
    expect(await containing('istanbul')).toEqual(['istanbul', 'İSTANBUL']);
    expect(await containing('ıstanbul')).toEqual(['istanbul', 'İSTANBUL']);
    expect(await containing('şeker')).toEqual(['Şeker AŞ']);
    expect(await containing('ışık')).toEqual(['IŞIK']);
    expect(await containing('%')).toEqual(['a%b_c']);
    expect(await containing('_')).toEqual(['a%b_c']);
    expect(await containing('\\')).toEqual(['Z\\t']);
    expect(await containing("'")).toEqual(["O'Brien; DROP TABLE"]);
    expect(await ids('filter[customer_province_code][contains]=e_10')).toEqual(
      where((row) => row.customer_province_code === 'PROVINCE_10'),
    );
    expect(await ids('filter[loan_status_code][contains]=delin')).toEqual(
      where((row) => row.loan_status_code === 'DELINQUENT'),
    );
  });

  it.each([
    ['filter[original_loan_amount]=abc', 'original_loan_amount', '"abc"', '2 decimals'],
    ['filter[original_loan_amount][gte]=1.234', 'original_loan_amount', '"1.234"', '2 decimals'],
    ['filter[original_loan_amount]=1e5', 'original_loan_amount', '"1e5"', 'digits'],
    ['filter[original_loan_amount]=1,5', 'original_loan_amount', '"1,5"', '"."'],
    ['filter[original_loan_amount]=99999999999999999', 'original_loan_amount', '99999999999999999', '16 digits'],
    ['filter[nominal_interest_rate]=18.5%25', 'nominal_interest_rate', '"18.5%"', '0.185'],
    ['filter[days_past_due]=1.0', 'days_past_due', '"1.0"', 'whole number'],
    ['filter[days_past_due]=', 'days_past_due', '""', 'whole number'],
    ['filter[days_past_due][in]=1,,2', 'days_past_due', '""', 'whole number'],
    ['filter[loan_closing_date]=20260601', 'loan_closing_date', '"20260601"', 'YYYY-MM-DD'],
    ['filter[loan_closing_date][lt]=2026-02-30', 'loan_closing_date', '"2026-02-30"', 'calendar date'],
    ['filter[loan_status_code]=Aktif', 'loan_status_code', '"Aktif"', 'ACTIVE, CLOSED, DELINQUENT'],
    ['filter[insurance_included]=true', 'insurance_included', '"true"', 'one of'],
    ['filter[customer_id][is_null]=1', 'customer_id', '"1"', 'true or false'],
    ['filter[customer_id]=', 'customer_id', '""', 'is_null'],
    ['filter[days_past_due][contains]=1', 'days_past_due', 'contains', 'text'],
    ['filter[sector_code]=1', 'sector_code', 'no column', ''],
    ['filter[batch_id]=1', 'batch_id', 'no column', ''],
    ['filter[loan_status_flag]=A', 'loan_status_flag', 'no column', ''],
  ])('%s is a 400 that says what is expected', async (query, column, value, expected) => {
    const { status, body } = await test.dataProblem(`loan_type=RETAIL&${query}`);
    expect(status).toBe(400);
    expect(body.errors).toHaveLength(1);
    expect(body.errors![0]!.field).toContain(`filter[${column}]`);
    expect(body.errors![0]!.detail).toContain(value);
    expect(body.errors![0]!.detail).toContain(expected);
  });

  it('a list has an end', async () => {
    const list = (length: number) => `loan_type=RETAIL&filter[days_past_due][in]=${Array(length).fill(30).join(',')}`;
    expect((await test.data(list(1000))).status).toBe(200);
    expect((await test.dataProblem(list(1001))).body.errors![0]!.detail).toContain('1000');
  });

  it('everything that is wrong is said at once', async () => {
    const { body } = await test.dataProblem(
      'loan_type=RETAIL&filter[nope]=1&filter[days_past_due]=x&sort=-nope&columns=a,customer_id,b',
    );
    expect(body.errors!.map(({ field }) => field)).toEqual([
      'filter[nope]',
      'filter[days_past_due]',
      'sort',
      'columns',
      'columns',
    ]);
  });
});

describe('what looks like SQL', () => {
  const attacks = [
    "' OR 1=1 --",
    "'; DROP TABLE fact_credit; --",
    '1) UNION ALL SELECT * FROM system.tables --',
    '{batch:UUID}',
    "\\' OR 1=1",
    '`',
    '\t\n\r',
    '\\N',
    "['a']",
    '😀'.repeat(100),
    '\ud800',
  ];

  it('is refused where no value can have it: a control character', async () => {
    for (const operator of ['eq', 'contains', 'in', 'gt']) {
      const { status } = await test.data(`loan_type=RETAIL&filter[customer_id][${operator}]=a%00`);
      expect(status).toBe(400);
    }
  });

  it.each(attacks)('is a value like any other: %j', async (attack) => {
    const value = encodeURIComponent(attack.toWellFormed());
    for (const operator of ['eq', 'contains', 'in', 'gt']) {
      const { status, body } = await test.data(`loan_type=RETAIL&filter[customer_id][${operator}]=${value}`);
      expect(status).toBe(200);
      if (operator !== 'gt') expect(body.total_count).toBe(0);
    }
    for (const query of [
      `sort=${value}`,
      `columns=${value}`,
      `filter[${value}]=1`,
      `filter[customer_id][${value}]=1`,
      `cursor=${value}`,
    ]) {
      expect((await test.dataProblem(`loan_type=RETAIL&${query}`)).status).toBe(400);
    }
    for (const query of [
      `loan_type=${value}`,
      `loan_type=RETAIL&data_type=${value}`,
      `loan_type=RETAIL&limit=${value}`,
    ]) {
      expect((await test.dataProblem(query)).status).toBe(400);
      expect((await test.ask('/api/profiling', query)).status).toBe(400);
    }
    expect((await test.data('loan_type=RETAIL')).body.total_count).toBe(LOANS);
  });

  it('any text in any place is answered with 200 or 400', async () => {
    const anything = fc.string({ unit: 'binary', maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(
          'customer_id',
          'days_past_due',
          'original_loan_amount',
          'loan_closing_date',
          'loan_status_code',
        ),
        fc.constantFrom('eq', 'in', 'contains', 'lt', 'is_null'),
        anything,
        async (column, operator, value) => {
          const query = new URLSearchParams({ loan_type: 'RETAIL', [`filter[${column}][${operator}]`]: value });
          expect([200, 400]).toContain((await test.data(query.toString())).status);
        },
      ),
      { numRuns: cases(100) },
    );
  });
});

describe('requests that are wrong', () => {
  it.each([
    ['', 'loan_type'],
    ['loan_type=retail', 'loan_type'],
    ['loan_type=RETAIL&data_type=payments', 'data_type'],
    ['loan_type=RETAIL&limit=0', 'limit'],
    ['loan_type=RETAIL&limit=10001', 'limit'],
    ['loan_type=RETAIL&limit=1e2', 'limit'],
    ['loan_type=RETAIL&offset=-1', 'offset'],
    ['loan_type=RETAIL&offset=100001', 'offset'],
    ['loan_type=RETAIL&sort=nope', 'sort'],
    ['loan_type=RETAIL&sort=batch_id', 'sort'],
    ['loan_type=RETAIL&sort=', 'sort'],
    ['loan_type=RETAIL&columns=', 'columns'],
    ['loan_type=RETAIL&columns=customer_id,batch_id', 'columns'],
    ['loan_type=RETAIL&colums=customer_id', 'colums'],
    ['loan_type=RETAIL&loan_type=COMMERCIAL', 'loan_type'],
  ])('%s names %s', async (query, field) => {
    const { status, body } = await test.dataProblem(query);
    expect(status).toBe(400);
    expect(body.errors!.map((error) => error.field)).toContain(field);
  });

  it('a profile of nothing is a 404 that says so', async () => {
    const { status, body } = await test.ask<{ type: string }>(
      '/api/profiling',
      'loan_type=RETAIL&data_type=payment_plan',
    );
    expect([status, body.type]).toEqual([404, '/problems/nothing-loaded']);
  });
});
