import { type Filling, joined, type Sentence, sentence } from '../domain/sentences/sentence.ts';
import { checkRecord } from './check-record.ts';
import { conditionHolds } from './condition-holds.ts';
import {
  columnsOfVariant,
  type FileType,
  type GroupRule,
  groupRulesOf,
  recordKeyOf,
  referencesOf,
  rowRulesOfVariant,
} from './contract.ts';
import type { FileLayout } from './header.ts';
import type { Fault, Value } from './kinds/kind.ts';
import { columnsBeside, type ReferenceWarning } from './reference-warning.ts';
import { DUPLICATE_RULE, fieldRuleNumber, type Rule, ruleId, type StructureFault } from './rules.ts';
import { csvHeader, csvLine, type SampleRow, sampleRow, seededRandom, totalRow } from './samples.ts';

/** Rows of a file that show a rule, below the header that is given with them. */
export interface RuleExample {
  /** The cells the rule is about, by column; none where it is about the row as a whole. */
  readonly cells: Readonly<Record<string, string>>;
  readonly lines: readonly string[];
  /** What the lines alone do not show. */
  readonly note: Sentence | null;
}

export interface RuleExamples {
  readonly header: string;
  readonly passes: RuleExample;
  readonly fails: RuleExample;
}

/** A row that fits is found within this many tries: a test makes the examples of every rule. */
const SEEDS = 1_000;
const MARK = 'EXAMPLE';

/**
 * What passes a rule and what fails it, and no other rule; the same at every call.
 * @param fileTypes of the dataset: a rule may read a cell of the row that a row refers to
 */
export function ruleExamples(
  fileType: FileType,
  variant: string | null,
  rule: Rule,
  fileTypes: readonly FileType[],
): RuleExamples {
  const header = csvHeader(fileType, variant);
  const line = (row: SampleRow) => csvLine(fileType, variant, row);
  const cells = (row: SampleRow) => Object.fromEntries(rule.fields.map((field) => [field, row[field] ?? '']));
  const example = (row: SampleRow, note: Sentence | null = null): RuleExample => ({
    cells: cells(row),
    lines: [line(row)],
    note,
  });
  const sound = soundRow(fileType, variant, rule.fields);
  if (rule.errorType === 'STRUCTURE') return { header, ...structureExamples(fileType, variant, rule, sound) };
  const reference = referencesOf(fileType).find(({ number }) => rule.id === ruleId(fileType, number));
  if (reference) {
    const { columns, fileType: target } = reference;
    const said = { file_type: target, key: namedValues(columns.map((column) => [column, sound[column]!])) };
    return {
      header,
      passes: example(sound, sentence('example-reference', said)),
      fails: example(sound, sentence('example-no-reference', said)),
    };
  }
  const besides = fileType.referenceWarnings?.find(({ number }) => rule.id === ruleId(fileType, number));
  if (besides) {
    const named = referencesOf(fileType).find(({ number }) => number === besides.reference)!.fileType;
    const target = fileTypes.find(({ name }) => name === named)!;
    const { fits, referred } = rowsThatAgree(fileType, variant, besides, target);
    const values = namedValues(Object.entries(besides.example.referred));
    const note = sentence('example-referred', { file_type: named, values });
    const beside = Object.fromEntries(Object.entries(referred).map(([name, cell]) => [`${named}.${name}`, cell]));
    const shown = (row: SampleRow): RuleExample => ({ cells: cells({ ...beside, ...row }), lines: [line(row)], note });
    return { header, passes: shown(fits), fails: shown({ ...fits, ...besides.example.row }) };
  }
  const group = groupRulesOf(fileType).find(({ number }) => rule.id === ruleId(fileType, number));
  if (group) {
    const { other, same } = neighbours(fileType, variant, sound, group);
    return {
      header,
      passes: { cells: cells(other), lines: [line(sound), line(other)], note: null },
      fails: { cells: cells(same), lines: [line(sound), line(same)], note: sentence('example-group') },
    };
  }
  if (rule.id === ruleId(fileType, DUPLICATE_RULE)) {
    const last = recordKeyOf(fileType).at(-1)!;
    const first = { ...sound, [last]: sound[last]!.replace(/.$/, '1') };
    const second = { ...sound, [last]: sound[last]!.replace(/.$/, '2') };
    return {
      header,
      passes: { cells: cells(second), lines: [line(first), line(second)], note: null },
      fails: { cells: cells(first), lines: [line(first), line(first)], note: sentence('example-key') },
    };
  }
  return { header, passes: example(sound), fails: example({ ...sound, ...breachOf(fileType, variant, rule) }) };
}

const namedValues = (cells: readonly (readonly [column: string, value: string])[]): Filling =>
  joined(
    cells.map(([column, value]) => sentence('example-value', { column, value })),
    (first, last) => sentence('example-and', { first, last }),
  );

/** A row in which no rule finds anything, with a value in each of the fields. */
function soundRow(fileType: FileType, variant: string | null, fields: readonly string[]): SampleRow {
  const columns = columnsOfVariant(fileType, variant);
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const random = seededRandom(seed);
    const row = sampleRow(fileType, variant, random);
    for (const { name, kind } of columns)
      if (fields.includes(name) && row[name] === '') row[name] = kind.sample(random);
    if (rulesBrokenBy(fileType, variant, csvLine(fileType, variant, row)).length === 0) return row;
  }
  throw new Error(`no sound sample row of ${fileType.name} ${variant} has values in ${fields.join(', ')}`);
}

