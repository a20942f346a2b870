import type { ErrorType } from '../domain/validation-error.ts';
import { visibleText, visibleTextSql } from './characters.ts';
import { columnsOf } from './condition.ts';
import {
  type Column,
  columnsOfVariant,
  type Dataset,
  type FileType,
  type GroupRule,
  groupRulesOf,
  hasUniqueRecordKey,
  type RowRule,
  recordKeyOf,
  referencesOf,
  rowRulesOf,
  rowRulesOfVariant,
  type Severity,
} from './contract.ts';
import { FAULT_TYPES, type Fault } from './kinds/kind.ts';
import { CROSS_REFERENCE_REASON, DUPLICATE_REASON, fieldRuleReason, STRUCTURE_REASONS } from './rule-reasons.ts';

/** One check, with everything a reader of a finding needs to know about it. */
export interface Rule {
  /** Stable: LOAN-CREDIT-032 is fault 2 of column 3, in every version. */
  readonly id: string;
  readonly fileType: string;
  readonly severity: Severity;
  readonly errorType: ErrorType;
  /** What it reads; the first is the field a finding is filed under. Empty for a fault of the whole line. */
  readonly fields: readonly string[];
  /** What must be so, as a sentence without a full stop. */
  readonly reason: string;
  /** Why it must be so, as a sentence. */
  readonly why: string;
}

/** Faults of a record as a whole, found before its fields are looked at. The number is part of the rule id. */
export const STRUCTURE_FAULTS = {
  1: 'the row must have as many cells as the header',
  2: 'quotes must enclose a whole cell and be closed; a quote inside is written twice',
  3: 'the row must be UTF-8 text',
  4: 'the row must not contain NUL bytes',
  5: 'the row must be at most 1,000,000 bytes long',
  6: 'the row must be data, not the header',
  7: 'the row must be data, not a total or a note',
} as const;
export type StructureFault = keyof typeof STRUCTURE_FAULTS;

/** Longest record that is cut into cells: what is longer was not written by a bank's export. */
export const MAX_RECORD_BYTES = 1_000_000;

const MOST_CHARACTERS_SHOWN = 80;

/** No rule of a single field has a higher number. */
export const LAST_FIELD_RULE = 700;
export const DUPLICATE_RULE = 702;

export const ruleId = (fileType: FileType, number: number): string =>
  `${fileType.rulePrefix}-${String(number).padStart(3, '0')}`;

export const fieldRuleNumber = (column: Column, fault: Fault): number => column.number * 10 + fault;

function fieldRules(fileType: FileType, column: Column): Rule[] {
  if (column.stored === false) return [];
  const rule = (fault: Fault, reason: string): Rule => ({
    id: ruleId(fileType, fieldRuleNumber(column, fault)),
    fileType: fileType.name,
    severity: 'ERROR',
    errorType: FAULT_TYPES[fault],
    fields: [column.name],
    reason,
    why: fieldRuleReason(column, fault),
  });
  return [
    ...(column.required ? [rule(1, `${column.name} must not be empty`)] : []),
    ...[...column.kind.faults].map(([fault, { expected }]) => rule(fault, `${column.name} must be ${expected}`)),
  ];
}

const rowRule = (fileType: FileType, { number, severity, errorType, field, holds, reason, why }: RowRule): Rule => ({
  id: ruleId(fileType, number),
  fileType: fileType.name,
  severity,
  errorType,
  fields: [field, ...columnsOf(holds).filter((column) => column !== field)],
  reason,
  why,
});

function registerRules(fileType: FileType): Rule[] {
  const base = { fileType: fileType.name, severity: 'ERROR' as const };
  return [
    ...referencesOf(fileType).map(({ number, columns, fileType: target }) => ({
      ...base,
      id: ruleId(fileType, number),
      errorType: 'CROSS_REFERENCE' as const,
      fields: [...columns],
      reason: `${columns.join(' and ')} must be that of a valid ${target} row of this sync, or of the live batch if the sync brings none`,
      why: CROSS_REFERENCE_REASON,
    })),
    ...(hasUniqueRecordKey(fileType)
      ? [
          {
            ...base,
            id: ruleId(fileType, DUPLICATE_RULE),
            errorType: 'DUPLICATE' as const,
            fields: [...recordKeyOf(fileType)],
            reason: `${recordKeyOf(fileType).join(' and ')} must be unique in the file; the first row is kept`,
            why: DUPLICATE_REASON,
          },
        ]
      : []),
  ];
}

