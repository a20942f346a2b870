import { AMOUNT, checkLine, FILES } from './columns.ts';
import { type LineFile, LineRefused } from './line-file.ts';

const LF = 0x0a;
const QUOTE = 0x22;
const SEMICOLON = 0x3b;
const FIRST_PRINTABLE = 0x20;
const COLUMNS = FILES.sepa;
const AMOUNT_PLACE = COLUMNS.findIndex(([name]) => name === 'amount');
const DAY_MS = 86_400_000;

/** Where in a file of payments, which are in the order of time, each day begins. */
export class PaymentDays {
  readonly rows: number;
  /** Days that have payments, ascending; counted from 1970-01-01. */
  readonly #days: readonly number[];
  readonly #offsets: readonly number[];
  readonly #end: number;

  constructor(rows: number, days: readonly number[], offsets: readonly number[], end: number) {
    this.rows = rows;
    this.#days = days;
    this.#offsets = offsets;
    this.#end = end;
  }

  /** The first and last day with payments. */
  get period(): readonly [first: number, last: number] | undefined {
    const [first, last] = [this.#days[0], this.#days.at(-1)];
    return first === undefined || last === undefined ? undefined : [first, last];
  }

  /** Of the first payment on this day or later; the file's end when there is none. */
  offsetOf(day: number): number {
    let [low, high] = [0, this.#days.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#days[middle]! < day) low = middle + 1;
      else high = middle;
    }
    return this.#offsets[low] ?? this.#end;
  }
}

/** Reads all payments once. @throws {FilesRefused} naming the line that is malformed, or not in the order of time */
export async function findDays(file: LineFile): Promise<PaymentDays> {
  const days: number[] = [];
  const offsets: number[] = [];
  const semicolons = new Int32Array(COLUMNS.length);
  let rows = 0;
  let lastDate = 0;
  let lastTime = 0;
  try {
    for await (const { bytes, offset } of file.lines()) {
      const length = bytes.length;
      for (let start = 0; start < length; ) {
        let found = 0;
        let at = start;
        let byte = bytes[at]!;
        for (; byte !== LF; byte = bytes[++at]!) {
          if (byte === SEMICOLON) {
            if (found < COLUMNS.length) semicolons[found] = at;
            found += 1;
          } else if (byte < FIRST_PRINTABLE || byte === QUOTE) {
            // Too many cells: the line is looked at again, to say what is wrong with it.
            found = COLUMNS.length;
          }
        }
        const ts = semicolons[COLUMNS.length - 2]! + 1;
        if (
          found !== COLUMNS.length - 1 ||
          !isAmount(bytes, semicolons[AMOUNT_PLACE - 1]! + 1, semicolons[AMOUNT_PLACE]!) ||
          at - ts !== TS_LENGTH
        ) {
          throw refusal(bytes.toString('utf8', start, at));
        }
        const date = dateAt(bytes, ts);
        const time = timeAt(bytes, ts + 10);
        if (date === -1 || time === -1) throw refusal(bytes.toString('utf8', start, at));
        if (date !== lastDate) {
          const day = dayNumber(date);
          if (day === undefined) throw refusal(bytes.toString('utf8', start, at));
          if (date < lastDate) throw disorder(bytes, ts);
          days.push(day);
          offsets.push(offset + start);
          lastDate = date;
        } else if (time < lastTime) throw disorder(bytes, ts);
        lastTime = time;
        rows += 1;
        start = at + 1;
      }
    }
  } catch (error) {
    throw error instanceof LineRefused ? error.in(file, rows + 2) : error;
  }
  return new PaymentDays(rows, days, offsets, file.size);
}

const TS_LENGTH = '2023-01-01T00:00:00Z'.length;
const EXPECTED_TS = 'a time in UTC, written like 2023-01-31T23:59:59Z';

function refusal(line: string): LineRefused {
  try {
    checkLine(COLUMNS, line);
  } catch (error) {
    return error as LineRefused;
  }
  return new LineRefused(`ts "${line.slice(line.lastIndexOf(';') + 1)}" is not ${EXPECTED_TS}.`);
}

function disorder(bytes: Buffer, ts: number): LineRefused {
  const time = bytes.toString('latin1', ts, ts + TS_LENGTH);
  return new LineRefused(`ts ${time} is earlier than that of the line before: rows must be in the order of ts.`);
}

/** The number of two digits, or -1. */
function twoDigits(bytes: Buffer, at: number): number {
  const tens = bytes[at]! - 0x30;
  const ones = bytes[at + 1]! - 0x30;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}

/** YYYYMMDD as a number, or -1. The calendar is asked once for each day. */
function dateAt(bytes: Buffer, at: number): number {
  const century = twoDigits(bytes, at);
  const year = twoDigits(bytes, at + 2);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  if (century === -1 || year === -1 || month === -1 || day === -1) return -1;
  if (bytes[at + 4] !== 0x2d || bytes[at + 7] !== 0x2d) return -1;
  return (century * 100 + year) * 10_000 + month * 100 + day;
}

function dayNumber(date: number): number | undefined {
  const [year, month, day] = [Math.floor(date / 10_000), Math.floor(date / 100) % 100, date % 100];
  const found = new Date(0);
  found.setUTCFullYear(year, month - 1, day);
  const exists = year > 0 && found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
  return exists ? found.getTime() / DAY_MS : undefined;
}

/** The second of the day of `THH:MM:SSZ`, or -1. */
function timeAt(bytes: Buffer, at: number): number {
  const hour = twoDigits(bytes, at + 1);
  const minute = twoDigits(bytes, at + 4);
  const second = twoDigits(bytes, at + 7);
  if (hour === -1 || hour > 23 || minute === -1 || minute > 59 || second === -1 || second > 59) return -1;
  const isMarked = bytes[at] === 0x54 && bytes[at + 3] === 0x3a && bytes[at + 6] === 0x3a && bytes[at + 9] === 0x5a;
  return isMarked ? hour * 3600 + minute * 60 + second : -1;
}

/** `AMOUNT`, without making a string for each of a hundred million rows where the usual form is met. */
function isAmount(bytes: Buffer, from: number, to: number): boolean {
  const first = bytes[from]!;
  let point = -1;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x39) continue;
    if (byte !== 0x2e || point !== -1) return AMOUNT.test(bytes.toString('latin1', from, to));
    point = at;
  }
  const isUsual = first >= 0x31 && first <= 0x39 && point !== to - 1 && to > from;
  return isUsual || AMOUNT.test(bytes.toString('latin1', from, to));
}
