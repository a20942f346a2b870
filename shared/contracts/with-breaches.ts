import {
  assertShares,
  type Breach,
  type BreachChoice,
  type BreachShares,
  breachChoice,
  drawFate,
  type Fate,
} from './breaches.ts';
import { checkRecord } from './check-record.ts';
import { conditionHolds } from './condition-holds.ts';
import {
  type FileType,
  type Reference,
  type RowRule,
  referencesOf,
  rejectingReferencesOf,
  rowRulesOfVariant,
  severityOfReference,
  warningReferencesOf,
} from './contract.ts';
import { isBlankLine } from './csv-line.ts';
import type { SampleLine } from './dataset-samples.ts';
import { type FileLayout, sniffFile } from './header.ts';
import { keyText } from './offline/file-check.ts';
import { KeyTable } from './offline/key-table.ts';
import { RecordSplitter } from './offline/record-splitter.ts';
import { ruleId, type StructureFault } from './rules.ts';
import { csvHeader, csvLine, type SampleRow } from './samples.ts';
import type { Slice } from './slice.ts';
import { utf8Text } from './utf8.ts';

/** A row in which nothing is wrong, whose references are to sound rows that came before. */
export interface SoundRow {
  readonly fileType: string;
  readonly cells: SampleRow;
}

const MOST_TRIES = 50;
const MOST_BREACHES = 5;
const NOT_UTF8: StructureFault = 3;

/**
 * Mixes wrong rows into sound ones: each breaks one rule, chosen by the contract. A row that refers to one that is rejected
 * is rejected with it, or remarkable, for want of its reference; who makes the rows is told of each whether it is loaded, and can leave
 * such out. What is kept in memory: the keys of files that others refer to.
 * @param rows referred rows before those that refer to them
 * @param related columns by which rows of several files belong together without a reference, by file type: a row that is
 * loaded keeps what it has there
 */
export function* withBreaches(
  slice: Slice,
  rows: Generator<SoundRow, void, boolean>,
  shares: BreachShares,
  random: () => number,
  related: Readonly<Record<string, readonly string[]>> = {},
): Generator<SampleLine, void, undefined> {
  assertShares(shares);
  const files = new Map(
    slice.contract.fileTypes.map((fileType) => [
      fileType.name,
      new BreakingFile(slice, fileType, random, related[fileType.name]),
    ]),
  );
  const keysOf = (name: string) => files.get(name)!.keys;
  for (const { fileType } of slice.contract.fileTypes.flatMap(referencesOf)) files.get(fileType)!.isReferred = true;
  let isLoaded = true;
  for (let next = rows.next(isLoaded); !next.done; next = rows.next(isLoaded)) {
    const { fileType, cells } = next.value;
    const line = files.get(fileType)!.lineOf(cells, shares, keysOf);
    isLoaded = line.breach?.isRejected !== true;
    yield line;
  }
}

interface SeenKeys {
  /** Of all rows so far. */
  readonly all: KeyTable;
  readonly rejected: KeyTable;
}

/** One file while its rows are made: what came before decides what a row can break. */
class BreakingFile {
  readonly keys: SeenKeys = { all: new KeyTable(), rejected: new KeyTable() };
  isReferred = false;
  readonly #fileType: FileType;
  readonly #variant: string | null;
  readonly #layout: FileLayout;
  readonly #random: () => number;
  readonly #breaches: BreachChoice;
  /** Rules that reject nothing. */
  readonly #lenient: readonly RowRule[];
  /** The last row that is loaded: what a duplicate repeats. */
  #loaded: SampleRow | undefined;

  constructor(slice: Slice, fileType: FileType, random: () => number, related: readonly string[] = []) {
    this.#fileType = fileType;
    this.#variant = slice.variant;
    this.#layout = layoutOf(slice, fileType);
    this.#random = random;
    this.#breaches = breachChoice(fileType, slice.variant, random, related);
    this.#lenient = rowRulesOfVariant(fileType, slice.variant).filter(({ severity }) => severity !== 'ERROR');
  }

