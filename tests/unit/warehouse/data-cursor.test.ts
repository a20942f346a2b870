import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { FILTER_OPERATORS, type Filter } from '../../../shared/domain/filter.ts';
import { isPlainText } from '../../../shared/domain/plain-text.ts';
import { Problem } from '../../../shared/domain/problems.ts';
import { decodeDataCursor, encodeDataCursor, type QueryShape } from '../../../shared/warehouse/data-cursor.ts';
import { orderSql, rowOrder, rowsAfter } from '../../../shared/warehouse/row-order.ts';
import { servedColumns } from '../../../shared/warehouse/served-columns.ts';
import { COMMERCIAL } from '../../slices.ts';

const credit = fileTypeOf(loans, 'credit');
const columns = servedColumns(COMMERCIAL, credit);
const sortedBy = (name: string, descending = false) =>
  rowOrder(credit, columns, { column: columns.find((column) => column.name === name)!, descending });
const byRating = sortedBy('internal_rating');

// No cell with a control character is ever stored.
const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 255 }).filter(isPlainText);
const position = fc.tuple(
  fc.option(fc.integer({ min: -2_147_483_648, max: 2_147_483_647 })),
  text,
  fc.integer({ min: 1, max: 4_294_967_295 }),
);
const filter: fc.Arbitrary<Filter> = fc
  .record({
    column: fc.constantFrom('a', 'b'),
    operator: fc.constantFrom(...FILTER_OPERATORS),
    value: fc.string({ maxLength: 3 }),
  })
  .map((parts) => ({ ...parts, parameter: '' }));
const shape: fc.Arbitrary<QueryShape> = fc.record({
  slice: fc.constantFrom('RETAIL', 'COMMERCIAL'),
  table: fc.constantFrom('credit', 'payment_plan'),
  sort: fc.option(fc.constantFrom('a', '-a', 'b'), { nil: undefined }),
  include: fc.option(fc.constantFrom('quarantined', 'only-quarantined'), { nil: undefined }),
  filters: fc.array(filter, { maxLength: 3 }),
});

describe('a cursor of data rows', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(shape, fc.uuid(), fc.nat(), position, (query, batchId, totalCount, at) => {
        const cursor = { batchId, totalCount, position: at };
        expect(decodeDataCursor(encodeDataCursor(query, cursor), query, byRating)).toEqual(cursor);
      }),
    );
  });

  it('belongs to one query', () => {
    const meaning = ({ filters, ...rest }: QueryShape) =>
      JSON.stringify([
        rest,
        filters.map(({ column, operator, value }) => [column, operator, value].join('\u0000')).sort(),
      ]);
    fc.assert(
      fc.property(shape, shape, (one, other) => {
        fc.pre(meaning(one) !== meaning(other));
        const cursor = encodeDataCursor(one, { batchId: crypto.randomUUID(), totalCount: 1, position: [1, 'x', 1] });
        expect(() => decodeDataCursor(cursor, other, byRating)).toThrow(Problem);
      }),
    );
  });

  it('is still good that was given out before rows could be quarantined', () => {
    const old =
      'WzEsImRhdGEiLFsiMDE5NWMzYTYtMWIyYy03ZDNlLThmNDAtNWE2YjdjOGQ5ZTBmIiwic2ZEU2xKYk5XUzllYTNqdSIsNyxbMywiTDEiLDRdXV0';
    const query = {
      slice: 'COMMERCIAL',
      table: 'credit',
      sort: 'internal_rating',
      filters: [{ column: 'a', operator: 'eq' as const, value: '1', parameter: '' }],
    };
    expect(decodeDataCursor(old, query, byRating).position).toEqual([3, 'L1', 4]);
    expect(() => decodeDataCursor(old, { ...query, include: 'quarantined' }, byRating)).toThrow(Problem);
  });

  it('with a position that no row can have is refused', () => {
    const query = { slice: 'COMMERCIAL', table: 'credit', filters: [] };
    const decode = (at: (string | number | null)[], order = byRating) =>
      decodeDataCursor(
        encodeDataCursor(query, { batchId: crypto.randomUUID(), totalCount: 1, position: at }),
        query,
        order,
      );
    expect(() => decode([null, 'x', 1])).not.toThrow();
    for (const wrong of [
      [1, 'x'],
      [1, 'x', 1, 1],
      ['1', 'x', 1],
      [1.5, 'x', 1],
      [1, null, 1],
      [1, 2, 1],
      [1, '', 1],
      [1, 'x', null],
    ]) {
      expect(() => decode(wrong), JSON.stringify(wrong)).toThrow(Problem);
    }
    expect(() => decode(['1.00', 'x', 1], sortedBy('original_loan_amount'))).not.toThrow();
    expect(() => decode(["1' OR 1", 'x', 1], sortedBy('original_loan_amount'))).toThrow(Problem);
    expect(() => decode([null, 'x', 1], sortedBy('original_loan_amount'))).toThrow(Problem);
  });
});

describe('an order of rows', () => {
  it('is total: the key and the row number follow', () => {
    expect(orderSql(rowOrder(credit, columns))).toBe('`loan_account_number`, `row_number`');
    expect(orderSql(sortedBy('internal_rating', true))).toBe(
      '`internal_rating` DESC NULLS LAST, `loan_account_number`, `row_number`',
    );
    expect(orderSql(sortedBy('loan_account_number', true))).toBe('`loan_account_number` DESC, `row_number`');
    expect(orderSql(sortedBy('row_number'))).toBe('`row_number`, `loan_account_number`');
  });

  it('binds every value of a position', () => {
    fc.assert(
      fc.property(position, ([rating, loan, row]) => {
        const { sql, parameters } = rowsAfter(byRating, [rating, loan, row]);
        expect(parameters).toEqual({ ...(rating === null ? {} : { after_0: rating }), after_1: loan, after_2: row });
        for (const name of Object.keys(parameters)) expect(sql).toContain(`{${name}:`);
        expect(sql).not.toContain("'");
      }),
    );
  });
});
