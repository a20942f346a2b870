import type { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ClickHouseSettings } from '@clickhouse/client';
import { hasHiddenSql, visibleTextSql } from '../contracts/characters.ts';
import type { Dataset, FileType } from '../contracts/contract.ts';
import { shownValueSql } from '../contracts/finding-sentence.ts';
import { type FileLayout, isIgnored } from '../contracts/header.ts';
import { REASON_COLUMN, REASON_MARK } from '../contracts/rejection-reason.ts';
import { rulesOf } from '../contracts/rules.ts';
import { credentialRegistry } from '../operations/database.ts';
import type { PrivateKey } from '../operations/private-keys.ts';
import { assertActive } from '../operations/tenants.ts';
import { literal } from '../sql/quoting.ts';
import type { Parameters } from '../sql/statement.ts';
import type { StatementName } from '../sql/statement-names.ts';
import { isS3Error, store } from '../staging/bucket.ts';
import { exportsPrefix } from '../staging/exports.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { REJECTED_ROWS, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { openedRecordSql, recordKeyParameters } from './kept-records.ts';
import { cutRecordSql, delimiterSql } from './staged-lines.ts';

const URL_SECONDS = 900;

/** The batch whose findings are exported; it is over, so an export is made once and kept. */
export interface ExportedBatch {
  readonly syncId: string;
  readonly batchId: string;
}

/** A presigned URL of all findings of a batch as CSV, errors and warnings, in the order of the files. */
export function exportErrors(warehouse: Warehouse, dataset: Dataset, batch: ExportedBatch): Promise<string> {
  // The messages come from the contract, so the engine gets them as a dictionary: rows do not pass through here.
  const rules = dataset.fileTypes.flatMap((fileType) => rulesOf(fileType));
  const reasons = `transform(rule_id, [${rules.map(({ id }) => literal(id)).join(', ')}], [${rules
    .map(({ reason }) => literal(reason))
    .join(', ')}], '')`;
  // A spreadsheet runs a cell that starts like a formula: an apostrophe before it makes it text.
  const inert = (cell: string) => `if(match(${cell}, '^[=+\\\\-@\\\\t\\\\r]'), concat('\\'', ${cell}), ${cell})`;
  const text = (cell: string) => inert(`toValidUTF8(ifNull(${cell}, ''))`);
  // Beside the message stands the value; it is said there too where not all of it can be seen.
  const raw = "ifNull(raw_value, '')";
  const sql = `SELECT file_type, row_number, line_number, ${text('field_name')} AS field_name, error_type, rule_id, severity,
      concat(${reasons}, if(error_type != 'STRUCTURE' AND ${hasHiddenSql(raw)}, concat('; ', ${shownValueSql(raw)}), ''),
        if(detail = '', '', concat(' (', ${visibleTextSql(text('detail'))}, ')'))) AS error_message,
      ${text('raw_value')} AS raw_value, ${text('record_key')} AS record_key
    FROM ${VALIDATION_ERRORS} WHERE batch_id = {batch:UUID} ORDER BY file_type, row_number, rule_id FORMAT CSVWithNames`;
  return exportOnce(warehouse, batch, 'errors.csv', 'export-errors', sql, {
    format_csv_delimiter: ';',
    output_format_csv_crlf_end_of_line: 1,
  });
}

/**
 * A presigned URL of the rejected rows of one file, each as the bank wrote it, under the header the bank gave them, and with
 * what is wrong in a last column. Rows of uploads that are written otherwise than the first are written as that one is.
 */
export function exportRejectedRows(
  warehouse: Warehouse,
  batch: ExportedBatch,
  fileType: FileType,
  uploads: readonly ExportedUpload[],
  keys: readonly PrivateKey[] = [],
): Promise<string> {
  const first = uploads[0]!.layout;
  const ofFile = `batch_id = {batch:UUID} AND file_type = ${literal(fileType.name)}`;
  const delimiter = delimiterSql(first.delimiter);
  const rejectedRows = `(SELECT row_number, ${openedRecordSql(fileType, keys)} AS record FROM ${REJECTED_ROWS} WHERE ${ofFile})`;
  const columns = first.columns.filter((name) => name !== '' && !isIgnored(name));
  const header = [...columns, REASON_COLUMN].join(first.delimiter);
  // A record keeps the carriage return it had, so the header gets one where the first of them has it.
  const end = `if(endsWith(argMin(record, row_number), '\r'), '\r', '')`;
  const quoted = (text: string) => `concat('"', replaceAll(${text}, '"', '""'), '"')`;
  const rules = rulesOf(fileType);
  const sentences = rules.map(({ sentence }) => literal(sentence.text));
  const sentence = `transform(rule_id, [${rules.map(({ id }) => literal(id)).join(', ')}], [${sentences.join(', ')}], rule_id)`;
  const errors = `SELECT row_number,
      arrayStringConcat(groupArray(concat(${sentence}, if(detail = '', '', concat(' (', detail, ')')))), ' | ') AS errors
    FROM (SELECT row_number, rule_id,
        if(error_type = 'DUPLICATE', replaceRegexpOne(detail, '^([0-9]+)', 'row \\\\1 has it already'), toValidUTF8(detail)) AS detail
      FROM ${VALIDATION_ERRORS}
      WHERE ${ofFile} AND severity = 'ERROR' ORDER BY row_number, rule_id)
    GROUP BY row_number`;
  const sql = `SELECT line FROM (
      SELECT 0 AS row_number, concat(${literal(`${first.bom ? '\uFEFF' : ''}${header}`)}, ${end}) AS line
        FROM ${rejectedRows}
      UNION ALL
      SELECT row_number, concat(trimRight(written, '\r'), ${delimiter}, ${quoted(`concat(${literal(REASON_MARK)}, ifNull(errors, ''))`)}, if(endsWith(record, '\r'), '\r', '')) AS line
      FROM (SELECT row_number, record, ${writtenAs(columns, first, uploads)} AS written FROM ${rejectedRows}) AS rejected
      LEFT JOIN (${errors}) AS found USING row_number
    ) ORDER BY row_number FORMAT TSVRaw`;
  return exportOnce(
    warehouse,
    batch,
    `rejected-rows-${fileType.name}.csv`,
    'export-rejected-rows',
    sql,
    {},
    recordKeyParameters(keys),
    rejectedName(uploads[0]!.fileName),
  );
}

