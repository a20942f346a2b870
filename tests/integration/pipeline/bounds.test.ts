import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { MAX_LINE_BYTES } from '../../../shared/contracts/file-notices.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import type { WarehouseError } from '../../../shared/warehouse/client.ts';
import { warehouseUnderTest } from './warehouse-under-test.ts';

const test = warehouseUnderTest();
const credit = fileTypeOf(loans, 'credit');
const row = csvLine(credit, 'RETAIL', sampleRow(credit, 'RETAIL', seededRandom(1)));
const file = (...parts: string[]) => Buffer.from([csvHeader(credit, 'RETAIL'), ...parts, row, ''].join('\n'));

describe('what has a bound', () => {
  it('refuses a line of any length beyond the limit, and rejects one below it as a row', async () => {
    await expect(test.load('credit', 'RETAIL', file('x'.repeat(MAX_LINE_BYTES + 1)))).rejects.toMatchObject({
      name: 'WarehouseError',
      code: '395',
    });
    const { counts, errors } = await test.load('credit', 'RETAIL', file('x'.repeat(MAX_LINE_BYTES)));
    expect(counts).toMatchObject({ totalRows: 2, validRows: 1, rejectedRows: 1 });
    expect(errors).toMatchObject([
      { row_number: 1, error_type: 'STRUCTURE', detail: `it is ${MAX_LINE_BYTES} bytes long` },
    ]);
  });

  it('tells memory that a statement has used up itself from memory that others have', async () => {
    const ask = (settings: Record<string, string>) =>
      test.warehouse.command({
        name: 'health',
        sql: 'SELECT uniqExact(number, toString(number)) FROM numbers(20000000) FORMAT Null',
        settings,
      });
    await expect(ask({ max_memory_usage: '100000000' })).rejects.toMatchObject({ code: '241', isOwnLimit: true });
    // A limit of all statements counts from the first of them, and one that has failed may still be on its way out.
    await expect
      .poll(() =>
        ask({ max_memory_usage_for_user: '100000000' }).then(
          () => 'done',
          ({ code, isOwnLimit }: WarehouseError) => ({ code, isOwnLimit }),
        ),
      )
      .toEqual({ code: '241', isOwnLimit: false });
  });
});
