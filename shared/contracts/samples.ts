import {
  columnsOfVariant,
  type FileType,
  groupRulesOf,
  hasUniqueRecordKey,
  referencesOf,
  rowRulesOfVariant,
  type Severity,
} from './contract.ts';
import { between } from './kinds/kind.ts';
import { DUPLICATE_RULE, fieldRuleNumber, ruleId, rulesOf } from './rules.ts';

/** Cells by column, as text of a file. */
export type SampleRow = Record<string, string>;

/** Numbers in [0, 1) that depend on the seed alone, so that every sample can be made again (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of a list. */
export const pick = <Item>(random: () => number, list: readonly Item[]): Item =>
  list[between(random, 0, list.length - 1)]!;

/** A row in which nothing is wrong. Optional columns are sometimes empty. Keys are random: the caller sets its own. */
export function sampleRow(fileType: FileType, variant: string | null, random: () => number): SampleRow {
  const cells: SampleRow = {};
  for (const column of columnsOfVariant(fileType, variant)) {
    cells[column.name] = !column.required && random() < 0.05 ? '' : column.kind.sample(random);
  }
  fileType.reconcile?.(cells);
  return cells;
}

/** One line of a file, without its end. Cells that need quotes get them. */
export function csvLine(fileType: FileType, variant: string | null, row: SampleRow, delimiter = ';'): string {
  return columnsOfVariant(fileType, variant)
    .map((column) => {
      const cell = row[column.name] ?? '';
      return /["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell;
    })
    .join(delimiter);
}

export const csvHeader = (fileType: FileType, variant: string | null, delimiter = ';'): string =>
  columnsOfVariant(fileType, variant)
    .map((column) => column.name)
    .join(delimiter);

/** The cells of a line that adds up the rows above it, as exports write it. */
export function totalRow(fileType: FileType, variant: string | null): SampleRow {
  const [first, ...others] = columnsOfVariant(fileType, variant);
  const added = others.find(({ kind }) => kind.isAmount) ?? others[0];
  return { [first!.name]: 'TOTAL', ...(added ? { [added.name]: '6003.00' } : {}) };
}

/** One way to spoil a sound row so that exactly one rule finds something. */
export interface Spoiler {
  readonly ruleId: string;
  readonly severity: Severity;
  /** The spoiled line; may hold bytes that are not UTF-8. */
  readonly spoil: (row: SampleRow) => Buffer;
}

/**
 * A spoiler for every rule of a file type that one row can break by itself; duplicates and references are breaches of the
 * whole file.
 */
export function spoilers(fileType: FileType, variant: string | null): readonly Spoiler[] {
  const line = (row: SampleRow) => csvLine(fileType, variant, row);
  const severities = new Map(rulesOf(fileType, variant).map((rule) => [rule.id, rule.severity]));
  const spoiler = (number: number, spoil: (row: SampleRow) => string | Buffer): Spoiler => {
    const id = ruleId(fileType, number);
    return {
      ruleId: id,
      severity: severities.get(id)!,
      spoil: (row) => {
        const spoiled = spoil({ ...row });
        return typeof spoiled === 'string' ? Buffer.from(spoiled) : spoiled;
      },
    };
  };
  const withCells = (cells: SampleRow) => (row: SampleRow) => line({ ...row, ...cells });
  const fields = columnsOfVariant(fileType, variant).filter((column) => column.stored !== false);
  const firstText =
    fields.find((column) => column.kind.isFreeText && !fileType.key.includes(column.name)) ?? fields[0]!;
  const suffixed = (row: SampleRow, suffix: Buffer): Buffer => {
    const [before, after] = line({ ...row, [firstText.name]: 'MARK' }).split('MARK');
    return Buffer.concat([Buffer.from(before!), suffix, Buffer.from(after!)]);
  };
  return [
    spoiler(1, (row) => `${line(row)};`),
    spoiler(2, (row) => suffixed(row, Buffer.from('AB"C'))),
    spoiler(3, (row) => suffixed(row, Buffer.from([0x41, 0xdd, 0x5a]))),
    spoiler(4, (row) => suffixed(row, Buffer.from([0x41, 0x00, 0x5a]))),
    spoiler(5, (row) => suffixed(row, Buffer.alloc(1_000_001, 0x78))),
    spoiler(6, () => csvHeader(fileType, variant)),
    spoiler(7, () => line(totalRow(fileType, variant))),
    ...fields.flatMap((column) => [
      ...(column.required ? [spoiler(fieldRuleNumber(column, 1), withCells({ [column.name]: '' }))] : []),
      ...[...column.kind.faults].map(([fault, { example }]) =>
        spoiler(fieldRuleNumber(column, fault), withCells({ [column.name]: example })),
      ),
    ]),
    ...rowRulesOfVariant(fileType, variant).map((rule) => spoiler(rule.number, withCells({ ...rule.example }))),
  ];
}

/** The rules that only a whole file, or its sync, can break. */
export const wholeFileRules = (fileType: FileType): readonly string[] => [
  ...referencesOf(fileType).map(({ number }) => ruleId(fileType, number)),
  ...(hasUniqueRecordKey(fileType) ? [ruleId(fileType, DUPLICATE_RULE)] : []),
  ...groupRulesOf(fileType).map(({ number }) => ruleId(fileType, number)),
  ...(fileType.referenceWarnings ?? []).map(({ number }) => ruleId(fileType, number)),
];
