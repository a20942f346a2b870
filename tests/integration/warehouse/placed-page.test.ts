import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Filter, FilterOperator } from '../../../shared/domain/filter.ts';
import type { Warehouse } from '../../../shared/warehouse/client.ts';
import { type DataQuery, readDataPage } from '../../../shared/warehouse/data-page.ts';
import { cases, MANY_LOADS_MS } from '../../properties.ts';
import { COMMERCIAL } from '../../slices.ts';
import { type Row, readUnderTest } from './read-under-test.ts';

const test = readUnderTest();
const table = COMMERCIAL.table('credit');

const ROWS = 240;
const PARTS = 5;
/** Few values and many, large groups of equal rows and small ones, absent values, numbers that no double holds. */
const rowAt = (index: number): Row => ({
  // Not in the order of the key, which is the order of storage, and spread over all parts.
  loan_account_number: `A${(index * 37) % ROWS}`,
  customer_id: `C${(index * 13) % 60}`,
  customer_type: index % 9 === 0 ? 'VIP' : 'TRADE',
  loan_status_code: 'ACTIVE',
  days_past_due: index % 5 === 0 ? index : 0,
  original_loan_amount: `${9_007_199_254_740_990 + (index % 40)}.0${index % 2}`,
  nominal_interest_rate: `0.${100_000 + ((index * 7) % 11)}`,
  loan_start_date: `2025-0${1 + (index % 3)}-15`,
  loan_closing_date: index % 3 === 0 ? null : `2026-06-${10 + (index % 19)}`,
  internal_rating: index % 4 === 0 ? null : (index * 7) % 6,
  customer_region_code: index % 6 === 0 ? null : `Böl;ge_${index % 3}`,
});
const SORTS = [...Object.keys(rowAt(0)), 'row_number', 'loan_type'];

/** A batch of several parts, whose keys lie between each other. */
async function publishInParts(): Promise<void> {
  const rows = Array.from({ length: ROWS }, (_, index) => ({ ...rowAt(index), row_number: index + 1 }));
  const inPart = (part: number) => rows.filter((_, index) => index % PARTS === part);
  const batch_id = await test.publishRows('COMMERCIAL', 'credit', inPart(0));
  for (let part = 1; part < PARTS; part += 1) {
    const lines = inPart(part).map((row) => JSON.stringify({ loan_type: 'COMMERCIAL', batch_id, ...row }));
    await test.sql.command(`INSERT INTO fact_credit FORMAT JSONEachRow\n${lines.join('\n')}`);
  }
}

type Asked = Pick<DataQuery, 'sort' | 'limit' | 'filters' | 'columns'>;

interface Steps {
  readonly placedFrom: number;
  readonly places?: number;
}
const IN_ONE: Steps = { placedFrom: Number.POSITIVE_INFINITY };

/** More pages are of no other kind. */
const MOST_PAGES = 12;

async function readPages(asked: Asked, steps: Steps, warehouse: Warehouse = test.warehouse) {
  const pages = [];
  for (let cursor: string | undefined; pages.length < MOST_PAGES; ) {
    const query = { ...asked, slice: COMMERCIAL, table, cursor };
    const { rows, totalCount, nextCursor } = await readDataPage(warehouse, query, steps);
    pages.push({ rows: Buffer.concat(rows).toString(), totalCount, nextCursor });
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return pages;
}

const filter = (column: string, operator: FilterOperator, value: string): Filter => ({
  column,
  operator,
  value,
  parameter: column,
});
const asked: fc.Arbitrary<Asked> = fc.record({
  sort: fc.tuple(fc.constantFrom('', '-'), fc.constantFrom(...SORTS)).map((parts) => parts.join('')),
  limit: fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 13, max: ROWS / 2 }), fc.constant(ROWS)),
  columns: fc.constantFrom(undefined, ['loan_account_number']),
  filters: fc.constantFrom(
    [],
    [filter('customer_type', 'eq', 'TRADE')],
    [filter('customer_region_code', 'eq', 'Böl;ge_1'), filter('days_past_due', 'gte', '1')],
    [filter('internal_rating', 'is_null', 'true')],
    [filter('customer_id', 'contains', 'nobody')],
  ),
});

describe('pages that are read in two steps', () => {
  beforeAll(publishInParts);

  it('are those that are read in one, whatever they are sorted by', { timeout: MANY_LOADS_MS }, () =>
    fc.assert(
      fc.asyncProperty(asked, fc.constantFrom(1, 40, 1_000), async (query, places) => {
        expect(await readPages(query, { placedFrom: 0, places })).toEqual(await readPages(query, IN_ONE));
      }),
      { numRuns: cases(180) },
    ),
  );

  it('are read by places, and no more than is needed', async () => {
    const statements = async (sort: string, places: number): Promise<string[]> => {
      const names: string[] = [];
      const noting =
        <T extends { name: string }, R>(send: (statement: T) => R) =>
        (statement: T): R => {
          names.push(statement.name);
          return send(statement);
        };
      const { warehouse } = test;
      const noted = { ...warehouse, rows: noting(warehouse.rows), stream: noting(warehouse.stream) } as Warehouse;
      await readDataPage(noted, { slice: COMMERCIAL, table, sort, limit: 10, filters: [] }, { placedFrom: 0, places });
      return names.filter((name) => name.startsWith('data-')).toSorted();
    };
    expect(await statements('-row_number', 1)).toEqual(['data-page', 'data-places']);
    // Of a group of 192 equal rows that is known in full, those of the page are found by their keys.
    expect(await statements('days_past_due', 1_000)).toEqual(['data-page', 'data-places', 'data-places']);
    // Of one that is not, the table has them in that order.
    expect(await statements('days_past_due', 1)).toEqual(['data-page', 'data-places']);
    expect(await statements('loan_account_number', 1)).toEqual(['data-page']);
  });

  it('are the same when parts are merged between the steps', async () => {
    const merging = async (query: Asked) => {
      await publishInParts();
      const { warehouse } = test;
      const rows = async (statement: Parameters<typeof warehouse.rows>[0]) => {
        const found = await warehouse.rows(statement as never);
        if (statement.name === 'data-places') await test.sql.command('OPTIMIZE TABLE fact_credit FINAL');
        return found;
      };
      return readPages(query, { placedFrom: 0, places: 1 }, { ...warehouse, rows } as Warehouse);
    };
    for (const sort of ['-original_loan_amount', 'days_past_due', '-loan_closing_date']) {
      const query: Asked = { sort, limit: 30, filters: [filter('customer_type', 'eq', 'TRADE')] };
      const pages = await merging(query);
      const wanted = await readPages(query, IN_ONE);
      expect(pages.map(({ rows }) => rows)).toEqual(wanted.map(({ rows }) => rows));
    }
  });
});