  lineOf(cells: SampleRow, shares: BreachShares, keysOf: (fileType: string) => SeenKeys): SampleLine {
    const isLost = ({ columns, fileType }: Reference) => keysOf(fileType).rejected.has(textOf(cells, columns));
    const lost = rejectingReferencesOf(this.#fileType).find(isLost) ?? warningReferencesOf(this.#fileType).find(isLost);
    const fate = lost ? undefined : drawFate(this.#breaches, shares, this.#loaded !== undefined, this.#random);
    const broken = fate && this.#broken(cells, fate, keysOf);
    const sound: SampleLine = { fileType: this.#fileType.name, line: csvLine(this.#fileType, this.#variant, cells) };
    const breach = lost && {
      ruleId: ruleId(this.#fileType, lost.number),
      isRejected: severityOfReference(lost) === 'ERROR',
    };
    const made = broken ?? (breach ? { ...sound, breach } : sound);
    this.#remember(cells, made.breach?.isRejected !== true);
    return made;
  }

  #remember(cells: SampleRow, isLoaded: boolean): void {
    if (isLoaded) this.#loaded = cells;
    if (!this.isReferred) return;
    const key = textOf(cells, this.#fileType.key);
    this.keys.all.add(key, 0);
    // Of a duplicate too: the key that it was to have is nowhere.
    if (!isLoaded) this.keys.rejected.add(key, 0);
  }

  /** The row with a breach in it; undefined where none of a few can be made of this row. */
  #broken(cells: SampleRow, fate: Fate, keysOf: (fileType: string) => SeenKeys): SampleLine | undefined {
    const { isRejected } = fate;
    let breach: Breach | undefined = fate.breach;
    for (let tries = 0; breach && tries < MOST_BREACHES; tries += 1) {
      const line = this.#lineWith(cells, breach, isRejected, keysOf);
      if (line !== undefined) {
        return { fileType: this.#fileType.name, line, breach: { ruleId: breach.ruleId, isRejected } };
      }
      breach = isRejected ? this.#breaches.error() : this.#breaches.warning();
    }
    return undefined;
  }

  #lineWith(
    cells: SampleRow,
    breach: Breach,
    isRejected: boolean,
    keysOf: (fileType: string) => SeenKeys,
  ): string | Buffer | undefined {
    if (breach.kind === 'row') {
      const line = breach.spoil(cells);
      return this.#staysOneRow(line, cells) && this.#breaksOnly(line, breach.ruleId, isRejected) ? line : undefined;
    }
    const changed =
      breach.kind === 'duplicate'
        ? this.#loaded && picked(this.#loaded, this.#fileType.key)
        : this.#unknown(breach.reference, keysOf(breach.reference.fileType));
    return changed && csvLine(this.#fileType, this.#variant, { ...cells, ...changed });
  }

  /** A broken quote in a row of several lines may make two rows of it, or draw in the one that follows. */
  #staysOneRow(line: Buffer, cells: SampleRow): boolean {
    const header = Buffer.from(`${csvHeader(this.#fileType, this.#variant)}\n`);
    const next = Buffer.from(`\n${csvLine(this.#fileType, this.#variant, cells)}\n`);
    const splitter = new RecordSplitter(this.#layout);
    const records = [...splitter.push(Buffer.concat([header, line, next])), ...splitter.end()];
    return records.length === 2 && records[1]!.size === next.length - 2;
  }

  /** In a narrow file a spoiled row may be none, or break another rule besides. */
  #breaksOnly(line: Buffer, id: string, isRejected: boolean): boolean {
    const text = utf8Text(line);
    if (text === undefined) return id === ruleId(this.#fileType, NOT_UTF8);
    if (isBlankLine(text, this.#layout.delimiter)) return false;
    const { findings, values } = checkRecord(this.#fileType, this.#variant, this.#layout, text);
    if (isRejected) return findings.length === 1 && findings[0]!.ruleId === id;
    const broken = this.#lenient.filter(({ holds }) => !conditionHolds(holds, values, this.#fileType.columns));
    return findings.length === 0 && broken.length === 1 && ruleId(this.#fileType, broken[0]!.number) === id;
  }

  /** A key that no row has had; undefined where there is none to be found. */
  #unknown({ columns }: Reference, { all }: SeenKeys): SampleRow | undefined {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const key = Object.fromEntries(columns.map((name) => [name, sampleOf(this.#fileType, name, this.#random)]));
      if (!all.has(textOf(key, columns))) return key;
    }
    return undefined;
  }
}

function layoutOf(slice: Slice, { name }: FileType): FileLayout {
  const header = new TextEncoder().encode(`${csvHeader(slice.fileType(name), slice.variant)}\n`);
  const sniffed = sniffFile(header, { complete: true, allowEmpty: true }, slice, name);
  if (!sniffed.ok) throw new Error(sniffed.detail);
  return sniffed.layout;
}

const textOf = (cells: SampleRow, columns: readonly string[]): string =>
  keyText(columns.map((name) => cells[name] ?? ''));

const picked = (cells: SampleRow, columns: readonly string[]): SampleRow =>
  Object.fromEntries(columns.map((name) => [name, cells[name] ?? '']));

function sampleOf(fileType: FileType, name: string, random: () => number): string {
  return fileType.columns.find((column) => column.name === name)!.kind.sample(random);
}
