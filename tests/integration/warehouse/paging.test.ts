import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cases } from '../../properties.ts';
import { creditRows, type DataBody, fileOf, type ProblemBody, type Row, readUnderTest } from './read-under-test.ts';

const test = readUnderTest();

/** Few different values, so that ties are many, and rows without one. */
const LOANS = 180;
const rating = (index: number): string => (index % 4 === 0 ? '' : String((index * 7) % 5));
const amount = (index: number): string => ['100', '100.5', '2000', '99999999.99'][(index * 11) % 4]!;
const date = (index: number): string => (index % 3 === 0 ? '' : `2026-06-${String(1 + (index % 4)).padStart(2, '0')}`);

const creditFile = (prefix: string, loans: number): string =>
  fileOf(
    'credit',
    'COMMERCIAL',
    creditRows(
      'COMMERCIAL',
      Array.from({ length: loans }, (_, index) => ({
        // Not in the order of the key, which is the order of storage.
        loan_account_number: `${prefix}${(index * 37) % loans}`,
        customer_id: `müşteri "${index % 6}", \\ 'x'`,
        internal_rating: rating(index),
        original_loan_amount: amount(index),
        loan_closing_date: date(index),
        default_probability: `0.0${index % 3}`,
        customer_region_code: index % 5 === 0 ? '' : `Böl;ge_${index % 3}`,
      })),
    ),
  );

const paymentFile = (prefix: string, loans: number): string =>
  fileOf(
    'payment_plan',
    'COMMERCIAL',
    Array.from({ length: loans * 2 }, (_, index) => ({
      loan_account_number: `${prefix}${index % loans}`,
      installment_number: String(12 - Math.floor(index / loans)),
      actual_payment_date: '',
      scheduled_payment_date: `2026-0${1 + (index % 3)}-15`,
      installment_amount: '100',
      principal_component: '100',
      interest_component: '0',
      kkdf_component: '0',
      bsmv_component: '0',
      installment_status: 'A',
      remaining_principal: amount(index),
      remaining_interest: '0',
      remaining_kkdf: '0',
      remaining_bsmv: '0',
    })),
  );

const publishLoans = (prefix: string, loans: number): Promise<string> =>
  test.publishFiles('COMMERCIAL', { credit: creditFile(prefix, loans), payment_plan: paymentFile(prefix, loans) });

/** All pages from the first on. */
async function readAll(query: Record<string, string | number>): Promise<{ rows: Row[]; pages: DataBody[] }> {
  const pages: DataBody[] = [];
  let cursor: string | null = null;
  do {
    const { status, body } = await test.data({ ...query, ...(cursor === null ? {} : { cursor }) });
    expect(status).toBe(200);
    pages.push(body);
    cursor = body.next_cursor;
  } while (cursor !== null);
  return { rows: pages.flatMap(({ data }) => data), pages };
}

const KEYS = { credit: ['loan_account_number'], payment_plan: ['loan_account_number', 'installment_number'] } as const;
const SORTS = {
  credit: [
    'loan_account_number',
    'customer_id',
    'internal_rating',
    'original_loan_amount',
    'loan_closing_date',
    'default_probability',
    'customer_region_code',
    'loan_status_code',
    'row_number',
    'loan_type',
  ],
  payment_plan: [
    'loan_account_number',
    'installment_number',
    'remaining_principal',
    'actual_payment_date',
    'row_number',
  ],
} as const;
const AMOUNTS = new Set(['original_loan_amount', 'remaining_principal', 'default_probability']);

/** The order that is promised, made from the rows alone: the sort column, absent values last, then the key ascending. */
function sorted(
  rows: readonly Row[],
  dataType: keyof typeof KEYS,
  sort: string | undefined,
  descending: boolean,
): Row[] {
  const compare = (column: string, a: Row, b: Row): number => {
    const [x, y] = [a[column]!, b[column]!].map((cell) =>
      typeof cell === 'string' ? (AMOUNTS.has(column) ? Number(cell) : Buffer.from(cell)) : cell,
    );
    if (Buffer.isBuffer(x) && Buffer.isBuffer(y)) return Buffer.compare(x, y);
    return Number(x) - Number(y);
  };
  return [...rows].sort((a, b) => {
    if (sort !== undefined) {
      if (a[sort] === null || b[sort] === null) {
        if (a[sort] !== b[sort]) return a[sort] === null ? 1 : -1;
      } else {
        const order = compare(sort, a, b);
        if (order !== 0) return descending ? -order : order;
      }
    }
    for (const column of KEYS[dataType]) {
      const order = compare(column, a, b);
      if (order !== 0) return order;
    }
    return compare('row_number', a, b);
  });
}

