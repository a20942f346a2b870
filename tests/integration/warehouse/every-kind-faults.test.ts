import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cleanCell } from '../../../shared/contracts/characters.ts';
import {
  absolute,
  atMost,
  type Condition,
  equals,
  iban,
  implies,
  not,
  oneOf,
  product,
  sum,
} from '../../../shared/contracts/condition.ts';
import type { RowRule } from '../../../shared/contracts/contract.ts';
import { scaled } from '../../../shared/contracts/kinds/decimal.ts';
import { DUPLICATE_RULE, ruleId } from '../../../shared/contracts/rules.ts';
import { cases } from '../../properties.ts';
import { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';
import { type Cells, everyColumn, everyKind, loadsOf, rowOfCells } from './every-kind.ts';

const rules: readonly [field: string, holds: Condition][] = [
  ['amount', equals(absolute('amount'), absolute(product('shares', 'price')))],
  ['fine', atMost(absolute(product('fine', 'shares')), absolute('fine'))],
  ['huge', atMost('unsigned', 'huge')],
  ['widest', atMost('widest', sum('long', 'unsigned', 'narrow'))],
  ['price', atMost(sum(...Array<string>(12).fill('price')), 'fine')],
  ['narrow', not(equals('narrow', 'widest'))],
  ['at', implies(oneOf('paid_in', 'EUR', 'USD'), atMost('day', 'at'))],
  ['account', iban('account', 'checkDigits')],
  ['accounts', not(iban('accounts', 'length'))],
];
const dataset = everyKind(
  rules.map(
    ([field, holds], index): RowRule => ({
      number: 801 + index,
      severity: 'ERROR',
      errorType: 'VALUE',
      field,
      holds,
      reason: `${field} must be otherwise`,
      why: 'A test says so.',
      example: {},
    }),
  ),
);
const test = warehouseUnderTest();
const { fileType, loadAny } = loadsOf(test, dataset);

const digits = (count: number) => '9'.repeat(count);
const nasty = fc.oneof(
  fc.constantFrom(
    ...[5, 9, 10, 18, 19, 20, 38, 39, 74, 75, 76, 77, 78, 90].flatMap((each) => [digits(each), `-${digits(each)}`]),
  ),
  fc.constantFrom(
    `${digits(16)}.99`,
    `${digits(28)}.${digits(10)}`,
    `${digits(74)}.99`,
    `-${digits(74)}.99`,
    '1.0',
    '-0',
    '.',
    '-',
  ),
  fc.constantFrom('2023-02-30', '9999-99-99 99:99:99', '0000-00-00T00:00:00Z', '2299-12-31T23:59:59-14:00', '99999999'),
  fc.constantFrom(
    '|',
    'a||b',
    '|a',
    `${digits(77)}|1`,
    'a@b',
    'EUR|',
    'xx',
    'DE',
    '1\u001a1',
    '\u200b1\u200b1',
    'nan',
    '1e5',
    "\\'",
    'ş',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
);
/** One or two cells of a sound row are replaced. */
const spoiledRow: fc.Arbitrary<Cells> = fc
  .tuple(
    rowOfCells,
    fc.array(fc.tuple(fc.constantFrom(...everyColumn.map(({ name }) => name)), nasty), { minLength: 0, maxLength: 2 }),
  )
  .map(([row, spoiled]) => ({
    ...row,
    // What breaks a line, or is no text, is a fault of the row.
    ...Object.fromEntries(
      spoiled.map(([name, cell]) => [name, cleanCell(cell.toWellFormed().replaceAll(/[\0"\r\n]/g, ''))]),
    ),
  }));

it('no cell of any kind makes a load fail, and each is refused as the reference says', async () => {
  const found = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(spoiledRow, { minLength: 400, maxLength: 400, size: 'max' }), async (cells) => {
      const { batchId, rows, errors, sums, controlSums } = await loadAny(cells);
      const stored = await test.sql.rows<(typeof errors)[number]>(
        `SELECT row_number, rule_id, raw_value, detail FROM validation_errors
         WHERE batch_id = {batch:UUID} AND rule_id != {duplicate:String} ORDER BY row_number, rule_id`,
        { batch: batchId, duplicate: ruleId(fileType, DUPLICATE_RULE) },
      );
      expect(stored).toEqual(
        errors.toSorted((a, b) => a.row_number - b.row_number || (a.rule_id < b.rule_id ? -1 : 1)),
      );
      const loaded = await test.sql.rows<{ row_number: number }>(
        'SELECT row_number FROM fact_every WHERE batch_id = {batch:UUID} ORDER BY row_number',
        { batch: batchId },
      );
      expect(loaded.map(({ row_number }) => row_number)).toEqual(rows.map(({ row_number }) => row_number));
      for (const [name, sum] of Object.entries(sums)) {
        const { scale } = fileType.columns.find((column) => column.name === name)!.kind.number!;
        expect({ name, sum: controlSums[name] }).toEqual({ name, sum: scaled(sum, scale) });
      }
      for (const { rule_id } of errors) found.add(rule_id);
    }),
    { numRuns: cases(6), endOnFailure: true },
  );
  const unseen = rules.map((_, index) => ruleId(fileType, 801 + index)).filter((id) => !found.has(id));
  expect(unseen).toEqual([]);
});
