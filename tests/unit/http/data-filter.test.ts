import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Problem } from '../../../shared/domain/problems.ts';
import { filterQuery } from '../../../shared/http/endpoints/data-filter.ts';

test('column, operator and value', () => {
  expect(
    filterQuery.parse([
      ['filter[days_past_due][gte]', '90'],
      ['filter[loan_status_code]', 'A;B'],
      ['filter[loan_status_code][in]', 'A,B'],
    ]).filters,
  ).toEqual([
    { column: 'days_past_due', operator: 'gte', value: '90', parameter: 'filter[days_past_due][gte]' },
    { column: 'loan_status_code', operator: 'eq', value: 'A;B', parameter: 'filter[loan_status_code]' },
    { column: 'loan_status_code', operator: 'in', value: 'A,B', parameter: 'filter[loan_status_code][in]' },
  ]);
});

test.each([
  'filter[a][like]',
  'filter[]',
  'filter[a][gt][x]',
  'filter[A]',
  'filter[a b]',
  'filter[a',
  "filter[a'][eq]",
  'filter[a]x',
])('%s is refused', (name) => {
  expect(() => filterQuery.parse([[name, '1']])).toThrow(Problem);
});

test('any name gives a filter of a plain column name, or a problem', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (inner, value) => {
      try {
        for (const { column } of filterQuery.parse([[`filter[${inner}`, value]]).filters)
          expect(column).toMatch(/^[a-z][a-z0-9_]*$/);
      } catch (error) {
        expect(error).toBeInstanceOf(Problem);
      }
    }),
  );
});
