import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  absolute,
  atMost,
  both,
  type Condition,
  equals,
  exactlyWhen,
  iban,
  implies,
  is,
  lacks,
  not,
  number,
  oneOf,
  present,
  product,
  sum,
} from '../../../shared/contracts/condition.ts';
import { conditionHolds } from '../../../shared/contracts/condition-holds.ts';
import { conditionSql } from '../../../shared/contracts/condition-sql.ts';
import { identifier } from '../../../shared/sql/quoting.ts';
import { cases } from '../../properties.ts';
import { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';
import { everyKind, loadsOf, rowOfCells } from './every-kind.ts';

const test = warehouseUnderTest();
const { fileType, load } = loadsOf(test, everyKind());
const { columns } = fileType;

const simple: readonly Condition[] = [
  atMost('shares', 'small'),
  atMost('small', 'long'),
  equals('long', 'unsigned'),
  atMost('unsigned', 'huge'),
  atMost('long', number('6.5')),
  equals('huge', number('7')),
  equals('fine', 'amount'),
  atMost('amount', 'fine'),
  atMost('widest', 'long'),
  atMost('narrow', 'price'),
  equals('narrow', 'widest'),
  atMost('interest', number('0.5')),
  atMost('price', number('-0.00001')),
  atMost(sum('shares', 'small'), 'amount'),
  atMost(sum('price', 'narrow', 'interest'), sum('amount', 'shares')),
  atMost(sum('price', 'price', 'price', 'price', 'price', 'price', 'price', 'price', 'price', 'price'), 'price'),
  equals(product('shares', 'price'), 'amount'),
  equals(absolute('amount'), absolute(product('shares', 'price'))),
  atMost(absolute(product('fine', 'shares')), absolute('fine')),
  atMost(product('small', 'shares', 'narrow'), number('1')),
  atMost('day', 'at'),
  equals('at', 'day'),
  atMost('key_time', 'at'),
  equals('paid_in', 'kept_in'),
  equals('code_like', 'paid_in'),
  equals('key_text', 'code_like'),
  present('at'),
  present('tags'),
  is('side', 'BUY'),
  is('insured', '1'),
  is('price', '1.50'),
  is('long', '7'),
  is('at', '2024-02-29'),
  is('day', '2024-02-29'),
  oneOf('paid_in', 'EUR', 'TRY'),
  oneOf('huge', '0', '7'),
  oneOf('amount', '3', '-3.000'),
  oneOf('at', '2024-02-29T23:59:59.999Z', '1900-01-01T00:00:00Z'),
  oneOf('insured', '0', '1'),
  lacks('mail', '^anna@'),
  lacks('key_text', 'ş'),
  iban('account', 'country'),
  iban('account', 'length'),
  iban('account', 'checkDigits'),
  iban('accounts', 'country'),
  iban('accounts', 'length'),
  iban('accounts', 'checkDigits'),
];

const condition: fc.Arbitrary<Condition> = fc.letrec<{ one: Condition }>((tie) => ({
  one: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom(...simple),
    tie('one').map(not),
    fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map((parts) => both(...parts)),
    fc.tuple(tie('one'), tie('one')).map(([when, then]) => implies(when, then)),
    fc.tuple(tie('one'), tie('one')).map(([left, right]) => exactlyWhen(left, right)),
  ),
})).one;

it('every condition says the same of a row in SQL and in TypeScript', async () => {
  const settings = { short_circuit_function_evaluation: 'disable', compile_expressions: 0 } as const;
  const seen = simple.map(() => new Set<boolean>());
  await fc.assert(
    fc.asyncProperty(
      fc.array(rowOfCells, { minLength: 300, maxLength: 300, size: 'max' }),
      fc.array(condition, { minLength: 40, maxLength: 40, size: 'max' }),
      async (cells, composed) => {
        const { batchId, rows } = await load(cells);
        const all = [...simple, ...simple.map(not), ...composed];
        const found = await test.sql.rows<{ row_number: number; holds: number[] }>(
          `SELECT row_number, [${all.map((each) => `toUInt8(${conditionSql(each, identifier, columns)})`).join(', ')}] AS holds
           FROM fact_every WHERE batch_id = {batch:UUID} ORDER BY row_number`,
          { batch: batchId },
          settings,
        );
        expect(found.map(({ row_number }) => row_number)).toEqual(rows.map(({ row_number }) => row_number));
        for (const [index, { values }] of rows.entries()) {
          for (const [at, each] of all.entries()) {
            const here = conditionHolds(each, values, columns);
            if (found[index]!.holds[at] !== Number(here)) expect({ each, values, here }).toEqual({ sql: !here });
            if (at < simple.length) seen[at]!.add(here);
          }
        }
      },
    ),
    { numRuns: cases(6), endOnFailure: true },
  );
  // A condition that is always true, or never, would prove nothing.
  const constant = simple.filter((_, at) => seen[at]!.size < 2);
  expect(constant).toEqual([]);
});
