import type { FileType } from '../../../shared/contracts/contract.ts';
import type { Delimiter } from '../../../shared/contracts/csv-line.ts';
import { csvHeader, csvLine, type SampleRow, sampleRow, seededRandom } from '../../../shared/contracts/samples.ts';
import type { Slice } from '../../../shared/contracts/slice.ts';

export const loan = (index: number): string => `LOAN_${String(index).padStart(8, '0')}`;
const clientId = (index: number): string => `C${String(index).padStart(7, '0')}`;

/** So many payments has a loan, trades a client, purchases a customer. */
export const EACH = 24;

/**
 * By file type, the cells that tell row n from the others, and those that name a row of another file: of n rows every file that
 * is referred to needs n / {@link EACH}.
 */
const KEYS: Readonly<Record<string, (n: number) => SampleRow>> = {
  credit: (n) => ({ loan_account_number: loan(n) }),
  payment_plan: (n) => ({
    loan_account_number: loan(Math.floor(n / EACH)),
    installment_number: String((n % EACH) + 1),
  }),
  client: (n) => ({ client_id: clientId(n) }),
  trade: (n) => ({ transaction_id: `T${String(n).padStart(8, '0')}`, client_id: clientId(Math.floor(n / EACH)) }),
  company: (n) => ({ id: `COMP${n}` }),
  sepa: (n) => ({ id: `S${n}` }),
  swift: (n) => ({ id: `W${n}` }),
  exchange_rate: () => ({}),
  customer: (n) => ({ customer_id: String(n + 1), email: `customer.${n + 1}@example.com` }),
  merchant: (n) => ({ merchant_name: `Shop ${n}` }),
  transaction: (n) => ({ transaction_id: String(n + 1), customer_id: String(Math.floor(n / EACH) + 1) }),
};

/** Makes right rows of a file, one after the other, each with a key of its own. The same seed makes the same rows. */
export class RightRows {
  readonly fileType: FileType;
  readonly delimiter: Delimiter;
  readonly #slice: Slice;
  readonly #random: () => number;
  #next: number;

  /** @param options.first the number that the first key is made of */
  constructor(
    slice: Slice,
    fileType: string,
    options: { readonly first?: number; readonly seed?: number; readonly delimiter?: Delimiter } = {},
  ) {
    const { first = 0, seed = 1, delimiter = ';' } = options;
    this.#slice = slice;
    this.fileType = slice.fileType(fileType);
    this.delimiter = delimiter;
    this.#random = seededRandom(seed);
    this.#next = first;
  }

  get header(): string {
    return csvHeader(this.fileType, this.#slice.variant, this.delimiter);
  }

  /** The next row. @param cells take the place of its own */
  row(cells: SampleRow = {}): SampleRow {
    const made = sampleRow(this.fileType, this.#slice.variant, this.#random);
    Object.assign(made, KEYS[this.fileType.name]?.(this.#next));
    this.#next += 1;
    return { ...made, ...cells };
  }

  /** The next row as a line without its end. */
  line(cells: SampleRow = {}): string {
    return this.written(this.row(cells));
  }

  /** A row as a line without its end. */
  written(row: SampleRow): string {
    return csvLine(this.fileType, this.#slice.variant, row, this.delimiter);
  }

  /** The next row with a text or bytes in the place of a cell, just as they are: no quotes are put around them. */
  raw(column: string, cell: string | Buffer, cells: SampleRow = {}): Buffer {
    const [before = '', after = ''] = this.line({ ...cells, [column]: '<cell>' }).split('<cell>');
    return Buffer.concat([Buffer.from(before), Buffer.from(cell), Buffer.from(after)]);
  }

  lines(count: number): string[] {
    return Array.from({ length: count }, () => this.line());
  }
}

/** The line with each of its cells in quotes. The cells must hold neither quotes nor delimiters. */
export const quotedThroughout = (line: string, delimiter: Delimiter = ';'): string =>
  line
    .split(delimiter)
    .map((cell) => `"${cell}"`)
    .join(delimiter);
