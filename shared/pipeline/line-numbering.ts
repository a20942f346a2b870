import type { Warehouse } from '../warehouse/client.ts';
import { cutRecordSql, isBlankSql, lineParameters, linesSql, type StagedFile, withoutLineEnd } from './staged-lines.ts';

/**
 * From lines to rows. In nearly every file a row is a line, and its numbers follow from the line's index. Three things
 * change that: blank lines are no rows, a quoted cell may hold line breaks, and a stray carriage return may end a line.
 * Where a scan finds any of them, three small tables say how: `skipped` lines, `assembled` records, and `shifts` of the
 * numbers of all lines after.
 */
export interface LineNumbering {
  /** Data rows in the file, found without looking at any cell: what loaded + rejected must add up to. */
  readonly rows: number;
  /** A subquery (line_number, row_number, record) of the rows that are one plain line. */
  readonly plainRows: string;
  /** A subquery of the same shape of the rows that are not; undefined if there are none. */
  readonly assembledRows: string | undefined;
  /** Tables to drop when the load is over. */
  readonly tables: readonly string[];
}

/** A quoted cell that spans more lines than this is taken for a quote that was never closed. */
const MAX_LINES_OF_RECORD = 1_000;

interface Scan {
  readonly lines: number;
  readonly blank: number;
  /** 0 if there is no blank line. */
  readonly first_blank: number;
  readonly unbalanced: number;
  readonly broken: number;
}

const hasStrayReturn = (line: string): string => `position(${withoutLineEnd(line)}, '\\r') > 0`;
const isUnbalanced = (line: string): string => `countSubstrings(${line}, '"') % 2 = 1`;

