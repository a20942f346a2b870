import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type WrittenCell, workbookFile } from '../../../local/workbooks/workbook-file.ts';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { csvHeader, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { cases } from '../../properties.ts';
import { warehouseUnderTest } from './warehouse-under-test.ts';

const test = warehouseUnderTest();
const credit = fileTypeOf(loans, 'credit');
const columns = csvHeader(credit, 'RETAIL').split(';');

/** Texts of a cell in which everything that ends lines, quotes and cells is frequent. */
const hostile = fc
  .array(fc.constantFrom('"', '""', ';', '\n', '\n\n', '\r', '\r\n', 'x', 'ş', ' ', '";"', ',', '\u001a', '="'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((pieces) => `a${pieces.join('')}z`);

it('every row that is loaded or rejected has the number of its row in the sheet, whatever the cells hold', async () => {
  const row = fc.oneof(
    { weight: 1, arbitrary: fc.constant('empty' as const) },
    { weight: 3, arbitrary: fc.record({ texts: fc.array(hostile, { maxLength: 3 }), isWrong: fc.boolean() }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), fc.nat(), async (rows, seed) => {
      const random = seededRandom(seed);
      const written = rows.map((row, index): WrittenCell[] => {
        if (row === 'empty') return [];
        const [district = 'D', province = 'P', region = 'R'] = row.texts;
        const cells: Record<string, string> = {
          ...sampleRow(credit, 'RETAIL', random),
          // The header is row 1.
          loan_account_number: `ROW_${index + 2}`,
          customer_district_code: district,
          customer_province_code: province,
          customer_region_code: region,
          ...(row.isWrong ? { loan_status_code: 'none' } : {}),
        };
        return columns.map((column) => cells[column] ?? null);
      });
      fc.pre(written.some((cells) => cells.length > 0));
      const book = workbookFile([{ name: 'Credits', rows: [columns, ...written] }]);
      const { rows: loaded, rejected, counts } = await test.load('credit', 'RETAIL', book);
      expect(counts.totalRows).toBe(written.filter((cells) => cells.length > 0).length);
      expect(loaded.length + rejected.length).toBe(counts.totalRows);
      for (const { loan_account_number, line_number } of loaded) expect(loan_account_number).toBe(`ROW_${line_number}`);
      for (const { record, line_number } of rejected) expect(record).toMatch(new RegExp(`(^|;)ROW_${line_number};`));
      // A text with line breaks arrives as it is; a carriage return alone is refused.
      const sent = new Map(written.map((cells) => [cells[columns.indexOf('loan_account_number')], cells]));
      for (const stored of loaded) {
        const cells = sent.get(String(stored.loan_account_number))!;
        expect(stored.customer_district_code).toBe(cells[columns.indexOf('customer_district_code')]);
      }
    }),
    { numRuns: cases(24) },
  );
});