const referenceRules = (fileType: FileType): Rule[] =>
  (fileType.referenceWarnings ?? []).map(({ number, errorType, field, holds, reason, why }) => ({
    id: ruleId(fileType, number),
    fileType: fileType.name,
    severity: 'WARNING',
    errorType,
    fields: [field, ...columnsOf(holds).filter((column) => column !== field)],
    reason,
    why,
  }));

/** What a group rule finds, beside the values that the rows have in common. */
export const groupDetail = (rows: number): string => `${rows} rows have it`;
/** {@link groupDetail} in the engine. */
export const groupDetailSql = (rows: string): string => `concat(toString(${rows}), ' rows have it')`;

const groupRule = (fileType: FileType, { number, columns, reason, why }: GroupRule): Rule => ({
  id: ruleId(fileType, number),
  fileType: fileType.name,
  severity: 'QUARANTINE',
  errorType: 'DUPLICATE',
  fields: [...columns],
  reason,
  why,
});

/** Every rule of a file type, in the order of their ids; of one variant if named. */
export function rulesOf(fileType: FileType, variant?: string | null): readonly Rule[] {
  const columns = variant === undefined ? fileType.columns : columnsOfVariant(fileType, variant);
  const rowRules = variant === undefined ? rowRulesOf(fileType) : rowRulesOfVariant(fileType, variant);
  const structure = Object.entries(STRUCTURE_FAULTS).map(
    ([number, reason]): Rule => ({
      id: ruleId(fileType, Number(number)),
      fileType: fileType.name,
      severity: 'ERROR',
      errorType: 'STRUCTURE',
      fields: [],
      reason,
      why: STRUCTURE_REASONS[Number(number) as StructureFault],
    }),
  );
  return [
    ...structure,
    ...columns.flatMap((column) => fieldRules(fileType, column)),
    ...registerRules(fileType),
    ...rowRules.map((rule) => rowRule(fileType, rule)),
    ...groupRulesOf(fileType).map((rule) => groupRule(fileType, rule)),
    ...referenceRules(fileType),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
}

const indexes = new WeakMap<Dataset, ReadonlyMap<string, Rule>>();

/** The rule of an id, or undefined for an id the dataset never had. */
export function ruleById(dataset: Dataset, id: string): Rule | undefined {
  let index = indexes.get(dataset);
  if (!index) {
    index = new Map(dataset.fileTypes.flatMap((fileType) => rulesOf(fileType).map((rule) => [rule.id, rule])));
    indexes.set(dataset, index);
  }
  return index.get(id);
}

/** What must be so, as a sentence begins; a column's name is kept as it is spelled. */
export const ruleSentence = ({ reason }: Rule): string => reason.replace(/^the /, 'The ');

/**
 * What a finding tells its reader: the rule, and what this row has instead. Nothing of a bank's data in it is invisible.
 * @param detail what only the check knows: the number of cells found, the row that had the key first
 */
export function findingMessage(rule: Rule, rawValue: string | null, detail: string): string {
  const sentence = ruleSentence(rule);
  if (rule.errorType === 'STRUCTURE') return detail ? `${sentence}: ${detail}.` : `${sentence}.`;
  if (rule.errorType === 'REQUIRED') return `${sentence}.`;
  if (rule.errorType === 'DUPLICATE') {
    const [first, look] = detail.split('; ');
    const holder = /^\d+$/.test(first!) ? `row ${first} has it already` : first;
    return `${sentence}: ${holder}${look ? ` (${look})` : ''}.`;
  }
  const got = rawValue === null ? 'it is empty' : shownValue(rawValue);
  return detail ? `${sentence}; ${got} (${visibleText(detail)}).` : `${sentence}; ${got}.`;
}

/** What a message says of a value. */
export function shownValue(value: string): string {
  const characters = value.length > MOST_CHARACTERS_SHOWN ? [...value] : [];
  const isLong = characters.length > MOST_CHARACTERS_SHOWN;
  return `got "${visibleText(isLong ? `${characters.slice(0, MOST_CHARACTERS_SHOWN).join('')}…` : value)}"`;
}

/** {@link shownValue} in the engine. */
export function shownValueSql(value: string): string {
  const shortened = `if(lengthUTF8(${value}) > ${MOST_CHARACTERS_SHOWN}, concat(substringUTF8(${value}, 1, ${MOST_CHARACTERS_SHOWN}), '…'), ${value})`;
  return `concat('got "', ${visibleTextSql(shortened)}, '"')`;
}