/** An upload whose rows are exported: how it is written, and which rows of the file are its own. */
export interface ExportedUpload {
  readonly fileName: string;
  readonly layout: FileLayout;
  readonly firstRow: number;
  readonly lastRow: number;
}

/**
 * The record as the exported file has it: without columns that have no name or are of an earlier export; and of an upload that is
 * written otherwise than the first, with its cells in that one's order. A record that cannot be cut stays as it is.
 */
function writtenAs(columns: readonly string[], first: FileLayout, uploads: readonly ExportedUpload[]): string {
  const isSame = ({ layout }: ExportedUpload) =>
    layout.delimiter === first.delimiter && layout.columns.join('\n') === columns.join('\n');
  const rewritten = uploads
    .filter((upload) => !isSame(upload))
    .flatMap(({ layout, firstRow, lastRow }) => {
      const cut = cutRecordSql(`trimRight(record, '\r')`, layout.delimiter, 'tokens');
      const tokens = `(${cut.tokens})`;
      const isWhole = `${cut.intact.replaceAll('tokens', tokens)} AND length(${tokens}) = ${layout.columns.length}`;
      const places = `[${columns.map((name) => layout.columns.indexOf(name) + 1).join(', ')}]`;
      // Each token begins with its delimiter: the first of the line has none.
      const cells = `arrayMap(place -> substring(${tokens}[place], 2), ${places})`;
      const isQuoted = `position(cell, '"') > 0 OR position(cell, ${delimiterSql(first.delimiter)}) = 0`;
      const cell =
        layout.delimiter === first.delimiter
          ? cells
          : `arrayMap(cell -> if(${isQuoted}, cell, concat('"', cell, '"')), ${cells})`;
      const ofUpload = `row_number BETWEEN ${firstRow} AND ${lastRow}`;
      // At the end of a row with fewer or more cells than its header, where an earlier reason would be taken for data.
      const reason = literal(`.?"${REASON_MARK}(?:[^"]|"")*"[ \\t\\r]*$`);
      return [
        `${ofUpload} AND ${isWhole}, arrayStringConcat(${cell}, ${delimiterSql(first.delimiter)})`,
        ...(layout.columns.some(isIgnored) ? [`${ofUpload}, replaceRegexpOne(record, ${reason}, '')`] : []),
      ];
    });
  return rewritten.length === 0 ? 'record' : `multiIf(${rewritten.join(', ')}, record)`;
}

/** The bank's own name with what the file holds: credits.csv.gz → credits-rejected.csv. */
export const rejectedName = (fileName: string): string =>
  `${fileName
    .replace(/\.gz$/i, '')
    .replace(/\.(csv|txt|tsv|xlsx)$/i, '')
    // What would lead to another folder, or turn the letters around.
    .replace(/[/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '_')}-rejected.csv`;

async function exportOnce(
  warehouse: Warehouse,
  { syncId, batchId }: ExportedBatch,
  name: string,
  statement: StatementName,
  sql: string,
  settings: ClickHouseSettings = {},
  parameters: Parameters = {},
  shownName = `${syncId}-${name}`,
): Promise<string> {
  const { client, bucket } = store();
  const at = { Bucket: bucket, Key: `${exportsPrefix(warehouse.scope.tenantId)}${syncId}/${batchId}-${name}` };
  if (!(await exists(at))) {
    const rows = await warehouse.stream({
      name: statement,
      sql,
      parameters: { ...parameters, batch: batchId },
      settings,
    });
    // In parts: the export may be larger than a function's memory.
    const upload = new Upload({
      client,
      params: { ...at, Body: rows as Readable, ContentType: 'text/csv; charset=utf-8' },
      queueSize: 2,
    });
    await upload.done();
  }
  // Whoever disables the tenant from now on finds the file, and removes it.
  await assertActive(credentialRegistry(), warehouse.scope.tenantId);
  // Names may have any letters: RFC 6266 has a form for those, beside one in ASCII for old clients.
  const plain = shownName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const disposition = `attachment; filename="${plain}"; filename*=UTF-8''${encodeRFC5987(shownName)}`;
  return getSignedUrl(client, new GetObjectCommand({ ...at, ResponseContentDisposition: disposition }), {
    expiresIn: URL_SECONDS,
  });
}

const encodeRFC5987 = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

async function exists(at: { Bucket: string; Key: string }): Promise<boolean> {
  try {
    await store().client.send(new HeadObjectCommand(at));
    return true;
  } catch (error) {
    // Without leave to list the bucket, S3 says 403 of an object that is not there.
    if (isS3Error(error, 'NotFound', 'NoSuchKey', 'AccessDenied', 'Forbidden')) return false;
    throw error;
  }
}
