import type { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { hasHiddenSql, visibleTextSql } from '../contracts/characters.ts';
import { type Dataset, fileTypeOf } from '../contracts/contract.ts';
import { rulesOf, shownValueSql } from '../contracts/rules.ts';
import { isS3Error, store } from '../staging/bucket.ts';
import type { UploadRecord } from '../staging/upload-record.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { literal } from '../warehouse/sql.ts';
import { REJECTED_ROWS, VALIDATION_ERRORS } from '../warehouse/tables.ts';

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
  return exportOnce(warehouse, batch, 'errors.csv', sql, {
    format_csv_delimiter: ';',
    output_format_csv_crlf_end_of_line: 1,
  });
}

/** A presigned URL of the rejected rows of one file, byte for byte, under the header the bank gave them. */
export function exportRejectedRows(
  warehouse: Warehouse,
  dataset: Dataset,
  batch: ExportedBatch,
  upload: UploadRecord,
): Promise<string> {
  const { name } = fileTypeOf(dataset, upload.file_type);
  const { columns, delimiter } = upload.inspected!.layout;
  const header = columns.join(delimiter);
  // A record keeps the carriage return it had, so the header gets one where the records have it.
  const sql = `SELECT record FROM (
      SELECT 0 AS line_number, concat(${literal(header)}, if((SELECT endsWith(any(record), '\\r') FROM ${REJECTED_ROWS}
        WHERE batch_id = {batch:UUID} AND file_type = ${literal(name)}), '\\r', '')) AS record
      UNION ALL SELECT line_number, record FROM ${REJECTED_ROWS} WHERE batch_id = {batch:UUID} AND file_type = ${literal(name)}
    ) ORDER BY line_number FORMAT TSVRaw`;
  return exportOnce(warehouse, batch, `rejected-${name}.csv`, sql);
}

async function exportOnce(
  warehouse: Warehouse,
  { syncId, batchId }: ExportedBatch,
  name: string,
  sql: string,
  settings: Record<string, string | number> = {},
): Promise<string> {
  const { client, bucket } = store();
  const at = { Bucket: bucket, Key: `exports/${warehouse.scope.tenantId}/${syncId}/${batchId}-${name}` };
  if (!(await exists(at))) {
    const rows = await warehouse.stream(sql, { batch: batchId }, settings);
    // In parts: the export may be larger than a function's memory.
    const upload = new Upload({
      client,
      params: { ...at, Body: rows as Readable, ContentType: 'text/csv; charset=utf-8' },
      queueSize: 2,
    });
    await upload.done();
  }
  const disposition = `attachment; filename="${syncId}-${name}"`;
  return getSignedUrl(client, new GetObjectCommand({ ...at, ResponseContentDisposition: disposition }), {
    expiresIn: URL_SECONDS,
  });
}

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
