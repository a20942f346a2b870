import type { Condition } from './condition.ts';
import { conditionHolds } from './condition-holds.ts';
import { type FileType, referencesOf, rowRulesOfVariant, storedColumnsOfVariant } from './contract.ts';
import type { DatasetSamples } from './dataset-samples.ts';
import type { Value } from './kinds/kind.ts';
import { keyText } from './offline/file-check.ts';
import { KeyTable } from './offline/key-table.ts';
import { referenceFindings } from './offline/reference-findings.ts';
import { ruleId } from './rules.ts';
import { type SampleRow, sampleRow, seededRandom } from './samples.ts';
import type { Slice } from './slice.ts';
import { type SoundRow, withBreaches } from './with-breaches.ts';

const MOST_ROWS = 1_000_000;
/** Where a key may have few values, or rules are seldom kept, so often another row is made. */
const MOST_TRIES = 200;
/** So many rows of a file are referred to by others. */
const MOST_REFERRED = 100_000;

/**
 * Samples of any dataset, by its contract alone: cells by their kinds, in rows that keep its rules, keys once each, references
 * to rows that are loaded.
 */
export const generatedSamples: DatasetSamples = {
  size: {
    meaning: 'rows of each file, if its keys can be told apart in so many',
    most: MOST_ROWS,
    otherwise: 2_000,
  },
  lines(slice, { rows, seed, ...shares }) {
    if (!Number.isInteger(rows) || rows < 1 || rows > MOST_ROWS) throw new RangeError(`rows must be 1 to ${MOST_ROWS}`);
    const random = seededRandom(seed);
    return withBreaches(slice, soundRows(slice, rows, random), shares, random);
  },
};

type LoadedRows = ReadonlyMap<string, SampleRow[]>;

function* soundRows(slice: Slice, rows: number, random: () => number): Generator<SoundRow, void, boolean> {
  const { contract } = slice;
  const loaded = new Map(contract.fileTypes.map(({ name }): [string, SampleRow[]] => [name, []]));
  for (const fileType of contract.fileTypes) {
    const keys = new KeyTable();
    const referable = loaded.get(fileType.name)!;
    for (let row = 1; row <= rows; row += 1) {
      const cells = newRow(slice, fileType, loaded, keys, row, random);
      if (!cells) break;
      const isLoaded = yield { fileType: fileType.name, cells };
      if (isLoaded && referable.length < MOST_REFERRED) referable.push(cells);
    }
  }
}

/**
 * A row with another key than those before, which keeps every rule; undefined where no other key is found.
 * @throws {RangeError} where a rule that rejects rows is never kept
 */
function newRow(
  slice: Slice,
  fileType: FileType,
  loaded: LoadedRows,
  keys: KeyTable,
  number: number,
  random: () => number,
): SampleRow | undefined {
  let broken: string | undefined;
  let remarkable: SampleRow | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const cells = sampleRow(fileType, slice.variant, random);
    const referred = refer(slice, fileType, cells, loaded, random);
    if (!referred) return undefined;
    fileType.reconcile?.(cells);
    putInOrder(slice, fileType, cells);
    if (keys.has(keyText(fileType.key.map((name) => cells[name] ?? '')))) continue;
    broken = brokenRule(slice, fileType, cells, 'ERROR');
    if (broken !== undefined) continue;
    remarkable = cells;
    if (brokenRule(slice, fileType, cells) === undefined && isUnremarkable(slice, fileType, cells, referred)) break;
  }
  if (remarkable) keys.add(keyText(fileType.key.map((name) => remarkable[name] ?? '')), number);
  else if (broken !== undefined) {
    throw new RangeError(
      `No ${fileType.name} row that keeps the rule ${broken} was made in ${MOST_TRIES} tries: give the file type ` +
        'a `reconcile`, or the dataset samples of its own.',
    );
  }
  return remarkable;
}

/** Puts keys of loaded rows into what refers to them. @returns the rows, by reference; undefined where there is none */
function refer(
  slice: Slice,
  fileType: FileType,
  cells: SampleRow,
  loaded: LoadedRows,
  random: () => number,
): Map<number, SampleRow> | undefined {
  const rows = new Map<number, SampleRow>();
  for (const reference of referencesOf(fileType)) {
    const referable = loaded.get(reference.fileType)!;
    const referred = referable[Math.floor(referable.length * random())];
    if (!referred) return undefined;
    const { key } = slice.fileType(reference.fileType);
    reference.columns.forEach((name, at) => {
      cells[name] = referred[key[at]!] ?? '';
    });
    rows.set(reference.number, referred);
  }
  return rows;
}

const isUnremarkable = (
  slice: Slice,
  fileType: FileType,
  cells: SampleRow,
  referred: ReadonlyMap<number, SampleRow>,
): boolean =>
  referencesOf(fileType).every((reference) => {
    const target = slice.fileType(reference.fileType);
    const other = valuesOf(slice, target, referred.get(reference.number)!);
    return referenceFindings(fileType, reference.number, valuesOf(slice, fileType, cells), target, other).length === 0;
  });

/** The cells as they are stored. */
const valuesOf = ({ variant }: Slice, fileType: FileType, cells: SampleRow): Record<string, Value> =>
  Object.fromEntries(
    storedColumnsOfVariant(fileType, variant).map(({ name, kind }) => {
      const cell = cells[name] ?? '';
      const reading = cell === '' ? { value: kind.absent ?? null } : kind.read(cell);
      return [name, reading.fault === undefined ? reading.value : null];
    }),
  );

const brokenRules = (slice: Slice, fileType: FileType, cells: SampleRow) => {
  const values = valuesOf(slice, fileType, cells);
  return rowRulesOfVariant(fileType, slice.variant).filter(
    ({ holds }) => !conditionHolds(holds, values, fileType.columns),
  );
};

/** @param severity of the rules that are looked at; all where left out */
const brokenRule = (slice: Slice, fileType: FileType, cells: SampleRow, severity?: 'ERROR'): string | undefined => {
  const rule = brokenRules(slice, fileType, cells).find((each) => severity === undefined || each.severity === severity);
  return rule && ruleId(fileType, rule.number);
};

/** Two cells that stand in the wrong order change places: of several such rules, drawn rows would seldom keep all. */
function putInOrder(slice: Slice, fileType: FileType, cells: SampleRow): void {
  for (const { holds } of brokenRules(slice, fileType, cells)) {
    const pair = orderedColumns(holds);
    if (!pair || pair.some((name) => isSetByOthers(fileType, name))) continue;
    const [low, high] = pair;
    [cells[low], cells[high]] = [cells[high] ?? '', cells[low] ?? ''];
  }
}

const orderedColumns = (condition: Condition): readonly [low: string, high: string] | undefined =>
  condition.op === 'atMost' && 'column' in condition.left && 'column' in condition.right
    ? [condition.left.column, condition.right.column]
    : undefined;

const isSetByOthers = (fileType: FileType, name: string): boolean =>
  referencesOf(fileType).some(({ columns }) => columns.includes(name));
