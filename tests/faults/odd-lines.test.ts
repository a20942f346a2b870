import { expect, it } from 'vitest';
import { fileTypeOf } from '../../shared/contracts/contract.ts';
import { MAX_ODD_LINES, unreadableLines } from '../../shared/contracts/file-notices.ts';
import { sniffFile } from '../../shared/contracts/header.ts';
import { RecordSplitter } from '../../shared/contracts/offline/record-splitter.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../shared/contracts/samples.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { warehouseUnderTest } from '../integration/pipeline/warehouse-under-test.ts';
import { RETAIL } from '../slices.ts';

const test = warehouseUnderTest();
const credit = fileTypeOf(loans, 'credit');
const row = csvLine(credit, 'RETAIL', sampleRow(credit, 'RETAIL', seededRandom(1)));

it.each([
  ['blank lines', '\n'.repeat(MAX_ODD_LINES), /has 5000001 lines without any content/],
  ['quotation marks that are not closed', `"${'\n"'.repeat(MAX_ODD_LINES)}`, /has 5000001 lines with a quotation mark/],
  ['carriage returns', 'a\rb\rc\rd\re\rf\n'.repeat(MAX_ODD_LINES / 5 + 1), /has 5000005 carriage returns/],
])('a file of which too many lines are no rows is refused, offline too: %s', async (_what, odd, why) => {
  const file = Buffer.from([csvHeader(credit, 'RETAIL'), odd, row, ''].join('\n'));
  await expect(test.load('credit', 'RETAIL', file)).rejects.toMatchObject({
    name: 'UnreadableFile',
    message: expect.stringMatching(why),
  });

  const sniffed = sniffFile(file.subarray(0, 65_536), { complete: false }, RETAIL, 'credit');
  if (!sniffed.ok) throw new Error(sniffed.code);
  const splitter = new RecordSplitter(sniffed.layout);
  for (let from = 0; from < file.length; from += 65_536) splitter.push(file.subarray(from, from + 65_536));
  splitter.end();
  expect(unreadableLines('credit', splitter.oddLines)?.text).toMatch(why);
});
