import { sentence } from '../domain/sentences/sentence.ts';
import type { ErrorType } from '../domain/validation-error.ts';
import { hasControlCharacter } from './characters.ts';
import { columnsOf } from './condition.ts';
import { conditionHolds } from './condition-holds.ts';
import {
  type FileType,
  type Reference,
  recordKeyOf,
  rejectingReferencesOf,
  rowRulesOfVariant,
  storedColumnsOfVariant,
} from './contract.ts';
import { splitRecord } from './csv-line.ts';
import { besidesDetail } from './finding-sentence.ts';
import { type ForeignRows, foreignRows, namelessPlaces } from './foreign-rows.ts';
import type { FileLayout } from './header.ts';
import { CONTROL_CHARACTER, FAULT_TYPES, type Value } from './kinds/kind.ts';
import { hasPrivateColumns, mayShow, NOT_SHOWN } from './private-values.ts';
import { misplacedReason } from './rejection-reason.ts';
import { fieldRuleNumber, MAX_RECORD_BYTES, ruleId, type StructureFault } from './rules.ts';
import { isLongerThan, utf8Length } from './utf8.ts';

export interface Finding {
  readonly ruleId: string;
  readonly field: string | null;
  readonly errorType: ErrorType;
  readonly rawValue: string | null;
  readonly detail: string;
}

export interface RecordCheck {
  /** The stored columns, normalised; what could not be read is null. */
  readonly values: Readonly<Record<string, Value>>;
  /** Every ERROR of the record; it is loaded if there is none. */
  readonly findings: readonly Finding[];
  /** Null if the record could not be cut into cells. */
  readonly recordKey: string | null;
}

const orNull = (text: string): string | null => (text === '' ? null : text);
const shortened = (text: string): string => [...text].slice(0, 1000).join('');

const rowsOfLayouts = new WeakMap<FileLayout, Map<string, ForeignRows>>();

function foreignRowsOf(fileType: FileType, variant: string | null, layout: FileLayout): ForeignRows {
  const known = rowsOfLayouts.get(layout) ?? new Map<string, ForeignRows>();
  rowsOfLayouts.set(layout, known);
  const name = `${fileType.rulePrefix} ${variant}`;
  const rows = known.get(name) ?? foreignRows(fileType, variant, layout);
  known.set(name, rows);
  return rows;
}

/** What is wrong with a record as a whole, and the detail that only the record shows. */
function structureOf(
  fileType: FileType,
  variant: string | null,
  layout: FileLayout,
  record: string,
  cells: readonly string[] | null,
): { readonly fault: StructureFault; readonly detail: string } | undefined {
  if (isLongerThan(record, MAX_RECORD_BYTES))
    return { fault: 5, detail: sentence('found-bytes', { bytes: utf8Length(record) }).text };
  if (record.includes('\0')) return { fault: 4, detail: '' };
  if (cells === null) return { fault: 2, detail: '' };
  const { isHeader, lookOfFooter } = foreignRowsOf(fileType, variant, layout);
  if (isHeader(cells)) return { fault: 6, detail: sentence('found-header').text };
  const { length } = layout.columns;
  if (cells.length !== length) {
    return { fault: 1, detail: sentence('found-cells', { count: cells.length, columns: length }).text };
  }
  const nameless = namelessPlaces(layout).find((place) => cells[place - 1] !== '');
  if (nameless !== undefined) return { fault: 1, detail: sentence('found-nameless-column', { place: nameless }).text };
  const misplaced = misplacedReason(layout, cells);
  if (misplaced !== undefined) return { fault: 1, detail: misplaced };
  const look = lookOfFooter(cells);
  return look === undefined ? undefined : { fault: 7, detail: look };
}

/** Whether the row that a row refers to exists. @param key the values of the reference's columns */
export type ReferenceLookup = (reference: Reference, key: readonly Value[]) => boolean;

/**
 * Checks one record as the load does, in plain TypeScript: the reference for pipeline/row-check.ts, and the check for
 * places without a warehouse. Duplicates need the whole file and are not found here.
 * @param record without its line end
 */
export function checkRecord(
  fileType: FileType,
  variant: string | null,
  layout: FileLayout,
  record: string,
  referenceExists: ReferenceLookup = () => true,
): RecordCheck {
  const cells = splitRecord(record, layout.delimiter);
  const structure = structureOf(fileType, variant, layout, record, cells);
  if (structure !== undefined || cells === null) {
    const finding = {
      ruleId: ruleId(fileType, structure!.fault),
      field: null,
      errorType: 'STRUCTURE',
      rawValue: hasPrivateColumns(fileType) ? null : shortened(record),
      detail: structure!.detail,
    } as const;
    return { values: {}, findings: [finding], recordKey: null };
  }

  const cellOf = (column: string): string => cells[layout.columns.indexOf(column)]!;
  const shown = (column: string): string => (mayShow(fileType, column, cellOf(column)) ? cellOf(column) : '…');
  const otherCells = (names: readonly string[]) => besidesDetail(names, (column) => shortened(shown(column)));
  const found = (column: string, others: readonly string[]): Pick<Finding, 'rawValue' | 'detail'> =>
    mayShow(fileType, column, cellOf(column))
      ? { rawValue: orNull(shortened(cellOf(column))), detail: otherCells(others) }
      : { rawValue: null, detail: NOT_SHOWN };
  const values: Record<string, Value> = {};
  const findings: Finding[] = [];
  const invalid = new Set<string>();
  for (const column of storedColumnsOfVariant(fileType, variant)) {
    const cell = cellOf(column.name);
    const reading =
      cell === ''
        ? column.required
          ? ({ fault: 1 } as const)
          : { value: column.kind.absent ?? null }
        : column.kind.read(cell);
    values[column.name] = reading.fault === undefined ? reading.value : null;
    if (reading.fault === undefined) continue;
    const fault = reading.fault > 1 && hasControlCharacter(cell) ? CONTROL_CHARACTER[0] : reading.fault;
    invalid.add(column.name);
    findings.push({
      ruleId: ruleId(fileType, fieldRuleNumber(column, fault)),
      field: column.name,
      errorType: FAULT_TYPES[fault],
      ...found(column.name, []),
    });
  }
  for (const rule of rowRulesOfVariant(fileType, variant)) {
    const involved = columnsOf(rule.holds);
    if (rule.severity !== 'ERROR' || involved.some((column) => invalid.has(column))) continue;
    if (conditionHolds(rule.holds, values, fileType.columns)) continue;
    const others = involved.filter((column) => column !== rule.field);
    findings.push({
      ruleId: ruleId(fileType, rule.number),
      field: rule.field,
      errorType: rule.errorType,
      ...found(rule.field, others),
    });
  }
  if (findings.length === 0) {
    for (const reference of rejectingReferencesOf(fileType)) {
      const key = reference.columns.map((column) => values[column] ?? null);
      if (key.includes(null) || referenceExists(reference, key)) continue;
      const field = reference.columns[0]!;
      findings.push({
        ruleId: ruleId(fileType, reference.number),
        field,
        errorType: 'CROSS_REFERENCE',
        ...found(field, reference.columns.slice(1)),
      });
    }
  }
  const key = recordKeyOf(fileType);
  const isKeyShown = key.every((column) => mayShow(fileType, column, cellOf(column)));
  return { values, findings, recordKey: isKeyShown ? orNull(shortened(key.map(cellOf).join('/'))) : null };
}
