import * as z from 'zod';
import type { Delimiter } from '../contracts/csv-line.ts';
import { unreadableLines } from '../contracts/file-notices.ts';
import { MAX_LINES_OF_RECORD } from '../contracts/records.ts';
import { count } from '../domain/values.ts';
import { literal } from '../sql/quoting.ts';
import { rowCount } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import {
  cutRecordSql,
  delimiterSql,
  isBlankSql,
  lineParameters,
  linesSql,
  type StagedFile,
  withoutLineEnd,
} from './staged-lines.ts';
import { UnreadableFile } from './unreadable-file.ts';
import type { WorkTables } from './work-tables.ts';

/**
 * From lines to rows. In nearly every file a row is a line, and its numbers follow from the line's index. Three things
 * change that: blank lines are no rows, a quoted cell may hold line breaks, and a stray carriage return may end a line.
 * All of them are among the lines that the fast lane cannot take, so only those are looked at; three small tables then
 * say what is so: `spans` of lines that make one record, `pieces` of lines that are several, and the `shifts` of the
 * numbers of all lines after.
 */
export interface LineNumbering {
  /** Data rows in the file, which loaded + rejected must add up to. Counted from its lines, not from the results. */
  readonly rows: number;
  /** The lines that were looked at, and their bytes with their ends. */
  readonly looked: { readonly lines: number; readonly bytes: number };
  /** Lines, or pieces of them, that hold nothing and are no rows. */
  readonly blankLines: number;
  /** Whether the mark of the file's end stands behind its last row. */
  readonly isMarked?: boolean;
  /** Whether every row is one line, so that its numbers follow from the line's index. */
  readonly isPlain: boolean;
  /** Subqueries (line_number, row_number, record): all rows that are one line; those among the left lines; all others. */
  readonly plainRows: string;
  readonly leftRows: string;
  readonly assembledRows: string | undefined;
}

const hasStrayReturn = (line: string): string => `position(${withoutLineEnd(line)}, '\\r') > 0`;
const isUnbalanced = (line: string): string => `countSubstrings(${line}, '"') % 2 = 1`;

/** Whether a line ends in U+001A, once the mark of a file's end: see `lengthBeforeEndMark` of contracts/records.ts. */
const isMarkedSql = (line: string): string => `endsWith(${withoutLineEnd(line)}, '\\x1a')`;
export const withoutEndMarkSql = (line: string): string => `trimRight(${line}, '\\r\\x1a')`;

/** Whether a line may make others part of its record, or be several records itself. */
export const mayJoinLines = (line: string): string => `(${isUnbalanced(line)} OR ${hasStrayReturn(line)})`;

const inPattern = (delimiter: Delimiter): string => (delimiter === '\t' ? '\\t' : delimiter);

/** Whether the last cell of the line begins with a quote that the line does not close. */
const opensCell = (line: string, delimiter: Delimiter): string =>
  `match(${line}, ${literal(`(?:^|${inPattern(delimiter)})[ \\t]*"(?:[^"]|"")*$`)})`;

/** What turns the index of a line into the number of its row. */
const rowShift = ({ layout, rowsBefore }: StagedFile): string => `toInt64(${rowsBefore - layout.headerLine})`;

const unshifted = (file: StagedFile, source: string): string =>
  `(SELECT toUInt32(n + 1) AS line_number, toUInt32(n + ${rowShift(file)}) AS row_number, line AS record FROM ${source})`;

/** Every line after the header as one row: right unless {@link numberLines} says otherwise. */
export const everyLineARow = (file: StagedFile): string => unshifted(file, linesSql(file));

/**
 * Rows of the object and no more: what stands behind them, blank lines or the mark of the file's end, has the numbers of the rows of
 * the next object.
 */
const firstRows = ({ rowsBefore }: StagedFile, source: string, rows: number): string =>
  `(SELECT * FROM ${source} WHERE row_number <= ${rowsBefore + rows})`;

const specialLines = z.strictObject({
  lines: count,
  bytes: count,
  blank: count,
  first_blank: count,
  opening: count,
  unbalanced: count,
  broken: count,
  returns: count,
  marked: count,
  only_mark: count,
});
const shiftedTotal = z.strictObject({ shift: z.int(), blank: count });

/**
 * Memory is bounded: what needs a place in the three tables has a limit, and the windows over them reach no further than they must.
 * @throws {UnreadableFile} if more lines than that are blank, joined or cut
 * @param tables `left`, a table or a subquery, is read; `spans`, `pieces` and `shifts` are made if they are needed
 * @param lineCount lines of the file after its header; undefined where `left` holds them all
 * @param mayBeMarked whether the mark of the file's end may stand in the last of them
 */