describe('pages', () => {
  const all: Record<string, Row[]> = {};
  beforeAll(async () => {
    await publishLoans('A', LOANS);
    for (const data_type of ['credit', 'payment_plan']) {
      const { body } = await test.data({ loan_type: 'COMMERCIAL', data_type, limit: 10_000 });
      all[data_type] = body.data;
    }
    expect([all.credit!.length, all.payment_plan!.length]).toEqual([LOANS, 2 * LOANS]);
  });

  const query = fc.constantFrom('credit' as const, 'payment_plan' as const).chain((dataType) =>
    fc.record({
      dataType: fc.constant(dataType),
      sort: fc.option(fc.constantFrom(...SORTS[dataType]), { nil: undefined }),
      descending: fc.boolean(),
      limit: fc.integer({ min: 7, max: 2 * LOANS + 10 }),
      columns: fc.constantFrom(undefined, 'loan_account_number'),
      filter: fc.constantFrom(undefined, 'A1'),
    }),
  );

  it('of any size, put together, are the whole sorted list: nothing twice, nothing left out', async () => {
    await fc.assert(
      fc.asyncProperty(query, async ({ dataType, sort, descending, limit, columns, filter }) => {
        const { rows, pages } = await readAll({
          loan_type: 'COMMERCIAL',
          data_type: dataType,
          limit,
          ...(sort ? { sort: `${descending ? '-' : ''}${sort}` } : {}),
          ...(columns ? { columns } : {}),
          ...(filter ? { 'filter[loan_account_number][contains]': filter } : {}),
        });
        const wanted = all[dataType]!.filter((row) => !filter || String(row.loan_account_number).includes(filter));
        const expected = sorted(wanted, dataType, sort, descending);
        if (columns) {
          expect(rows).toEqual(
            expected.map(({ loan_account_number, row_number }) => ({ loan_account_number, row_number })),
          );
        } else expect(rows).toEqual(expected);
        expect(pages.length).toBe(Math.max(1, Math.ceil(expected.length / limit)));
        for (const page of pages) expect(page.total_count).toBe(expected.length);
        for (const page of pages.slice(0, -1)) expect(page.data).toHaveLength(limit);
      }),
      { numRuns: cases(60) },
    );
  });

  it('a jump with offset lands in the same order, and goes on with a cursor', async () => {
    const expected = sorted(all.credit!, 'credit', 'internal_rating', true);
    const jump = { loan_type: 'COMMERCIAL', sort: '-internal_rating', limit: 50, offset: 100 };
    const { body } = await test.data(jump);
    expect(body.data).toEqual(expected.slice(100, 150));
    const { offset: _, ...next } = jump;
    const after = await test.data({ ...next, cursor: body.next_cursor! });
    expect(after.body.data).toEqual(expected.slice(150));
    expect(after.body.next_cursor).toBeNull();
    const beyond = await test.data({ loan_type: 'COMMERCIAL', offset: 100_000 });
    expect(beyond.body).toMatchObject({ data: [], total_count: LOANS, next_cursor: null });
  });
});

