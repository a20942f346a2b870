import { sentence } from '../../domain/sentences/sentence.ts';
import { checkRecord, type Finding, type RecordCheck, type ReferenceLookup } from '../check-record.ts';
import { type FileType, hasUniqueRecordKey, recordKeyOf, type Severity, warningReferencesOf } from '../contract.ts';
import { type FileNotice, fileNotices } from '../file-notices.ts';
import type { FileLayout } from '../header.ts';
import { lookOfRepeatedKey } from '../identifier-warnings.ts';
import { rowQuarantineRules } from '../quarantine.ts';
import { DUPLICATE_RULE, MAX_RECORD_BYTES, ruleId, type StructureFault } from '../rules.ts';
import { utf8Text } from '../utf8.ts';
import { KeyTable, keyText } from './key-table.ts';
import { readableText } from './readable-text.ts';
import type { SplitRecord } from './record-splitter.ts';
import { missingReferenceFindings } from './reference-findings.ts';
import { RowGroups } from './row-groups.ts';
import { rowWarnings } from './row-warnings.ts';

/** How {@link FileCheck.keys} has a key. */
export { keyText } from './key-table.ts';

/** What is wrong with a row, or remarkable about it. */
export interface RowFindings {
  readonly record: Pick<SplitRecord, 'rowNumber' | 'lineNumber'>;
  readonly recordKey: string | null;
  /** The worst of them. */
  readonly severity: Severity;
  /** By rule; a rejected row is not looked at for anything else. */
  readonly findings: readonly Finding[];
}

/** Checks the rows of one file, in their order, as the load does: each by itself, and its key against those before. */
export class FileCheck {
  readonly #fileType: FileType;
  readonly #variant: string | null;
  readonly #layout: FileLayout;
  readonly #referenceExists: ReferenceLookup | undefined;
  readonly #warningsOf: ReturnType<typeof rowWarnings>;
  readonly #quarantining: ReadonlySet<string>;
  readonly #groups: RowGroups;
  /** Of the valid rows, with their row numbers. */
  readonly keys = new KeyTable();
  totalRows = 0;
  rejectedRows = 0;
  /** Among the valid ones; those of groups too once the file has ended. */
  quarantinedRows = 0;
  /** Lines without any content, which are no rows; counted by the caller that cuts the file. */
  blankLines = 0;

  /** @param referenceExists whether a referenced row exists; undefined if that cannot be said */
  constructor(
    fileType: FileType,
    variant: string | null,
    layout: FileLayout,
    referenceExists: ReferenceLookup | undefined,
  ) {
    this.#fileType = fileType;
    this.#variant = variant;
    this.#layout = layout;
    this.#referenceExists = referenceExists;
    this.#warningsOf = rowWarnings(fileType, variant);
    this.#quarantining = new Set(rowQuarantineRules(fileType, variant).map(({ number }) => ruleId(fileType, number)));
    this.#groups = new RowGroups(fileType);
  }

  get validRows(): number {
    return this.totalRows - this.rejectedRows;
  }

  get notices(): readonly FileNotice[] {
    return fileNotices(this.#fileType, this.#layout, this);
  }

  /** @returns undefined for a row about which there is nothing to say */
  check(record: SplitRecord): RowFindings | undefined {
    this.totalRows += 1;
    const { values, recordKey, findings } = this.#read(record);
    if (findings.length > 0) {
      this.rejectedRows += 1;
      return { record, recordKey, severity: 'ERROR', findings };
    }
    const warnings = [...this.#warningsOf(values), ...this.#missingReferences(values)];
    const isQuarantined = warnings.some((warning) => this.#quarantining.has(warning.ruleId));
    if (isQuarantined) this.quarantinedRows += 1;
    const { rowNumber, lineNumber } = record;
    this.#groups.add(values, { record: { rowNumber, lineNumber }, recordKey, isQuarantined });
    if (warnings.length === 0) return undefined;
    const severity = isQuarantined ? 'QUARANTINE' : 'WARNING';
    return { record, recordKey, severity, findings: [...warnings].sort(byRule) };
  }

  /** What only the whole file shows: rows that are quarantined for what they have in common with others. Once, at its end. */
  end(): readonly RowFindings[] {
    const members = this.#groups.members();
    this.quarantinedRows += members.filter(({ row }) => !row.isQuarantined).length;
    return members.map(({ row: { record, recordKey }, findings }) => ({
      record,
      recordKey,
      severity: 'QUARANTINE',
      findings,
    }));
  }

  #missingReferences(values: RecordCheck['values']): Finding[] {
    const exists = this.#referenceExists;
    if (!exists) return [];
    return warningReferencesOf(this.#fileType).flatMap((reference) => {
      const key = reference.columns.map((column) => values[column] ?? null);
      return key.includes(null) || exists(reference, key)
        ? []
        : missingReferenceFindings(this.#fileType, reference, values);
    });
  }

  #read({ bytes, size, rowNumber }: SplitRecord): RecordCheck {
    if (size > MAX_RECORD_BYTES) return this.#unreadable(5, bytes, sentence('found-bytes', { bytes: size }).text);
    const text = utf8Text(bytes);
    if (text === undefined) return this.#unreadable(3, bytes, '');
    const { values, findings, recordKey } = checkRecord(
      this.#fileType,
      this.#variant,
      this.#layout,
      text,
      this.#referenceExists,
    );
    if (findings.length > 0) return { values, recordKey, findings: [...findings].sort(byRule) };
    const key = recordKeyOf(this.#fileType).map((column) => values[column] ?? null);
    const first = hasUniqueRecordKey(this.#fileType) ? this.keys.add(keyText(key), rowNumber) : undefined;
    const shown = key.join('/');
    if (first === undefined) return { values, recordKey: shown, findings: [] };
    const look = lookOfRepeatedKey(key.map(String));
    const duplicate: Finding = {
      ruleId: ruleId(this.#fileType, DUPLICATE_RULE),
      field: this.#fileType.key[0]!,
      errorType: 'DUPLICATE',
      rawValue: shown,
      detail: look === undefined ? String(first) : `${first}; ${look}`,
    };
    return { values, recordKey: shown, findings: [duplicate] };
  }

  #unreadable(fault: StructureFault, bytes: Uint8Array, detail: string): RecordCheck {
    const finding: Finding = {
      ruleId: ruleId(this.#fileType, fault),
      field: null,
      errorType: 'STRUCTURE',
      rawValue: readableText(bytes) || null,
      detail,
    };
    return { values: {}, recordKey: null, findings: [finding] };
  }
}

const byRule = (a: Finding, b: Finding): number => (a.ruleId < b.ruleId ? -1 : 1);
