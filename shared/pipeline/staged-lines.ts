import { cleanCellSql } from '../contracts/characters.ts';
import { blankLinePatternSql, cellPattern, type Delimiter } from '../contracts/csv-line.ts';
import type { FileLayout } from '../contracts/header.ts';
import { literal } from '../sql/quoting.ts';
import { type Cluster, urlFunction } from '../warehouse/cluster.ts';

/** A staged object as ClickHouse reads it: once a presigned URL is known, nothing else is needed from S3. */
export interface StagedFile {
  readonly url: string;
  readonly compression: 'gzip' | 'none';
  /** Bytes of the object. */
  readonly objectSize: number;
  /** Bytes of it that are compressed data, where NULs follow: the engine's reader fails on those. */
  readonly packedSize?: number | null;
  readonly layout: FileLayout;
  /** Its index among the objects that make up the file, from 0. */
  readonly part: number;
  /** Data rows of the file in the objects before this one. */
  readonly rowsBefore: number;
  /** Any server of it may read the object. */
  readonly cluster?: Cluster;
}

/** Parameters of {@link linesSql}, bound by the client. */
export const lineParameters = ({ part, url }: StagedFile): Record<string, string> => ({ [`url_${part}`]: url });

/**
 * A subquery of every line after the header, as (n, line): n is the 0-based index of the line in the file. Lines, not
 * CSV: the engine's CSV reader stops at a broken quote and drops what follows, and its row numbers drift under parallel
 * parsing; lines are counted right and cannot fail.
 */
export function linesSql({ compression, layout, part, cluster, packedSize }: StagedFile): string {
  // A presigned URL does not sign which bytes are asked for.
  const range = packedSize == null ? '' : `, headers('Range' = 'bytes=0-${packedSize - 1}')`;
  const source = (format: string) =>
    `${urlFunction(cluster)}{url_${part}:String}, '${format}', 'line String', ${literal(compression)}${range})`;
  if (layout.lineEnd === 'CR') {
    // The engine's readers end lines at LF only: such a file is cut up whole. Staging bounds its size.
    const pieces = `splitByRegexp('\\r\\n?|\\n', line)`;
    return (
      `(SELECT toUInt64(numbered.1 - 1) AS n, numbered.2 AS line FROM (SELECT arrayJoin(arrayZip(` +
      `arrayEnumerate(${pieces}), ${pieces})) AS numbered FROM ${source('RawBLOB')}) WHERE n > ${layout.headerLine})`
    );
  }
  return (
    `(SELECT assumeNotNull(toUInt64(_row_number)) AS n, line FROM ${source('LineAsString')} ` +
    `WHERE _row_number > ${layout.headerLine})`
  );
}

/** A line without its carriage return. */
export const withoutLineEnd = (line: string): string => `trimRight(${line}, '\\r')`;

export const isBlankSql = (line: string, delimiter: Delimiter): string =>
  `match(${withoutLineEnd(line)}, ${literal(blankLinePatternSql(delimiter))})`;

/**
 * SQL that cuts a record as contracts/csv-line.ts does: `cells` (unquoted, trimmed of plain blanks) and `intact` (1 if the
 * quoting is right). `tokens` must stand for an alias of the first expression.
 */
export function cutRecordSql(record: string, delimiter: Delimiter, tokens: string) {
  const escaped = delimiter === '\t' ? '\\t' : delimiter;
  return {
    tokens: `extractAll(concat('${escaped}', ${record}), ${literal(cellPattern(delimiter))})`,
    cells:
      `arrayMap(cell -> if(length(cell) > 1 AND startsWith(cell, '"'), ` +
      `${trimmed(`replaceAll(substring(cell, 2, length(cell) - 2), '""', '"')`)}, cell), ` +
      `arrayMap(token -> ${trimmed('substring(token, 2)')}, ${tokens}))`,
    intact: `arraySum(token -> length(token), ${tokens}) = length(${record}) + 1`,
  };
}

/**
 * {@link cutRecordSql} for records of which few hold quotes, and few anything but plain text: the others are cut ten times
 * cheaper. Its cells are clean.
 * @param quoted an alias that tells whether the record holds any quotes
 * @param odd an alias that tells whether cells need more than plain blanks trimmed
 */
export function cutAnyRecordSql(record: string, delimiter: Delimiter, tokens: string, quoted: string, odd: string) {
  // Both ways are evaluated for every record, so each gets an empty one where it is not wanted.
  const full = cutRecordSql(`if(${quoted}, ${record}, '')`, delimiter, tokens);
  const isPlain = `(${quoted} OR ${odd}) = 0`;
  const split = (text: string) => `splitByChar(${delimiterSql(delimiter)}, ${text})`;
  const special = `if(${quoted}, ${full.cells}, ${split(`if(${isPlain}, '', ${record})`)})`;
  return {
    tokens: `if(${quoted}, ${full.tokens}, [])`,
    cells:
      `if(${isPlain}, arrayMap(cell -> ${trimmed('cell')}, ${split(`if(${isPlain}, ${record}, '')`)}), ` +
      `arrayMap(cell -> ${cleanCellSql('cell')}, ${special}))`,
    intact: `(NOT ${quoted} OR ${full.intact})`,
  };
}

const trimmed = (text: string): string => `trimBoth(${text}, ' \\t\\r\\n')`;

export const delimiterSql = (delimiter: Delimiter): string => (delimiter === '\t' ? "'\\t'" : `'${delimiter}'`);