/** A sound row beside which the cells of the warning's example stand well in the row that it refers to, and that one. */
function rowsThatAgree(fileType: FileType, variant: string | null, warning: ReferenceWarning, target: FileType) {
  const referred = { ...soundRow(target, variant, []), ...warning.example.referred };
  const columns = columnsBeside(fileType, target);
  const beside = Object.entries(valuesOf(target, variant, referred)).map(([name, value]) => [
    `${target.name}.${name}`,
    value,
  ]);
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const fits = sampleRow(fileType, variant, seededRandom(seed));
    const values = { ...valuesOf(fileType, variant, fits), ...Object.fromEntries(beside) };
    const isSound = rulesBrokenBy(fileType, variant, csvLine(fileType, variant, fits)).length === 0;
    if (isSound && values[warning.field] !== null && conditionHolds(warning.holds, values, columns))
      return { fits, referred };
  }
  throw new Error(
    `no sample row of ${fileType.name} ${variant} agrees with ${JSON.stringify(warning.example.referred)}`,
  );
}

/** Two more sound rows: one that is in no group with the first, and one that is. */
function neighbours(fileType: FileType, variant: string | null, first: SampleRow, { columns }: GroupRule) {
  const shared = Object.fromEntries(columns.map((name) => [name, first[name]!]));
  const isSound = (row: SampleRow) => rulesBrokenBy(fileType, variant, csvLine(fileType, variant, row)).length === 0;
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const other = sampleRow(fileType, variant, seededRandom(SEEDS + seed));
    const same = { ...other, ...shared };
    const isApart = columns.every((name) => other[name] !== '') && columns.some((name) => other[name] !== first[name]);
    if (isApart && isSound(other) && isSound(same)) return { other, same };
  }
  throw new Error(`no two sample rows of ${fileType.name} ${variant} have the same ${columns.join(', ')}`);
}

/** Ids of the rules, of whatever severity, that a record of a file with the usual header breaks by itself. */
export function rulesBrokenBy(fileType: FileType, variant: string | null, record: string): string[] {
  const { findings, values } = checkRecord(fileType, variant, usualLayout(fileType, variant), record);
  if (findings.length > 0) return findings.map(({ ruleId: id }) => id);
  const warnings = rowRulesOfVariant(fileType, variant).filter(
    ({ severity, holds }) => severity !== 'ERROR' && !conditionHolds(holds, values, fileType.columns),
  );
  return warnings.map(({ number }) => ruleId(fileType, number));
}

const valuesOf = (fileType: FileType, variant: string | null, row: SampleRow): Readonly<Record<string, Value>> =>
  checkRecord(fileType, variant, usualLayout(fileType, variant), csvLine(fileType, variant, row)).values;

const usualLayout = (fileType: FileType, variant: string | null): FileLayout => ({
  delimiter: ';',
  columns: columnsOfVariant(fileType, variant).map(({ name }) => name),
  headerLine: 0,
  dataOffset: 0,
  encoding: 'utf-8',
  bom: false,
  lineEnd: 'LF',
});

/** Cells that break a rule about one field, or about how fields agree. */
function breachOf(fileType: FileType, variant: string | null, { id }: Rule): Readonly<Record<string, string>> {
  const between = rowRulesOfVariant(fileType, variant).find(({ number }) => ruleId(fileType, number) === id);
  if (between) return between.example;
  for (const column of columnsOfVariant(fileType, variant)) {
    const isOf = (fault: Fault) => ruleId(fileType, fieldRuleNumber(column, fault)) === id;
    if (isOf(1)) return { [column.name]: '' };
    for (const [fault, { example }] of column.kind.faults) if (isOf(fault)) return { [column.name]: example };
  }
  throw new RangeError(`${fileType.name} ${variant} has no rule ${id}`);
}

function structureExamples(
  fileType: FileType,
  variant: string | null,
  rule: Rule,
  sound: SampleRow,
): Pick<RuleExamples, 'passes' | 'fails'> {
  const columns = columnsOfVariant(fileType, variant);
  const text = columns.find(({ kind, name }) => kind.isFreeText && !fileType.key.includes(name)) ?? columns[0]!;
  const line = csvLine(fileType, variant, sound);
  /** The row with this in a cell of text, as it stands in the file. */
  const having = (cell: string) =>
    csvLine(fileType, variant, { ...sound, [text.name]: MARK }).replace(MARK, () => cell);
  const example = (shown: string, note: Sentence | null = null): RuleExample => ({ cells: {}, lines: [shown], note });
  const breaches: Record<StructureFault, RuleExample> = {
    1: example(`${line};`, sentence('example-cells', { columns: columns.length, cells: columns.length + 1 })),
    2: example(having('AB"C')),
    3: example(having('A\\xDDZ'), sentence('example-windows-1254')),
    4: example(having('A\\x00Z'), sentence('example-nul')),
    5: example(having('xxx…'), sentence('example-long')),
    6: example(csvHeader(fileType, variant), sentence('example-header')),
    7: example(csvLine(fileType, variant, totalRow(fileType, variant)), sentence('example-footer')),
  };
  const number = Number(rule.id.slice(fileType.rulePrefix.length + 1)) as StructureFault;
  return {
    passes: number === 2 ? example(having('"AB""C"'), sentence('example-quoted', { cell: 'AB"C' })) : example(line),
    fails: breaches[number],
  };
}
