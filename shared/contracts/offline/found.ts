import type { ErrorGroup } from '../../domain/error-group.ts';
import { roundedRatio } from '../../domain/exact-ratio.ts';
import type { ErrorSummary } from '../../domain/sync.ts';
import type { ValidationError } from '../../domain/validation-error.ts';
import { hasHidden, visibleText } from '../characters.ts';
import type { Finding } from '../check-record.ts';
import type { Severity } from '../contract.ts';
import { findingSentence, shownValue } from '../finding-sentence.ts';
import { hiddenMark } from '../private-values.ts';
import { expectedBy, type Rule, ruleById } from '../rules.ts';
import type { Slice } from '../slice.ts';
import type { RowFindings } from './file-check.ts';

const EXAMPLES = 5;

/** One finding and where it is. */
export interface Found {
  readonly slice: Slice;
  readonly fileType: string;
  readonly row: RowFindings;
  readonly finding: Finding;
}

/** A finding whose row is only named. */
type Placed = Omit<Found, 'row'> & { readonly row: Pick<RowFindings, 'record' | 'recordKey'> };

/** As the service lists it, but for the upload that brought the row: that is not known here. */
export function validationError({ slice, fileType, row, finding }: Placed): ValidationError {
  const rule = ruleOf(slice, finding);
  const said = findingSentence(rule, finding.rawValue, finding.detail);
  return {
    row_number: row.record.rowNumber,
    line_number: row.record.lineNumber,
    ...slice,
    file_type: fileType,
    upload_id: null,
    field_name: finding.field,
    error_type: finding.errorType,
    rule_id: finding.ruleId,
    severity: rule.severity,
    error_message: said.text,
    message: said.message,
    raw_value: finding.rawValue,
    ...hiddenMark(slice.fileType(fileType), finding),
    record_key: row.recordKey,
  };
}

function ruleOf({ contract }: Slice, { ruleId }: Finding): Rule {
  const rule = ruleById(contract, ruleId);
  if (!rule) throw new RangeError(`there is no rule ${ruleId}`);
  return rule;
}

export const CSV_HEADER =
  ['file_type', 'row_number', 'line_number', 'field_name', 'error_type', 'rule_id', 'severity', 'error_message']
    .concat('raw_value', 'record_key')
    .map((name) => `"${name}"`)
    .join(';') + '\r\n';

/** A line of the CSV file of findings, byte for byte as the service exports it. */
export function csvLineOf({ slice, fileType, row, finding }: Found): string {
  const rule = ruleOf(slice, finding);
  const cells = [
    quoted(fileType),
    String(row.record.rowNumber),
    String(row.record.lineNumber),
    quoted(inert(finding.field ?? '')),
    quoted(finding.errorType),
    quoted(finding.ruleId),
    quoted(rule.severity),
    quoted(rule.reason + gotHidden(finding) + inBrackets(inert(finding.detail))),
    quoted(inert(finding.rawValue ?? '')),
    quoted(inert(row.recordKey ?? '')),
  ];
  return `${cells.join(';')}\r\n`;
}

/** The value stands beside the message; it is said there too where not all of it can be seen. */
const gotHidden = ({ errorType, rawValue }: Finding): string =>
  errorType !== 'STRUCTURE' && rawValue !== null && hasHidden(rawValue) ? `; ${shownValue(rawValue)}` : '';
const inBrackets = (detail: string): string => (detail === '' ? '' : ` (${visibleText(detail)})`);

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

/** A spreadsheet runs a cell that starts like a formula: an apostrophe before it makes it text. */
const inert = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

/** Counts findings by file and rule, and keeps the first few of each. */
export class FindingCounts {
  readonly #groups = new Map<string, { found: Found; count: number; examples: ErrorGroup['examples'] }>();

  add(found: Found): void {
    const { fileType, row, finding } = found;
    const name = `${fileType} ${finding.ruleId}`;
    let group = this.#groups.get(name);
    if (!group) {
      group = { found, count: 0, examples: [] };
      this.#groups.set(name, group);
    }
    group.count += 1;
    if (group.examples.length < EXAMPLES) {
      const { rowNumber, lineNumber } = row.record;
      const example = {
        raw_value: finding.rawValue,
        ...hiddenMark(found.slice.fileType(fileType), finding),
        record_key: row.recordKey,
      };
      group.examples.push({ row_number: rowNumber, line_number: lineNumber, ...example });
    }
  }

  count(severity: Severity, fileType?: string): number {
    let total = 0;
    for (const { found, count } of this.#groups.values()) {
      if (
        ruleOf(found.slice, found.finding).severity === severity &&
        (fileType === undefined || found.fileType === fileType)
      )
        total += count;
    }
    return total;
  }

  /** Of severity ERROR, as a sync has it. */
  summary(): ErrorSummary {
    const summary: ErrorSummary = { by_type: {}, by_field: {}, by_rule: {} };
    const add = (counts: Record<string, number>, name: string, count: number) => {
      counts[name] = (counts[name] ?? 0) + count;
    };
    for (const { found, count } of this.#groups.values()) {
      if (ruleOf(found.slice, found.finding).severity !== 'ERROR') continue;
      add(summary.by_type, found.finding.errorType, count);
      if (found.finding.field !== null) add(summary.by_field, found.finding.field, count);
      add(summary.by_rule, found.finding.ruleId, count);
    }
    return summary;
  }

  /** As the service groups them: the most frequent first. @param rows of each file, as far as they have been counted */
  groups(rows: Readonly<Record<string, number>>): ErrorGroup[] {
    const groups = [...this.#groups.values()].map(({ found, count, examples }): ErrorGroup => {
      const { slice, fileType, finding } = found;
      const rule = ruleOf(slice, finding);
      const expected = expectedBy(rule);
      const total = rows[fileType];
      return {
        rule_id: finding.ruleId,
        ...slice,
        file_type: fileType,
        field_name: finding.field,
        error_type: finding.errorType,
        severity: rule.severity,
        expected: expected.text,
        expected_message: expected.message,
        count,
        row_share: total === undefined ? null : roundedRatio(count, total, 4),
        examples,
      };
    });
    const order = (group: ErrorGroup) => `${group.file_type} ${group.rule_id}`;
    return groups.sort((a, b) => b.count - a.count || (order(a) < order(b) ? -1 : 1));
  }
}
