import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { fileTypeOf } from '../shared/contracts/contract.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../shared/contracts/samples.ts';
import { loans } from '../shared/datasets/loans/contract.ts';
import { VARIANT } from './portfolios.ts';

/** A file made to use up what banks share, and how the service must end with it. */
export interface HostileFile {
  readonly key: string;
  readonly label: string;
  readonly gzip?: boolean;
  readonly ends: 'REJECTED' | 'FAILED' | 'COMPLETED';
  /** What stands below the header. */
  readonly body: () => Generator<string>;
}

const PAYMENT = fileTypeOf(loans, 'payment_plan');
const CREDIT = fileTypeOf(loans, 'credit');
const INSTALLMENTS = 10;
const CHUNK_ROWS = 10_000;

/** Lines of rows that differ in their keys alone: making a row afresh takes longer than loading it. */
function* rowsOf(
  fileType: typeof PAYMENT,
  count: number,
  keysOf: (row: number) => Readonly<Record<string, string>>,
): Generator<string> {
  const marks = Object.fromEntries(fileType.key.map((column) => [column, `<${column}>`]));
  const template = csvLine(fileType, VARIANT, { ...sampleRow(fileType, VARIANT, seededRandom(1)), ...marks });
  for (let row = 0; row < count; ) {
    const lines: string[] = [];
    for (; row < count && lines.length < CHUNK_ROWS; row += 1) {
      lines.push(Object.entries(keysOf(row)).reduce((line, [key, value]) => line.replace(`<${key}>`, value), template));
    }
    yield `${lines.join('\n')}\n`;
  }
}

const loanNumber = (loan: number): string => `LOAN_${String(loan).padStart(8, '0')}`;
const payments = (count: number) =>
  rowsOf(PAYMENT, count, (row) => ({
    loan_account_number: loanNumber(Math.floor(row / INSTALLMENTS)),
    installment_number: String((row % INSTALLMENTS) + 1),
  }));

export function* repeated(text: string, times: number): Generator<string> {
  for (let time = 0; time < times; time += 1) yield text;
}

const MILLION = 1_000_000;
const ROWS = 40 * MILLION;
/** So many loans do the payments of hostile files refer to, at scale 1. */
export const LOANS_PAID_BACK = ROWS / INSTALLMENTS;

/** @param scale 1: as in docs/performance.md; the limits that reject lines do not scale, and those files stay as they are */
export function hostileFiles(scale: number): readonly HostileFile[] {
  const rows = Math.round(ROWS * scale);
  return [
    {
      key: 'blank_lines',
      label: '60 million blank lines in a gzip of 59 KB',
      gzip: true,
      ends: 'REJECTED',
      body: () => repeated('\n'.repeat(MILLION), 60),
    },
    {
      key: 'blank_lines_before_a_row',
      label: '60 million blank lines, then a row',
      gzip: true,
      ends: 'REJECTED',
      *body() {
        yield* repeated('\n'.repeat(MILLION), 60);
        yield* payments(1);
      },
    },
    {
      key: 'short_lines',
      label: '5 million lines of one byte',
      ends: 'FAILED',
      body: () => repeated('x\n'.repeat(100_000), 50),
    },
    {
      key: 'open_quotes',
      label: '5 million lines of a quotation mark',
      ends: 'FAILED',
      body: () => repeated('"\n'.repeat(100_000), 50),
    },
    {
      key: 'cells_over_lines',
      label: '2.5 million cells over two lines',
      ends: 'FAILED',
      body: () => repeated(';"a\nb";\n'.repeat(50_000), 50),
    },
    {
      key: 'long_line',
      label: 'a line of 300 MB',
      ends: 'FAILED',
      body: () => repeated('x'.repeat(MILLION), 300),
    },
    {
      key: 'long_line_amid_rows',
      label: 'a line of 300 MB between 200,000 rows',
      ends: 'FAILED',
      *body() {
        yield* payments(100_000);
        yield* repeated('x'.repeat(MILLION), 300);
        yield '\n';
        yield* payments(100_000);
      },
    },
    {
      key: 'many_rows',
      label: `${(rows / MILLION).toLocaleString('en')} million rows`,
      ends: 'COMPLETED',
      body: () => payments(rows),
    },
    {
      key: 'every_key_twice',
      label: `${(rows / 4 / MILLION).toLocaleString('en')} million rows, and each of them again`,
      ends: 'COMPLETED',
      *body() {
        yield* payments(rows / 4);
        yield* payments(rows / 4);
      },
    },
    {
      key: 'one_key',
      label: `${(rows / 8 / MILLION).toLocaleString('en')} million rows of one key`,
      ends: 'FAILED',
      body: () => rowsOf(PAYMENT, rows / 8, () => ({ loan_account_number: loanNumber(0), installment_number: '1' })),
    },
  ];
}

/** Loans with the keys that payments refer to. */
export const creditsOf = (count: number): Generator<string> =>
  rowsOf(CREDIT, Math.round(count), (row) => ({ loan_account_number: loanNumber(row) }));

/** Writes a file with the header of its type. */
export async function writeFile(
  path: string,
  fileType: 'credit' | 'payment_plan',
  body: Generator<string>,
  { gzip = false, variant = VARIANT }: { readonly gzip?: boolean; readonly variant?: string } = {},
): Promise<void> {
  const content = Readable.from(
    (function* () {
      yield `${csvHeader(fileTypeOf(loans, fileType), variant)}\n`;
      yield* body;
    })(),
  );
  await (gzip ? pipeline(content, createGzip(), createWriteStream(path)) : pipeline(content, createWriteStream(path)));
}