describe('a cursor', () => {
  const first = async (query: Record<string, string | number>) => (await test.data(query)).body.next_cursor!;
  const query = { loan_type: 'COMMERCIAL', limit: 10, sort: 'customer_id' };

  it('is refused with another query, unless only page size or columns differ', async () => {
    await publishLoans('B', 30);
    const cursor = await first(query);
    for (const other of [
      { ...query, sort: '-customer_id' },
      { ...query, loan_type: 'RETAIL' },
      { ...query, data_type: 'payment_plan', sort: 'loan_account_number' },
      { ...query, 'filter[days_past_due][gte]': 0 },
    ]) {
      const { status, body } = await test.dataProblem({ ...other, cursor });
      expect([status, body.type]).toEqual([400, '/problems/invalid-cursor']);
    }
    const { status, body } = await test.data({ ...query, limit: 3, columns: 'customer_id', cursor });
    expect([status, body.data.length, body.total_count]).toEqual([200, 3, 30]);
  });

  it('does not mind in which order the filters are named', async () => {
    await publishLoans('B', 30);
    const filters = ['filter[days_past_due][gte]=0', 'filter[loan_type][ne]=RETAIL'];
    const { body } = await test.data(`loan_type=COMMERCIAL&limit=2&${filters.join('&')}`);
    const next = await test.data(
      `${filters.toReversed().join('&')}&loan_type=COMMERCIAL&limit=2&cursor=${body.next_cursor}`,
    );
    expect(next.status).toBe(200);
  });

  it('is not taken with offset', async () => {
    const { status, body } = await test.dataProblem({ ...query, cursor: await first(query), offset: 0 });
    expect([status, body.errors?.[0]?.field]).toEqual([400, 'offset']);
  });

  it.each(['x', 'eyJ9', '!', 'WzFd', `${'A'.repeat(6000)}`])('made up (%#) is a 400', async (cursor) => {
    const { status, body } = await test.dataProblem({ ...query, cursor });
    expect([status, body.type]).toEqual([400, '/problems/invalid-cursor']);
  });

  it('tampered with asks for another page at most', async () => {
    await publishLoans('B', 30);
    const cursor = await first({ ...query, sort: 'original_loan_amount' });
    const [version, list, [batch, hash, total, position]] = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const ask = (content: unknown) =>
      test.ask<DataBody & ProblemBody>('/api/data', {
        ...query,
        sort: 'original_loan_amount',
        cursor: Buffer.from(JSON.stringify([version, list, content])).toString('base64url'),
      });
    const injection = "x') OR 1=1; DROP TABLE fact_credit --";
    expect((await ask([batch, hash, total, [position[0], injection, position[2]]])).status).toBe(200);
    for (const wrong of [
      [injection, position[1], position[2]],
      [position[0], 7, position[2]],
      [position[0], position[1], '7'],
      [null, position[1], position[2]],
      [position[0], position[1], 1e300],
      position.slice(0, 2),
      [...position, 1],
    ]) {
      const { status, body } = await ask([batch, hash, total, wrong]);
      expect([status, body.type]).toEqual([400, '/problems/invalid-cursor']);
    }
    const other = await ask(['0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f', hash, total, position]);
    expect([other.status, other.body.type]).toEqual([409, '/problems/cursor-expired']);
  });

  it('holds texts of any length and content', async () => {
    const long = (index: number) => `${index}${'ş"\\\n€'.repeat(50)}`.slice(0, 255);
    const rows = creditRows(
      'COMMERCIAL',
      Array.from({ length: 4 }, (_, index) => ({ loan_account_number: long(index), customer_id: long(index % 2) })),
    );
    await test.publishFiles('COMMERCIAL', { credit: fileOf('credit', 'COMMERCIAL', rows) });
    const { rows: read } = await readAll({ loan_type: 'COMMERCIAL', sort: 'customer_id', limit: 1 });
    expect(read.map((row) => row.loan_account_number)).toEqual([0, 2, 1, 3].map(long));
  });

  it('stays with its batch while that is kept, and says so when it is gone', async () => {
    const old = await publishLoans('OLD', 30);
    const page = await test.data(query);
    expect(page.body.batch_id).toBe(old);
    const newer = await publishLoans('NEW', 12);
    expect((await test.data(query)).body).toMatchObject({ batch_id: newer, total_count: 12 });
    const second = await test.data({ ...query, cursor: page.body.next_cursor! });
    expect(second.body).toMatchObject({ batch_id: old, total_count: 30 });
    for (const row of second.body.data) expect(row.loan_account_number).toMatch(/^OLD/);
    await publishLoans('NEWER', 12);
    const third = await test.data({ ...query, cursor: second.body.next_cursor! });
    expect([third.body.data.length, third.body.next_cursor]).toEqual([10, null]);
    await publishLoans('NEWEST', 12);
    const gone = await test.dataProblem({ ...query, cursor: second.body.next_cursor! });
    expect([gone.status, gone.body.type]).toEqual([409, '/problems/cursor-expired']);
  });

  it('expires with the rows, also before their publication is forgotten', async () => {
    const batch = await publishLoans('ROWS', 30);
    const cursor = await first(query);
    await test.sql.command(`ALTER TABLE fact_credit DROP PARTITION ('COMMERCIAL', '${batch}')`);
    expect((await test.dataProblem({ ...query, cursor })).body.type).toBe('/problems/cursor-expired');
  });
});
