import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { MAX_LINE_BYTES, MAX_ODD_LINES } from '../../../shared/contracts/file-notices.ts';
import { loans } from '../../../shared/contracts/loans.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { warehouseUnderTest } from './warehouse-under-test.ts';

const test = warehouseUnderTest();
const credit = fileTypeOf(loans, 'credit');
const row = csvLine(credit, 'RETAIL', sampleRow(credit, 'RETAIL', seededRandom(1)));
const file = (...parts: string[]) => Buffer.from([csvHeader(credit, 'RETAIL'), ...parts, row, ''].join('\n'));

describe('what has a bound', () => {
  it.each([
    ['blank lines', '\n'.repeat(MAX_ODD_LINES), /has 5000001 lines without any content/],
    [
      'quotation marks that are not closed',
      `"${'\n"'.repeat(MAX_ODD_LINES)}`,
      /has 5000001 lines with a quotation mark/,
    ],
    ['carriage returns', 'a\rb\rc\rd\re\rf\n'.repeat(MAX_ODD_LINES / 5 + 1), /has 5000005 carriage returns/],
  ])('refuses a file of which too many lines are no rows: %s', async (_what, odd, why) => {
    await expect(test.load('credit', 'RETAIL', file(odd))).rejects.toMatchObject({
      name: 'UnreadableFile',
      message: expect.stringMatching(why),
    });
  });

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
    await expect(ask({ max_memory_usage_for_user: '100000000' })).rejects.toMatchObject({
      code: '241',
      isOwnLimit: false,
    });
  });
});
