import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { shop } from '../../shop-dataset.ts';
import { loansOf } from '../../slices.ts';
import { warehouseUnderTest } from './warehouse-under-test.ts';

// `load` loads each file as a small one and as one of any size, and holds the two against each other.
const test = warehouseUnderTest();
const slice = Slice.of(shop, null);

beforeAll(() => ensureWarehouse(test.scope, [shop]));

describe('what comes of a file does not depend on its size', () => {
  const head = 'order_no;buyer;region;sku;pieces\n';
  // Two references, one of them of two columns that may be empty; repeated keys, of which the first may refer to nothing.
  const orders = [
    ...['O1;C1;N;P1;1', 'O2;C9;N;P1;1', 'O3;C1;S;P2;1', 'O4;C1;;P9;1', 'O5;C1;S;;1', 'O6;C1;;;1', 'O7;C9;S;P9;2000'],
    ...['O8;C1;X;P1;1', 'O1;C9;N;P1;1', 'O1;C1;N;P1;1', 'O3;C1;N;P1;4', 'O3;C1;N;P1;5'],
  ];
  const plain = `${head}${orders.join('\n')}\n`;
  const files: readonly (readonly [what: string, content: string | Buffer])[] = [
    ['plain', plain],
    ['without a last line end', plain.trimEnd()],
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['CR', plain.replaceAll('\n', '\r')],
    ['packed', gzipSync(plain)],
    ['blank lines between and after', `${head}${orders.join('\n\n')}\n\n\n`],
    ['the mark of the end alone', `${plain}\u001a`],
    ['the mark behind the last row, which repeats a key', `${plain.trimEnd()}\u001a\n`],
    ['a cell over two lines', plain.replace('O4;C1;;P9;1', 'O4;"C1";"";"P\n9";1')],
    ['a stray quote and a blank record', plain.replace('O4', 'O"4').replace('O6', '\n;;;;\n"O6')],
    ['a stray carriage return', plain.replace('O4;C1', 'O4;C1;;;3\rO44;C1')],
  ];
  let batchId: string;
  beforeAll(async () => {
    ({ batchId } = await test.load('customer', slice, 'customer_no;name\nC1;a\nC2;b\nC1;c\n'));
    await test.load('product', slice, 'region;sku;price\nN;P1;1.5\nS;P1;2\nN;P2;3\nN;P1;9\n', { batchId });
  });

  it.each(files)('%s', async (_what, content) => {
    const { counts } = await test.load('order', slice, content, { referenceBatchIds: [batchId] });
    expect(counts.rejectedRows).toBeGreaterThan(3);
  });
  it('keys that are looked up by a merge', async () => {
    const { counts } = await test.load('order', slice, plain, { referenceBatchIds: [batchId], keysHeld: 1 });
    expect(counts.rejectedRows).toBeGreaterThan(3);
  });
  it.each([
    ['a header alone', head],
    ['blank lines alone', `${head}\n\n`],
    ['the mark of the end alone', `${head}\u001a`],
  ])('no rows: %s', async (_what, content) => {
    const { counts } = await test.load('order', slice, content, { allowEmpty: true });
    expect(counts).toMatchObject({ totalRows: 0, validRows: 0, rejectedRows: 0 });
  });
});

it('the mark of the end is no part of a rejected line, whatever is wrong with it', async () => {
  const { rejected } = await test.load('customer', slice, 'customer_no;name\nC1;a\nC1;c\u001a\n');
  expect(rejected).toEqual([{ row_number: 2, line_number: 3, record: 'C1;c' }]);
});

it('a column that only other variants have adds up to nothing, also where rows are rejected', async () => {
  const fileType = loansOf('RETAIL').fileType('credit');
  const row = csvLine(fileType, 'RETAIL', sampleRow(fileType, 'RETAIL', seededRandom(1)));
  for (const more of [[], ['x']]) {
    const content = [csvHeader(fileType, 'RETAIL'), row, ...more, ''].join('\n');
    const { controlTotals } = await test.load('credit', 'RETAIL', content, { summedColumns: ['risk_class'] });
    expect(controlTotals).toEqual([
      { rows: 1 + more.length, sums: { risk_class: '0' }, unreadable: { risk_class: 0 } },
    ]);
  }
});
