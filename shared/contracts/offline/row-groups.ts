import type { Finding } from '../check-record.ts';
import { type FileType, type GroupRule, groupRulesOf } from '../contract.ts';
import type { Value } from '../kinds/kind.ts';
import { groupDetail, ruleId } from '../rules.ts';
import { KeyTable, keyText } from './key-table.ts';
import type { SplitRecord } from './record-splitter.ts';
import { writtenValues } from './row-warnings.ts';

/** A row that would be loaded, as a finding names it. */
export interface LoadedRow {
  readonly record: Pick<SplitRecord, 'rowNumber' | 'lineNumber'>;
  readonly recordKey: string | null;
  /** Whether a rule of its own quarantines it. */
  readonly isQuarantined: boolean;
}

interface Group {
  readonly rule: GroupRule;
  readonly rawValue: string;
  readonly rows: LoadedRow[];
}

/**
 * Finds the rows of a file that are the same in some columns, as pipeline/row-groups.ts does. What it keeps grows with the
 * rows that have the columns: a key, and where the row is.
 */
export class RowGroups {
  readonly #rules: readonly { rule: GroupRule; places: KeyTable; firstRows: LoadedRow[] }[];
  readonly #groups = new Map<string, Group>();
  readonly #fileType: FileType;

  constructor(fileType: FileType) {
    this.#fileType = fileType;
    this.#rules = groupRulesOf(fileType).map((rule) => ({ rule, places: new KeyTable(), firstRows: [] }));
  }

  add(values: Readonly<Record<string, Value>>, row: LoadedRow): void {
    for (const { rule, places, firstRows } of this.#rules) {
      const key = rule.columns.map((column) => values[column] ?? null);
      if (key.includes(null)) continue;
      const place = places.add(keyText(key), firstRows.length);
      if (place === undefined) {
        firstRows.push(row);
        continue;
      }
      const name = `${rule.number} ${place}`;
      const group = this.#groups.get(name) ?? {
        rule,
        rawValue: writtenValues(this.#fileType, rule.columns, values),
        rows: [firstRows[place]!],
      };
      this.#groups.set(name, group);
      group.rows.push(row);
    }
  }

  /** The members of groups in the order of the file, each with what is found in it; once all rows are added. */
  members(): { readonly row: LoadedRow; readonly findings: readonly Finding[] }[] {
    const members = new Map<LoadedRow, Finding[]>();
    for (const { rule, rawValue, rows } of this.#groups.values()) {
      const finding: Finding = {
        ruleId: ruleId(this.#fileType, rule.number),
        field: rule.columns[0]!,
        errorType: 'DUPLICATE',
        rawValue,
        detail: groupDetail(rows.length),
      };
      for (const row of rows) members.set(row, [...(members.get(row) ?? []), finding]);
    }
    return [...members]
      .map(([row, findings]) => ({ row, findings: findings.toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : 1)) }))
      .sort((a, b) => a.row.record.rowNumber - b.row.record.rowNumber);
  }
}
