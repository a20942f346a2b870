import { columnsOfVariant, type FileType } from '../../../../shared/contracts/contract.ts';
import { type Refusal, refuseCrOnly, sniffFile } from '../../../../shared/contracts/header.ts';
import { FileCheck, type RowFindings } from '../../../../shared/contracts/offline/file-check.ts';
import { FindingCounts, validationError } from '../../../../shared/contracts/offline/found.ts';
import { LineTooLong, RecordSplitter, type SplitRecord } from '../../../../shared/contracts/offline/record-splitter.ts';
import { sliceOf } from '../../../../shared/datasets/registry.ts';
import { SHEET_DELIMITER } from '../../../../shared/sheets/sheet-delimiter.ts';
import { inOneColumn, refusalOfSheet } from '../../../../shared/sheets/sheet-refusal.ts';
import type { FileKind } from '../kind.ts';
import type { OpenedFile, Packing } from './opened-file.ts';
import type { RowsVerdict, Verdict } from './verdict.ts';

/** Rows of a file that are checked before it is sent. */
export const CHECKED_ROWS = 1000;
/** A file that is read further than this without as many rows is one of few long rows. */
const MOST_BYTES_READ = 32 * 1024 ** 2;
/** Findings that are kept one by one; all are counted. */
const FINDINGS_KEPT = 1000;

type SheetPacking = Extract<Packing, { form: 'workbook' }>;
const isSheet = (packing: Packing): packing is SheetPacking => packing.form === 'workbook';
const ofSheet = (refusal: Refusal, { sheet }: SheetPacking, fileType: FileType, variant: string | null): Refusal =>
  refusalOfSheet(refusal, sheet, columnsOfVariant(fileType, variant).length);

/** Checks the header of a file, and its first rows. */
export async function checkRows(
  file: Blob,
  { head, complete, chunks, packing }: OpenedFile,
  kind: FileKind,
): Promise<Verdict> {
  const slice = sliceOf(kind);
  const fileType = slice.fileType(kind.fileType);
  const sniffed = sniffFile(head, { complete }, slice, kind.fileType);
  if (!sniffed.ok) return isSheet(packing) ? ofSheet(sniffed, packing, fileType, slice.variant) : sniffed;
  if (isSheet(packing) && sniffed.layout.delimiter !== SHEET_DELIMITER) return inOneColumn(packing.sheet);
  const layout = isSheet(packing) ? { ...sniffed.layout, linesAreRecords: true } : sniffed.layout;
  const endsInCr = refuseCrOnly(layout, packing.form === 'plain' ? file.size : 0);
  if (endsInCr) return endsInCr;

  // Whether the rows that it names exist is seen when all files are there.
  const check = new FileCheck(fileType, slice.variant, layout, undefined);
  const counts = new FindingCounts();
  const findings: RowsVerdict['findings'][number][] = [];
  /** Numbers of rows. */
  const warned = new Set<number>();
  const note = (row: RowFindings): void => {
    if (row.severity !== 'ERROR') warned.add(row.record.rowNumber);
    for (const finding of row.findings) {
      const found = { slice, fileType: kind.fileType, row, finding };
      counts.add(found);
      if (row.severity === 'ERROR' && findings.length < FINDINGS_KEPT) findings.push(validationError(found));
    }
  };
  const look = (records: readonly SplitRecord[]): void => {
    for (const record of records) {
      if (check.totalRows === CHECKED_ROWS) return;
      const row = check.check(record);
      if (row) note(row);
    }
  };
  const splitter = new RecordSplitter(layout);
  let bytes = 0;
  let isWhole = true;
  try {
    for await (const chunk of chunks()) {
      const records = splitter.push(chunk);
      const room = CHECKED_ROWS - check.totalRows;
      look(records);
      bytes += chunk.length;
      if (records.length > room || bytes > MOST_BYTES_READ) {
        isWhole = false;
        break;
      }
    }
  } catch (error) {
    if (!(error instanceof LineTooLong)) throw error;
    isWhole = false;
  }
  if (isWhole) {
    const last = splitter.end();
    if (last.length > CHECKED_ROWS - check.totalRows) isWhole = false;
    look(last);
  }
  // Of the rows that were read: what they have in common with later ones, the service sees.
  for (const row of check.end()) note(row);
  check.blankLines = splitter.blankLines;
  const { totalRows, rejectedRows, notices } = check;
  return {
    ok: true,
    rows: totalRows,
    isWhole,
    rejectedRows,
    warnedRows: warned.size,
    groups: counts.groups({ [kind.fileType]: totalRows }),
    findings,
    notices,
    columns: layout.columns.length,
    form: isSheet(packing) ? { sheet: packing.sheet } : { delimiter: layout.delimiter, gzip: packing.form === 'gzip' },
  };
}
