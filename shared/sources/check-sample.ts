import type { Finding } from '../contracts/check-record.ts';
import type { FileType, Severity } from '../contracts/contract.ts';
import type { FileLayout } from '../contracts/header.ts';
import { FileCheck, type RowFindings } from '../contracts/offline/file-check.ts';
import { validationError } from '../contracts/offline/found.ts';
import { hasPrivateColumns, NOT_SHOWN } from '../contracts/private-values.ts';
import type { Slice } from '../contracts/slice.ts';
import type { Message } from '../domain/message.ts';
import { SEVERITIES } from '../domain/validation-error.ts';
import type { PulledFileType, PulledRecord } from './connector.ts';
import { csvRecord, DELIMITER, placedCells, placedColumns } from './pulled-csv.ts';

/** Of a first page, so that its test is answered soon. */
const MOST_CHECKED = 1000;
const MOST_FINDINGS = 5;

/** What the rules of the dataset say of a sample. */
export interface SampleCheck {
  readonly rows_checked: number;
  readonly rejected_rows: number;
  readonly quarantined_rows: number;
  /** One for each rule, with its first row. */
  readonly findings: SampleFinding[];
}

interface SampleFinding {
  readonly rule_id: string;
  readonly severity: Exclude<Severity, 'WARNING'>;
  readonly field: string | null;
  readonly code: string;
  readonly rows: number;
  readonly row_number: number;
  readonly detail: string;
  readonly message?: Message;
}

/**
 * Checks records as the load would, as lines of the file that they would become; but for rows of other files, which are not
 * here. What is private is in no finding.
 */
export function checkSample(
  slice: Slice,
  pulled: Pick<PulledFileType, 'fileType' | 'columns'>,
  records: readonly PulledRecord[],
): SampleCheck {
  const fileType = slice.fileType(pulled.fileType);
  const columns = placedColumns(slice, pulled);
  const check = new FileCheck(fileType, slice.variant, layoutOf(columns.map(([name]) => name)), undefined);
  const byRule = new Map<string, SampleFinding>();
  const note = (row: RowFindings): void => {
    for (const finding of row.findings) {
      const { rule_id, severity, field_name, error_type, row_number, error_message, message } = validationError({
        slice,
        fileType: pulled.fileType,
        row,
        finding: withoutPrivate(fileType, row, finding),
      });
      if (severity === 'WARNING') continue;
      const first = byRule.get(rule_id) ?? {
        rule_id,
        severity,
        field: field_name,
        code: error_type.toLowerCase(),
        rows: 0,
        row_number,
        detail: error_message,
        ...(message ? { message } : {}),
      };
      byRule.set(rule_id, { ...first, rows: first.rows + 1 });
    }
  };
  for (const [index, { cells }] of records.slice(0, MOST_CHECKED).entries()) {
    const bytes = Buffer.from(csvRecord(placedCells(columns, cells)));
    const row = check.check({ bytes, size: bytes.length, rowNumber: index + 1, lineNumber: index + 2 });
    if (row) note(row);
  }
  for (const row of check.end()) note(row);
  return {
    rows_checked: check.totalRows,
    rejected_rows: check.rejectedRows,
    quarantined_rows: check.quarantinedRows,
    findings: [...byRule.values()].toSorted(bySeverity).slice(0, MOST_FINDINGS),
  };
}

const layoutOf = (columns: readonly string[]): FileLayout => ({
  delimiter: DELIMITER,
  columns,
  headerLine: 0,
  dataOffset: 0,
  encoding: 'utf-8',
  bom: false,
  lineEnd: 'LF',
});

/** Findings of rejected rows hide what is private already; those of others are made where a bank reads its own file. */
const withoutPrivate = (fileType: FileType, { severity }: RowFindings, finding: Finding): Finding =>
  severity === 'ERROR' || finding.errorType === 'DUPLICATE' || !hasPrivateColumns(fileType)
    ? finding
    : { ...finding, rawValue: null, detail: NOT_SHOWN };

/** What rejects rows first, and of that what most rows have. */
const bySeverity = (a: SampleFinding, b: SampleFinding): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.rows - a.rows;
