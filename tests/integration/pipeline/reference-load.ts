import { checkRecord, type ReferenceLookup } from '../../../shared/contracts/check-record.ts';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { fileNotices } from '../../../shared/contracts/file-notices.ts';
import { sniffFile } from '../../../shared/contracts/header.ts';
import { lookOfRepeatedKey } from '../../../shared/contracts/identifier-warnings.ts';
import { RecordSplitter } from '../../../shared/contracts/offline/record-splitter.ts';
import { splitRecords } from '../../../shared/contracts/records.ts';
import { DUPLICATE_RULE, ruleId } from '../../../shared/contracts/rules.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { loansOf } from '../../slices.ts';

/** What the TypeScript reference says must become of a file (UTF-8 only). */
export function referenceLoad(
  fileTypeName: string,
  variant: string,
  content: string,
  referenceExists: ReferenceLookup = () => true,
) {
  const sniffed = sniffFile(Buffer.from(content), { complete: true }, loansOf(variant), fileTypeName);
  if (!sniffed.ok) throw new Error(`refused: ${sniffed.code}`);
  const fileType = fileTypeOf(loans, fileTypeName);
  const text = content.startsWith('\ufeff') ? content.slice(1) : content;
  const firstRows = new Map<string, number>();
  const loaded: { row_number: number; line_number: number; values: Record<string, unknown> }[] = [];
  const errors: Record<string, unknown>[] = [];
  for (const { lineNumber, rowNumber, text: record } of splitRecords(text, sniffed.layout)) {
    const place = { row_number: rowNumber, line_number: lineNumber };
    const { values, findings, recordKey } = checkRecord(fileType, variant, sniffed.layout, record, referenceExists);
    if (findings.length > 0) {
      errors.push(
        ...findings.map((finding) => ({
          ...place,
          rule_id: finding.ruleId,
          field_name: finding.field,
          error_type: finding.errorType,
          severity: 'ERROR',
          raw_value: finding.rawValue,
          record_key: recordKey,
          detail: finding.detail,
        })),
      );
      continue;
    }
    const key = fileType.key.map((column) => values[column]).join('/');
    const first = firstRows.get(key);
    if (first === undefined) {
      firstRows.set(key, rowNumber);
      loaded.push({ ...place, values });
    } else {
      const look = lookOfRepeatedKey(fileType.key.map((column) => String(values[column])));
      errors.push({
        ...place,
        rule_id: ruleId(fileType, DUPLICATE_RULE),
        field_name: fileType.key[0],
        error_type: 'DUPLICATE',
        severity: 'ERROR',
        raw_value: key,
        record_key: key,
        detail: look === undefined ? String(first) : `${first}; ${look}`,
      });
    }
  }
  const splitter = new RecordSplitter(sniffed.layout);
  splitter.push(Buffer.from(text));
  splitter.end();
  const totalRows = loaded.length + new Set(errors.map(({ row_number }) => row_number)).size;
  const notices = fileNotices(fileType, sniffed.layout, { blankLines: splitter.blankLines, totalRows });
  return { loaded, errors: errors.sort(byRowAndRule), notices };
}

const byRowAndRule = (a: Record<string, unknown>, b: Record<string, unknown>): number =>
  (a.row_number as number) - (b.row_number as number) || ((a.rule_id as string) < (b.rule_id as string) ? -1 : 1);
