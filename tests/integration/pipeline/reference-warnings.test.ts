import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffFile } from '../../../shared/contracts/header.ts';
import { FileCheck, keyText } from '../../../shared/contracts/offline/file-check.ts';
import { RecordSplitter } from '../../../shared/contracts/offline/record-splitter.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { sales } from '../../../shared/datasets/sales/contract.ts';
import { forgetWarnings, storeWarnings } from '../../../shared/pipeline/warnings.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { cases, MANY_LOADS_MS } from '../../properties.ts';
import { type StoredFinding, warehouseUnderTest } from './warehouse-under-test.ts';

const test = warehouseUnderTest();
const slice = Slice.of(sales, null);
const [customer, , transaction] = sales.fileTypes;

const KEY = { version: 1, key: 'a'.repeat(64), recordKey: 'A'.repeat(32) };

/** Few numbers, so that some are there and some are not. */
const ids = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 });
const buyers = fc.array(fc.oneof(fc.integer({ min: 1, max: 14 }), fc.constantFrom(0, Number.MAX_SAFE_INTEGER)), {
  minLength: 1,
  maxLength: 30,
});

const customersOf = (numbers: readonly number[]) =>
  ['customer_id;first_name;last_name;email;signup_date', ...numbers.map((id) => `${id};A;B;a@example.com;`)].join('\n');
const salesOf = (numbers: readonly number[]) =>
  [
    'transaction_id;customer_id;transaction_date;amount;merchant_details',
    ...numbers.map((id, index) => `${index + 1};${id};2025-01-01T00:00:00Z;1.00;`),
  ].join('\n');

/** What the check without a warehouse finds in a file. @param known the customers that are there */
function expected(content: string, known: readonly number[]) {
  const bytes = Buffer.from(content);
  const sniffed = sniffFile(bytes, { complete: true, allowEmpty: false }, slice, transaction!.name);
  if (!sniffed.ok) throw new Error(sniffed.detail);
  const keys = new Set(known.map((id) => keyText([id])));
  const check = new FileCheck(transaction!, null, sniffed.layout, (_, key) => keys.has(keyText(key)));
  const splitter = new RecordSplitter(sniffed.layout);
  return [...splitter.push(bytes), ...splitter.end()].flatMap((record) =>
    (check.check(record)?.findings ?? []).map(({ ruleId, rawValue, detail }) => [
      record.rowNumber,
      record.lineNumber,
      ruleId,
      rawValue,
      detail,
    ]),
  );
}

describe('rows that name others in vain, where that rejects nothing', () => {
  it(
    'are those that the check without a warehouse finds, however keys are looked up',
    async () => {
      await ensureWarehouse(test.scope, [sales]);
      await fc.assert(
        fc.asyncProperty(ids, buyers, fc.constantFrom(1_000_000, 1), async (known, sold, keysHeld) => {
          const customers = await test.load(customer!.name, slice, customersOf(known), { privateKey: KEY });
          const content = salesOf(sold);
          const { batchId, counts } = await test.load(transaction!.name, slice, content, { keysHeld });
          const references = { [customer!.name]: [customers.batchId] };
          const warehouse = { ...test.warehouse, keysHeld };
          // Once more, as after an interruption.
          await storeWarnings(warehouse, slice, transaction!, batchId, references);
          await forgetWarnings(warehouse, batchId, [transaction!]);
          await storeWarnings(warehouse, slice, transaction!, batchId, references);
          const found = await test.sql.rows<StoredFinding>(
            `SELECT row_number, line_number, rule_id, raw_value, detail, severity, error_type, record_key FROM validation_errors
             WHERE batch_id = {batch:UUID} AND file_type = {file:String} ORDER BY row_number, rule_id`,
            { batch: batchId, file: transaction!.name },
          );
          expect(found.map((row) => [row.row_number, row.line_number, row.rule_id, row.raw_value, row.detail])).toEqual(
            expected(content, known),
          );
          for (const { rule_id, severity, error_type, record_key, row_number } of found) {
            const isError = rule_id !== 'SALES-TRANSACTION-701';
            expect([severity, error_type]).toEqual(isError ? ['ERROR', 'RANGE'] : ['WARNING', 'CROSS_REFERENCE']);
            expect(record_key).toBe(String(row_number));
          }
          expect(counts.validRows).toBe(sold.filter((id) => id > 0).length);
        }),
        { numRuns: cases(30) },
      );
    },
    MANY_LOADS_MS,
  );
});