/** @param tablePrefix starts the names of the tables that this makes in the tenant's database */
export async function numberLines(
  warehouse: Warehouse,
  file: StagedFile,
  columnCount: number,
  tablePrefix: string,
): Promise<LineNumbering> {
  const lines = linesSql(file);
  const parameters = lineParameters(file);
  const [scan] = await warehouse.rows<Scan>(
    `SELECT count() AS lines, countIf(${isBlankSql('line')}) AS blank,
       minIf(n, ${isBlankSql('line')}) AS first_blank, countIf(${isUnbalanced('line')}) AS unbalanced, countIf(${hasStrayReturn('line')}) AS broken
     FROM ${lines}`,
    parameters,
  );
  const { headerLine } = file.layout;
  const { lines: lineCount, blank, first_blank, unbalanced, broken } = scan!;
  const plain = (where: string): LineNumbering => ({
    rows: lineCount - blank,
    plainRows: `(SELECT toUInt32(n + 1) AS line_number, toUInt32(n - ${headerLine}) AS row_number, line AS record FROM ${lines}${where})`,
    assembledRows: undefined,
    tables: [],
  });
  // Blank lines that only end the file shift nothing.
  const endsBlank = blank > 0 && first_blank === headerLine + lineCount - blank + 1;
  const plainWhere = endsBlank ? ` WHERE n < ${first_blank}` : '';
  if ((blank === 0 || endsBlank) && unbalanced === 0 && broken === 0) return plain(plainWhere);

  const table = (name: string) => `${tablePrefix}_${name}`;
  const [irregular, spans, pieces, shifts] = ['irregular', 'spans', 'pieces', 'shifts'].map(table) as [
    string,
    string,
    string,
    string,
  ];
  const tables = [irregular, spans, pieces, shifts];
  await Promise.all(tables.map((name) => warehouse.command(`DROP TABLE IF EXISTS ${name} SYNC`)));
  await warehouse.command(`CREATE TABLE ${irregular} (n UInt64, line String) ENGINE = MergeTree ORDER BY n`);
  await warehouse.command(
    `INSERT INTO ${irregular} SELECT n, line FROM ${lines}
     WHERE ${isBlankSql('line')} OR ${isUnbalanced('line')} OR ${hasStrayReturn('line')}`,
    parameters,
  );
  await assembleSpans(warehouse, file, columnCount, irregular, spans);

  // A carriage return inside one well-formed record is part of a quoted cell; any other ends a line.
  const cut = cutRecordSql('record', file.layout.delimiter, 'tokens');
  const insideSpan = (n: string) => `${n} IN (SELECT arrayJoin(range(first, last + 1)) FROM ${spans})`;
  await warehouse.command(
    `CREATE TABLE ${pieces} (n UInt64, position UInt32, record String) ENGINE = MergeTree ORDER BY (n, position)`,
  );
  await warehouse.command(
    `INSERT INTO ${pieces}
     SELECT n, piece.1 AS position, piece.2 AS record FROM (
       SELECT n, arrayJoin(arrayZip(arrayEnumerate(splitByChar('\\r', record)), splitByChar('\\r', record))) AS piece
       FROM (SELECT n, ${withoutLineEnd('line')} AS record, ${cut.tokens} AS tokens FROM ${irregular}
             WHERE ${hasStrayReturn('line')} AND NOT ${insideSpan('n')})
       WHERE NOT (${cut.intact} AND length(tokens) = ${columnCount}))`,
  );
  const [special] = await warehouse.rows<{ records: number }>(
    `SELECT (SELECT count() FROM ${spans}) + (SELECT count() FROM ${pieces}) AS records`,
  );
  // Stray quotes only: every line stands for itself after all.
  if (special!.records === 0 && (blank === 0 || endsBlank)) return { ...plain(plainWhere), tables };

  await warehouse.command(
    `CREATE TABLE ${shifts} (one UInt8, n UInt64, line_shift Int64, row_shift Int64) ENGINE = MergeTree ORDER BY n`,
  );
  await warehouse.command(
    `INSERT INTO ${shifts}
     SELECT 1, n, sum(lines) OVER up_to_here, sum(rows) OVER up_to_here FROM (
       SELECT n, 0 AS lines, -1 AS rows FROM ${irregular} WHERE ${isBlankSql('line')} AND NOT ${insideSpan('n')}
       UNION ALL SELECT last AS n, 0 AS lines, -toInt64(last - first) AS rows FROM ${spans}
       UNION ALL SELECT n, toInt64(count()) - 1 AS lines, toInt64(countIf(NOT ${isBlankSql('record')})) - 1 AS rows
         FROM ${pieces} GROUP BY n)
     WINDOW up_to_here AS (ORDER BY n ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
  );

  const skipped =
    `SELECT n FROM ${irregular} WHERE ${isBlankSql('line')} UNION ALL SELECT n FROM ${pieces} ` +
    `UNION ALL SELECT arrayJoin(range(first, last + 1)) AS n FROM ${spans}`;
  const numbered = (source: string, columns: string, linePlus = '0', rowPlus = '0') =>
    `(SELECT toUInt32(n + 1 + shift.line_shift + ${linePlus}) AS line_number,
       toUInt32(n - ${headerLine} + shift.row_shift + ${rowPlus}) AS row_number, ${columns} AS record
     FROM (SELECT *, toUInt8(1) AS one FROM (${source})) AS source
     ASOF LEFT JOIN ${shifts} AS shift ON source.one = shift.one AND source.n > shift.n)`;
  const assembledRows =
    `(SELECT * FROM ${numbered(`SELECT first AS n, record FROM ${spans}`, 'record')} UNION ALL ` +
    `SELECT * FROM ${numbered(
      `SELECT n, position, record, toInt64(countIf(NOT ${isBlankSql('record')}) OVER (PARTITION BY n ORDER BY position)) AS nth FROM ${pieces}`,
      'record',
      'position - 1',
      'nth - 1',
    )} WHERE NOT ${isBlankSql('record')})`;
  const [total] = await warehouse.rows<{ shift: number }>(`SELECT argMax(row_shift, n) AS shift FROM ${shifts}`);
  return {
    rows: lineCount + total!.shift,
    plainRows: numbered(`SELECT n, line FROM ${lines} WHERE n NOT IN (${skipped})`, 'line'),
    assembledRows,
    tables,
  };
}

/**
 * Records that span lines. A line with an odd number of quotes opens a cell that the next such line closes, if the lines
 * between make one well-formed record with the right number of cells; otherwise its quote was never meant to open
 * anything, the line stands alone (and is rejected as broken quoting), and the next one is tried.
 */
async function assembleSpans(
  warehouse: Warehouse,
  file: StagedFile,
  columnCount: number,
  irregular: string,
  spans: string,
): Promise<void> {
  await warehouse.command(
    `CREATE TABLE ${spans} (first UInt64, last UInt64, record String) ENGINE = MergeTree ORDER BY first`,
  );
  const pairs = `SELECT n AS first, line AS first_line, leadInFrame(n) OVER next AS last, leadInFrame(line) OVER next AS last_line
     FROM ${irregular} WHERE ${isUnbalanced('line')}
     WINDOW next AS (ORDER BY n ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)`;
  const interior = `SELECT first, arrayStringConcat(arrayMap(numbered -> concat(numbered.2, '\\n'), arraySort(groupArray((n, line))))) AS text
     FROM (SELECT toUInt8(1) AS one, n, line FROM ${linesSql(file)}) AS inside
     ASOF JOIN (SELECT toUInt8(1) AS one, first, last FROM (${pairs})
       WHERE last > first + 1 AND last <= first + ${MAX_LINES_OF_RECORD}) AS open ON inside.one = open.one AND inside.n > open.first
     WHERE n < last GROUP BY first`;
  const cut = cutRecordSql('record', file.layout.delimiter, 'tokens');
  // In a run of pairs that would fit, every second one is taken: a line cannot close one record and open the next.
  await warehouse.command(
    `INSERT INTO ${spans}
     SELECT first, last, record FROM (
       SELECT first, last, record, fits, row_number() OVER (PARTITION BY fits, run ORDER BY first) AS nth FROM (
         SELECT first, last, record, fits,
           row_number() OVER (ORDER BY first) - row_number() OVER (PARTITION BY fits ORDER BY first) AS run
         FROM (
           SELECT first, last, record, ${cut.tokens} AS tokens,
             last > first AND last <= first + ${MAX_LINES_OF_RECORD} AND ${cut.intact} AND length(tokens) = ${columnCount} AS fits
           FROM (SELECT first, last, concat(first_line, '\\n', text, ${withoutLineEnd('last_line')}) AS record
             FROM (${pairs}) AS pair LEFT JOIN (${interior}) AS between USING first))))
     WHERE fits AND nth % 2 = 1`,
    lineParameters(file),
  );
}
