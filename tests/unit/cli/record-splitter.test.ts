import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DELIMITERS, type Delimiter, splitRecord } from '../../../shared/contracts/csv-line.ts';
import type { FileLayout } from '../../../shared/contracts/header.ts';
import { CellCounter } from '../../../shared/contracts/offline/cell-counter.ts';
import { LineTooLong, RecordSplitter } from '../../../shared/contracts/offline/record-splitter.ts';
import { MAX_LINES_OF_RECORD, splitRecords } from '../../../shared/contracts/records.ts';

const layoutOf = (more: Partial<FileLayout> = {}): FileLayout => ({
  delimiter: ';',
  columns: ['a', 'b', 'c'],
  headerLine: 0,
  dataOffset: 0,
  encoding: 'utf-8',
  bom: false,
  lineEnd: 'LF',
  ...more,
});

/** The records of a file that comes in chunks of these sizes, over and over. */
function split(content: string, layout: FileLayout, sizes: readonly number[]) {
  const bytes = Buffer.from(content);
  const splitter = new RecordSplitter(layout);
  const records: { lineNumber: number; rowNumber: number; text: string }[] = [];
  const take = (found: ReturnType<RecordSplitter['push']>) => {
    for (const { lineNumber, rowNumber, bytes } of found)
      records.push({ lineNumber, rowNumber, text: Buffer.from(bytes).toString() });
  };
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    take(splitter.push(bytes.subarray(at, at + size)));
    at += size;
  }
  take(splitter.end());
  return records;
}

/** Text in which everything that matters is frequent. */
const hostileText = (length: number) =>
  fc
    .array(
      fc.constantFrom(
        '"',
        '"',
        ';',
        ';',
        ',',
        '\t',
        '\n',
        '\n',
        '\r',
        '\r\n',
        ' ',
        'x',
        'ş',
        '""',
        ';"',
        '";',
        'a;b;c\n',
        ';;\n',
        '\u001a',
        '\u001a\n',
        '\u00a0',
        '\u200b',
        '="',
        '"";\n',
        '"\n"',
      ),
      { maxLength: length },
    )
    .map((pieces) => pieces.join(''));

describe('records of a file that comes in chunks', () => {
  it('are those of the file as a whole, however it is cut', () => {
    const file = fc.record({
      content: hostileText(80),
      delimiter: fc.constantFrom(...DELIMITERS),
      lineEnd: fc.constantFrom<FileLayout['lineEnd']>('LF', 'CRLF', 'MIXED', 'CR'),
      columns: fc.integer({ min: 1, max: 4 }),
      headerLine: fc.integer({ min: 0, max: 2 }),
      sizes: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }),
      linesAreRecords: fc.boolean(),
    });
    fc.assert(
      fc.property(file, ({ content, delimiter, lineEnd, columns, headerLine, linesAreRecords, sizes }) => {
        const names = ['a', 'b', 'c', 'd'].slice(0, columns);
        const layout = layoutOf({ delimiter, lineEnd, headerLine, linesAreRecords, columns: names });
        expect(split(content, layout, sizes)).toEqual(splitRecords(content, layout));
      }),
      { numRuns: 3_000 },
    );
  });

  it('keeps to the longest span of a quoted cell', () => {
    for (const lines of [MAX_LINES_OF_RECORD - 1, MAX_LINES_OF_RECORD, MAX_LINES_OF_RECORD + 1]) {
      const content = `h\n1;2;"open\n${'x\n'.repeat(lines - 1)}close"\n4;5;6\n`;
      expect(split(content, layoutOf(), [1000])).toEqual(splitRecords(content, layoutOf()));
    }
  });

  it('measures a row as the load does: with the carriage returns at its end, unless it was put together', () => {
    const splitter = new RecordSplitter(layoutOf({ lineEnd: 'CRLF' }));
    const found = splitter.push(Buffer.from('h\r\n1;2;3\r\n"a\r\nb";2;3\r\n1;2;3\r4;5;6\r\n'));
    expect(found.map(({ size }) => size)).toEqual([6, 10, 5, 5]);
  });

  it('gives up on what has no line end rather than hold all of it', () => {
    const splitter = new RecordSplitter(layoutOf());
    const mebibyte = Buffer.alloc(1024 * 1024, 'x');
    expect(() => {
      for (let sent = 0; sent < 70; sent += 1) splitter.push(mebibyte);
    }).toThrow(LineTooLong);
  });
});

it('cells are counted as they are cut', () => {
  const record = fc.array(fc.constantFrom('"', '""', '="', '=', ';', ',', '\t', ' ', 'x', '\n', '\r', 'ş'), {
    maxLength: 16,
  });
  fc.assert(
    fc.property(record, fc.constantFrom<Delimiter>(...DELIMITERS), (pieces, delimiter) => {
      const counter = new CellCounter(delimiter);
      for (const piece of pieces) counter.add(Buffer.from(piece));
      const cells = splitRecord(pieces.join(''), delimiter);
      expect(counter.isWellFormed).toBe(cells !== null);
      if (cells) expect(counter.cells).toBe(cells.length);
    }),
    { numRuns: 5_000 },
  );
});
