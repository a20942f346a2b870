import type { FILE_SENTENCES } from '../domain/sentences/catalogue.ts';
import { declaredSentence, type Filling, joined, type Sentence, sentence } from '../domain/sentences/sentence.ts';
import type { ErrorType } from '../domain/validation-error.ts';
import { sentenceSql } from '../sql/sentence-sql.ts';
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
  severityOfReference,
} from './contract.ts';
import { FAULT_TYPES, type Fault } from './kinds/kind.ts';

/** One check, with everything a reader of a finding needs to know about it. */
export interface Rule {
  /** Stable: LOAN-CREDIT-032 is fault 2 of column 3, in every version. */
  readonly id: string;
  readonly fileType: string;
  readonly severity: Severity;
  readonly errorType: ErrorType;
  /** What it reads; the first is the field a finding is filed under. Empty for a fault of the whole line. */
  readonly fields: readonly string[];
  /** What must be so, as it stands within another sentence. */
  readonly reason: string;
  /** What must be so, as a sentence without a full stop; a column's name begins it as it is spelled. */
  readonly sentence: Sentence;
  /** Why it must be so, as a sentence. */
  readonly why: Sentence;
}

/** Faults of a record as a whole, found before its fields are looked at. The number is part of the rule id. */
export const STRUCTURE_FAULTS = {
  1: 'row-cells',
  2: 'row-quotes',
  3: 'row-utf8',
  4: 'row-nul',
  5: 'row-length',
  6: 'row-header',
  7: 'row-footer',
} as const satisfies Record<number, keyof typeof FILE_SENTENCES>;
export type StructureFault = keyof typeof STRUCTURE_FAULTS;

/** Longest record that is cut into cells: what is longer was not written by a bank's export. */
export const MAX_RECORD_BYTES = 1_000_000;

/** No rule of a single field has a higher number. */
export const LAST_FIELD_RULE = 700;
export const DUPLICATE_RULE = 702;

export const ruleId = (fileType: FileType, number: number): string =>
  `${fileType.rulePrefix}-${String(number).padStart(3, '0')}`;

export const fieldRuleNumber = (column: Column, fault: Fault): number => column.number * 10 + fault;

function fieldRules(fileType: FileType, column: Column): Rule[] {
  if (column.stored === false) return [];
  const { name, meaning, required, kind } = column;
  const rule = (fault: Fault, said: Sentence, why: Sentence): Rule => ({
    id: ruleId(fileType, fieldRuleNumber(column, fault)),
    fileType: fileType.name,
    severity: 'ERROR',
    errorType: FAULT_TYPES[fault],
    fields: [name],
    reason: said.text,
    sentence: said,
    why,
  });
  return [
    ...(required
      ? [rule(1, sentence('cell-required', { column: name }), sentence('cell-required-why', { meaning }))]
      : []),
    ...[...kind.faults].map(([fault, { expected, why }]) =>
      rule(fault, sentence('cell', { column: name, expected }), why),
    ),
  ];
}

/** The sentences that a dataset declares of a rule: their ids are made of the rule's. */
const declared = (id: string, { reason, why }: { readonly reason: string; readonly why: string }) => ({
  reason,
  // A column's name is kept as it is spelled.
  sentence: declaredSentence(id, reason.replace(/^the /, 'The ')),
  why: declaredSentence(`${id}.why`, why),
});

function rowRule(fileType: FileType, rule: RowRule): Rule {
  const { number, severity, errorType, field, holds } = rule;
  const id = ruleId(fileType, number);
  return {
    id,
    fileType: fileType.name,
    severity,
    errorType,
    fields: [field, ...columnsOf(holds).filter((column) => column !== field)],
    ...declared(id, rule),
    ...rule.sentences,
  };
}

function registerRules(fileType: FileType): Rule[] {
  const list = (columns: readonly string[]) => joined(columns, (first, last) => sentence('and', { first, last }));
  return [
    ...referencesOf(fileType).map((reference) => {
      const { number, columns, fileType: target } = reference;
      const severity = severityOfReference(reference);
      const id = severity === 'ERROR' ? 'reference' : 'reference-expected';
      const said = sentence(id, { columns: list(columns), file_type: target });
      return {
        id: ruleId(fileType, number),
        fileType: fileType.name,
        severity,
        errorType: 'CROSS_REFERENCE' as const,
        fields: [...columns],
        reason: said.text,
        sentence: said,
        why: sentence(`${id}-why`),
      };
    }),
    ...(hasUniqueRecordKey(fileType) ? [duplicateRule(fileType, list)] : []),
  ];
}

function duplicateRule(fileType: FileType, list: (columns: readonly string[]) => Filling): Rule {
  const columns = recordKeyOf(fileType);
  const said =
    columns.length === 1
      ? sentence('key-column', { column: columns[0]! })
      : sentence('key-columns', { columns: list(columns) });
  return {
    id: ruleId(fileType, DUPLICATE_RULE),
    fileType: fileType.name,
    severity: 'ERROR',
    errorType: 'DUPLICATE',
    fields: [...columns],
    reason: said.text,
    sentence: said,
    why: sentence('key-why'),
  };
}

const referenceRules = (fileType: FileType): Rule[] =>
  (fileType.referenceWarnings ?? []).map((warning) => {
    const { number, errorType, field, holds } = warning;
    const id = ruleId(fileType, number);
    return {
      id,
      fileType: fileType.name,
      severity: 'WARNING',
      errorType,
      fields: [field, ...columnsOf(holds).filter((column) => column !== field)],
      ...declared(id, warning),
    };
  });

/** What a group rule finds, beside the values that the rows have in common. */
export const groupDetail = (rows: number): string => sentence('found-in-rows', { rows }).text;
/** {@link groupDetail} in the engine. */
export const groupDetailSql = (rows: string): string => sentenceSql('found-in-rows', { rows: `toString(${rows})` });

const groupRule = (fileType: FileType, rule: GroupRule): Rule => ({
  id: ruleId(fileType, rule.number),
  fileType: fileType.name,
  severity: 'QUARANTINE',
  errorType: 'DUPLICATE',
  fields: [...rule.columns],
  ...declared(ruleId(fileType, rule.number), rule),
});

/** Every rule of a file type, in the order of their ids; of one variant if named. */
export function rulesOf(fileType: FileType, variant?: string | null): readonly Rule[] {
  const columns = variant === undefined ? fileType.columns : columnsOfVariant(fileType, variant);
  const rowRules = variant === undefined ? rowRulesOf(fileType) : rowRulesOfVariant(fileType, variant);
  const structure = Object.entries(STRUCTURE_FAULTS).map(([number, id]): Rule => {
    const said = sentence(id);
    return {
      id: ruleId(fileType, Number(number)),
      fileType: fileType.name,
      severity: 'ERROR',
      errorType: 'STRUCTURE',
      fields: [],
      reason: said.text.replace(/^The /, 'the '),
      sentence: said,
      why: sentence(`${id}-why`),
    };
  });
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

/** What must be so. */
export const expectedBy = (rule: Rule): Sentence => sentence('rule-says', { rule: rule.sentence });