export async function numberLines(
  warehouse: Warehouse,
  file: StagedFile,
  { fileType, columnCount }: { readonly fileType: string; readonly columnCount: number },
  tables: Pick<WorkTables, 'left' | 'spans' | 'pieces' | 'shifts'>,
  lineCount: number | undefined,
  mayBeMarked = true,
): Promise<LineNumbering> {
  const { left, spans, pieces, shifts } = tables;
  const { headerLine, delimiter, linesAreRecords = false } = file.layout;
  const isBlank = (line: string): string => isBlankSql(line, delimiter);
  const parameters = lineParameters(file);
  const isLast = lineCount === undefined ? '1' : `max(n) = ${headerLine + lineCount}`;
  const special = await warehouse.row({
    name: 'find-special-lines',
    row: specialLines,
    sql: `SELECT count() AS lines, sum(length(line) + 1) AS bytes, ${isLast} AND ${isMarkedSql('argMax(line, n)')} AS marked,
       ${isLast} AND empty(${withoutEndMarkSql('argMax(line, n)')}) AS only_mark,
       countIf(${isBlank('line')}) AS blank, minIf(n, ${isBlank('line')}) AS first_blank,
       countIf(${isUnbalanced('line')} AND ${opensCell('line', delimiter)}) AS opening, countIf(${isUnbalanced('line')}) AS unbalanced,
       countIf(${hasStrayReturn('line')} AND NOT ${isBlank('line')}) AS broken,
       sumIf(countSubstrings(${withoutLineEnd('line')}, '\\r'), ${hasStrayReturn('line')}) AS returns FROM ${left}`,
    parameters,
  });
  const { blank, first_blank, opening, broken, marked, only_mark } = special;
  const looked = { lines: special.lines, bytes: special.bytes };
  const total = lineCount ?? special.lines;
  const lastLine = headerLine + total;
  // Blank lines that only end the file shift nothing.
  const shiftsByBlank = blank > 0 && first_blank !== lastLine - blank + 1;
  const why = unreadableLines(fileType, {
    blank,
    blankBetween: shiftsByBlank ? blank : 0,
    unbalanced: opening > 0 ? special.unbalanced : 0,
    returns: special.returns,
  });
  if (why) throw new UnreadableFile(why);
  if (marked > 0 && mayBeMarked) {
    // The same once more, as if the mark of the file's end were not there: nor its line, if it is alone on it.
    const unmarked = `(SELECT n, if(n = ${lastLine}, ${withoutEndMarkSql('line')}, line) AS line FROM ${left}
      WHERE n != ${lastLine} OR notEmpty(${withoutEndMarkSql('line')}))`;
    const numbering = await numberLines(
      warehouse,
      file,
      { fileType, columnCount },
      { ...tables, left: unmarked },
      total - only_mark,
      false,
    );
    return { ...numbering, looked, isMarked: only_mark === 0 };
  }
  const plain: LineNumbering = {
    rows: total - blank,
    looked,
    blankLines: blank,
    isPlain: true,
    plainRows: firstRows(file, everyLineARow(file), total - blank),
    leftRows: unshifted(file, `(SELECT n, line FROM ${left} WHERE NOT ${isBlank('line')})`),
    assembledRows: undefined,
  };
  if (!shiftsByBlank && opening === 0 && broken === 0) return plain;

  await assembleSpans(warehouse, file, columnCount, left, spans);
  // A carriage return inside one well-formed record is part of a quoted cell; any other ends a line.
  const cut = cutRecordSql('record', delimiter, 'tokens');
  const insideSpan = `n IN (SELECT arrayJoin(range(first, last + 1)) FROM ${spans})`;
  await warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${pieces} (n UInt64, position UInt32, record String) ENGINE = MergeTree ORDER BY (n, position)`,
    parameters,
  });
  await warehouse.command({
    name: 'cut-lines',
    sql: `INSERT INTO ${pieces}
     SELECT n, piece.1 AS position, piece.2 AS record FROM (
       SELECT n, arrayJoin(arrayZip(arrayEnumerate(splitByChar('\\r', record)), splitByChar('\\r', record))) AS piece
       FROM (SELECT n, ${withoutLineEnd('line')} AS record, ${cut.tokens} AS tokens FROM ${left}
             WHERE ${hasStrayReturn('line')} AND NOT ${isBlank('line')} AND NOT ${insideSpan})
       WHERE NOT (${cut.intact} AND length(tokens) = ${columnCount}))`,
    parameters,
  });
  const { rows: records } = await warehouse.row({
    name: 'count-special-records',
    row: rowCount,
    sql: `SELECT (SELECT count() FROM ${spans}) + (SELECT count() FROM ${pieces}) AS rows`,
    parameters,
  });
  // Stray quotes only: every line stands for itself after all.
  if (records === 0 && !shiftsByBlank) return plain;

  await warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${shifts} (one UInt8, n UInt64, line_shift Int64, row_shift Int64) ENGINE = MergeTree ORDER BY n`,
    parameters,
  });
  await warehouse.command({
    name: 'shift-lines',
    sql: `INSERT INTO ${shifts}
     SELECT 1, n, sum(lines) OVER up_to_here, sum(rows) OVER up_to_here FROM (
       SELECT n, 0 AS lines, -1 AS rows FROM ${left} WHERE ${isBlank('line')} AND NOT ${insideSpan}
       UNION ALL SELECT last AS n, ${linesAreRecords ? '-toInt64(last - first)' : '0'} AS lines, -toInt64(last - first) AS rows FROM ${spans}
       UNION ALL SELECT n, toInt64(count()) - 1 AS lines, toInt64(countIf(NOT ${isBlank('record')})) - 1 AS rows
         FROM ${pieces} GROUP BY n)
     WINDOW up_to_here AS (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
    parameters,
  });
  const skipped =
    `SELECT n FROM ${left} WHERE ${isBlank('line')} UNION ALL SELECT n FROM ${pieces} ` +
    `UNION ALL SELECT arrayJoin(range(first, last + 1)) AS n FROM ${spans}`;
  const numbered = (source: string, linePlus = '0', rowPlus = '0') =>
    `(SELECT toUInt32(n + 1 + shift.line_shift + ${linePlus}) AS line_number,
       toUInt32(n + ${rowShift(file)} + shift.row_shift + ${rowPlus}) AS row_number, record
     FROM (SELECT *, toUInt8(1) AS one FROM (${source})) AS source
     ASOF LEFT JOIN ${shifts} AS shift ON source.one = shift.one AND source.n > shift.n)`;
  const ofPieces = `SELECT n, position, record,
      toInt64(countIf(NOT ${isBlank('record')}) OVER (PARTITION BY n ORDER BY position)) AS nth FROM ${pieces}`;
  const shifted = await warehouse.row({
    name: 'count-shifted-lines',
    row: shiftedTotal,
    sql: `SELECT argMax(row_shift, n) AS shift, (SELECT count() FROM ${left} WHERE ${isBlank('line')} AND NOT ${insideSpan})
       + (SELECT countIf(${isBlank('record')}) FROM ${pieces}) AS blank FROM ${shifts}`,
    parameters,
  });
  return {
    rows: total + shifted.shift,
    looked,
    blankLines: shifted.blank,
    isPlain: false,
    plainRows: firstRows(
      file,
      numbered(`SELECT n, line AS record FROM ${linesSql(file)} WHERE n NOT IN (${skipped})`),
      total + shifted.shift,
    ),
    leftRows: numbered(`SELECT n, line AS record FROM ${left} WHERE n NOT IN (${skipped})`),
    assembledRows:
      `(SELECT * FROM ${numbered(`SELECT first AS n, record FROM ${spans}`)} UNION ALL ` +
      `SELECT * FROM ${numbered(ofPieces, 'position - 1', 'nth - 1')} WHERE NOT ${isBlank('record')})`,
  };
}

/** What is joined may be the text of half the file; ASOF joins, of which the right side has a limit, are always in memory. */
const SPILLING_JOINS = {
  // The type knows one algorithm at a time; the engine takes the first that can do a join.
  join_algorithm: 'grace_hash,hash' as 'grace_hash',
  max_bytes_in_join: String(256 * 1024 ** 2),
  join_use_nulls: 0,
} as const;

/**
 * Records that span lines. A line with an odd number of quotes opens a cell that the next such line closes, if the lines
 * between make one well-formed record with the right number of cells; otherwise its quote was never meant to open
 * anything, the line stands alone (and is rejected as broken quoting), and the next one is tried.
 */
async function assembleSpans(
  warehouse: Warehouse,
  file: StagedFile,
  columnCount: number,
  left: string,
  spans: string,
): Promise<void> {
  const parameters = lineParameters(file);
  await warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${spans} (first UInt64, last UInt64, record String) ENGINE = MergeTree ORDER BY first`,
    parameters,
  });
  // Delimiters outside of quotes, of a line that starts outside (parity 1) or inside (parity 0) of them.
  const outside = (line: string, parity: 0 | 1) =>
    `arraySum((part, i) -> if(i % 2 = ${parity}, countSubstrings(part, ${delimiterSql(file.layout.delimiter)}), 0),
      splitByChar('"', ${line}), arrayEnumerate(splitByChar('"', ${line})))`;
  const unbalanced = `SELECT n, line FROM ${left} WHERE ${isUnbalanced('line')}`;
  // Of the quoted lines between two unbalanced ones, only the sum is of interest. (A window over all lines would hold them all.)
  const between = `SELECT first, sum(delimiters) AS between_delimiters
    FROM (SELECT toUInt8(1) AS one, n, ${outside('line', 0)} AS delimiters FROM ${left}
          WHERE position(line, '"') > 0 AND NOT ${isUnbalanced('line')}) AS closed
    ASOF JOIN (SELECT toUInt8(1) AS one, n AS first FROM ${left} WHERE ${isUnbalanced('line')}) AS open
      ON closed.one = open.one AND closed.n > open.first
    GROUP BY first`;
  const pairs = `SELECT first, first_line, last, last_line, between_delimiters FROM (
      SELECT n AS first, line AS first_line, leadInFrame(n) OVER next AS last, leadInFrame(line) OVER next AS last_line
      FROM (${unbalanced}) WINDOW next AS (ORDER BY n ROWS BETWEEN CURRENT ROW AND 1 FOLLOWING)) AS pair
    LEFT JOIN (${between}) AS inner USING first`;
  // The first line must open a cell with a quote, the last one close it before a delimiter or its end, and the delimiters
  // be one fewer than cells: that rules out nearly every pair of stray quotes. Of the rest, what lies between is read.
  const { delimiter } = file.layout;
  const open = `SELECT toUInt8(1) AS one, first, last FROM (${pairs})
    WHERE last > first + 1 AND last <= first + ${MAX_LINES_OF_RECORD}
      AND ${opensCell('first_line', delimiter)}
      AND match(last_line, ${literal(`^(?:[^"]|"")*"[ \\t\\r]*(?:${inPattern(delimiter)}|$)`)})
      AND ${outside('first_line', 1)} + between_delimiters + ${outside('last_line', 0)} = ${columnCount - 1}`;
  const { rows: wide } = await warehouse.row({
    name: 'count-wide-records',
    row: rowCount,
    sql: `SELECT count() AS rows FROM (${open})`,
    settings: SPILLING_JOINS,
    parameters,
  });
  // What lies inside may be anything, also a line that the fast lane took: it has to be read from the file.
  const interior =
    wide === 0
      ? `SELECT toUInt64(0) AS first, '' AS text WHERE 0`
      : `SELECT first, arrayStringConcat(arrayMap(numbered -> concat(numbered.2, '\\n'), arraySort(groupArray((n, line))))) AS text
         FROM (SELECT toUInt8(1) AS one, n, line FROM ${linesSql(file)}) AS inside
         ASOF JOIN (${open}) AS open ON inside.one = open.one AND inside.n > open.first
         WHERE n < last GROUP BY first`;
  const cut = cutRecordSql('record', file.layout.delimiter, 'tokens');
  // A pair whose lines between were not worth reading does not fit: put together without them, it might.
  // In a run of pairs that would fit, every second one is taken: a line cannot close one record and open the next.
  await warehouse.command({
    name: 'join-lines',
    sql: `INSERT INTO ${spans}
     SELECT first, last, record FROM (
       SELECT first, last, record, fits, row_number() OVER (PARTITION BY fits, run ORDER BY first) AS nth FROM (
         SELECT first, last, record, fits,
           row_number() OVER (ORDER BY first) - row_number() OVER (PARTITION BY fits ORDER BY first) AS run
         FROM (
           SELECT first, last, record, ${cut.tokens} AS tokens,
             last > first AND last <= first + ${MAX_LINES_OF_RECORD} AND (last = first + 1 OR notEmpty(text))
               AND ${cut.intact} AND length(tokens) = ${columnCount} AS fits
           FROM (SELECT first, last, text, concat(first_line, '\\n', text, ${withoutLineEnd('last_line')}) AS record
             FROM (${pairs}) AS pair LEFT JOIN (${interior}) AS between USING first))))
     WHERE fits AND nth % 2 = 1`,
    parameters,
    settings: SPILLING_JOINS,
  });
}
