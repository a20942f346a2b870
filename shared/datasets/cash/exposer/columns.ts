import { type LineFile, LineRefused } from './line-file.ts';

/** How a cell is written as JSON. An amount's digits stay as they stand in the file, with quotes or without. */
type Form = 'text' | 'amount' | 'list';
export type Columns = readonly (readonly [name: string, form: Form])[];

const PAYMENT: Columns = [
  ['id', 'text'],
  ['payer_iban', 'text'],
  ['beneficiary_iban', 'text'],
  ['amount', 'amount'],
  ['currency', 'text'],
  ['ts', 'text'],
];
/** The columns of each file. */
export const FILES = {
  company: [
    ['id', 'text'],
    ['name', 'text'],
    ['owner', 'text'],
    ['ibans', 'list'],
  ],
  exchange_rate: [
    ['currency', 'text'],
    ['usd_rate', 'amount'],
    ['eur_rate', 'amount'],
  ],
  sepa: PAYMENT,
  swift: PAYMENT,
} as const satisfies Readonly<Record<string, Columns>>;
export type FileName = keyof typeof FILES;
export const FILE_NAMES = Object.keys(FILES) as FileName[];

export const headerOf = (columns: Columns): string => columns.map(([name]) => name).join(';');

/** What is a number in JSON as it stands, but for exponents. */
export const AMOUNT = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NOT_IN_A_LINE = /["\u0000-\u001f]/;

/** @throws {LineRefused} */
export function checkLine(columns: Columns, line: string): void {
  const unreadable = NOT_IN_A_LINE.exec(line);
  if (unreadable) {
    const what = unreadable[0] === '"' ? 'a double quote' : 'a control character (lines end with a line feed alone)';
    throw new LineRefused(`it has ${what}, which these files do without.`);
  }
  const cells = line.split(';');
  if (cells.length !== columns.length) {
    throw new LineRefused(`expected ${columns.length} cells separated by semicolons, found ${cells.length}.`);
  }
  columns.forEach(([name, form], index) => {
    const cell = cells[index]!;
    if (form === 'amount' && !AMOUNT.test(cell)) {
      throw new LineRefused(`${name} "${cell}" is no decimal number such as 12.50.`);
    }
    if (form === 'list' && cell === '') throw new LineRefused(`${name} is empty: at least one is expected.`);
  });
}

/** Counts a file's lines after its header, and refuses the first that is not as it should be. @throws {FilesRefused} */
export async function countLines(file: LineFile, columns: Columns): Promise<number> {
  let rows = 0;
  try {
    for await (const { bytes } of file.lines()) {
      for (const line of bytes.toString('utf8', 0, bytes.length - 1).split('\n')) {
        checkLine(columns, line);
        rows += 1;
      }
    }
  } catch (error) {
    throw error instanceof LineRefused ? error.in(file, rows + 2) : error;
  }
  return rows;
}

/** Makes a line, as it was checked, to a JSON object. @param numbers whether amounts are numbers instead of strings */
export function recordWriter(columns: Columns, numbers: boolean): (line: string) => string {
  const cells = columns.map(([name, form], index) => {
    const before = `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`;
    return { before, write: form === 'list' ? writeList : form === 'amount' && numbers ? asItStands : writeText };
  });
  return (line) => {
    let record = '';
    let from = 0;
    for (const { before, write } of cells) {
      const semicolon = line.indexOf(';', from);
      const to = semicolon === -1 ? line.length : semicolon;
      record += before + write(line.slice(from, to));
      from = to + 1;
    }
    return record + '}';
  };
}

const asItStands = (cell: string): string => cell;
const writeList = (cell: string): string => JSON.stringify(cell.split('|'));
/** Quotes and control characters were refused. */
const writeText = (cell: string): string => (cell.includes('\\') ? JSON.stringify(cell) : `"${cell}"`);

/** The lines between two offsets; all of a file if left out. */
export interface Range {
  readonly from?: number;
  readonly to?: number;
  /** As many at most. */
  readonly most?: number;
}

/** The records of some lines, separated by commas; nothing where there are none. */
export async function* records(
  file: LineFile,
  write: (line: string) => string,
  { from, to, most = Number.POSITIVE_INFINITY }: Range = {},
): AsyncGenerator<string, void, void> {
  let left = most;
  for await (const { bytes } of file.lines(from, to)) {
    const lines = bytes
      .toString('utf8', 0, bytes.length - 1)
      .split('\n')
      .slice(0, left);
    yield lines.map(write).join(',');
    left -= lines.length;
    if (left === 0) return;
  }
}
