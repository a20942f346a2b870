import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { FILTER_OPERATORS } from '../../../shared/domain/filter.ts';
import { compileFilters } from '../../../shared/warehouse/filter.ts';
import { servedColumns } from '../../../shared/warehouse/served-columns.ts';
import { RETAIL } from '../../slices.ts';

const columns = servedColumns(RETAIL, fileTypeOf(loans, 'credit'));
const names = columns.map(({ name }) => name);

test('nothing of the request gets into the SQL: not its values, and of names only those of the contract', () => {
  const one = fc.record({
    column: fc.oneof(fc.constantFrom(...names), fc.string()),
    operator: fc.constantFrom(...FILTER_OPERATORS),
    value: fc.oneof(
      fc.string(),
      fc.constantFrom("'; DROP TABLE x --", '1', 'ACTIVE', '2026-01-01', '1.5', 'true', 'a,b'),
    ),
  });
  // What the SQL is made of: columns, operators and parameters, whatever was asked.
  const made =
    /^(`[a-z_]+` (=|!=|>|>=|<|<=|IN) \{filter_\d+:[A-Za-z0-9(), ]+\}|is(Not)?Null\(`[a-z_]+`\)|positionCaseInsensitiveUTF8\(replaceAll\(replaceAll\(`[a-z_]+`, 'İ', 'i'\), 'ı', 'i'\), \{filter_\d+:String\}\) > 0)$/;
  fc.assert(
    fc.property(fc.array(one, { maxLength: 5 }), (asked) => {
      const filters = asked.map((filter) => ({ ...filter, parameter: `filter[${filter.column}]` }));
      const { conditions, errors } = compileFilters(filters, columns);
      expect(conditions.length + errors.length).toBe(filters.length);
      for (const { sql } of conditions) expect(sql).toMatch(made);
    }),
    { numRuns: 1000 },
  );
});

test('the same column twice is two conditions with parameters of their own', () => {
  const between = ['gte', 'lt'].map((operator, index) => ({
    column: 'days_past_due',
    operator: operator as 'gte' | 'lt',
    value: String(index * 30),
    parameter: `filter[days_past_due][${operator}]`,
  }));
  expect(compileFilters(between, columns)).toEqual({
    conditions: [
      { sql: '`days_past_due` >= {filter_0:Int64}', parameters: { filter_0: '0' } },
      { sql: '`days_past_due` < {filter_1:Int64}', parameters: { filter_1: '30' } },
    ],
    errors: [],
  });
});

test('a value that cannot be compared names the column, the value and what is expected', () => {
  const parameter = 'filter[original_loan_amount][gte]';
  const { errors } = compileFilters(
    [{ column: 'original_loan_amount', operator: 'gte', value: 'abc', parameter }],
    columns,
  );
  expect(errors).toMatchObject([
    {
      field: parameter,
      code: 'value',
      detail:
        'original_loan_amount cannot be compared with "abc": expected a number of at most 16 digits and 2 decimals, with "." before the decimals.',
    },
  ]);
});
