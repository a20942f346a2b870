import { assertShares, type BreachChoice, type BreachShares, breachChoice, drawFate } from './breaches.ts';
import { type FileType, type Reference, referencesOf } from './contract.ts';
import { keyText } from './offline/file-check.ts';
import { KeyTable } from './offline/key-table.ts';
import { ruleId } from './rules.ts';
import { csvLine, type SampleRow } from './samples.ts';
import type { Slice } from './slice.ts';

/** A line of one of the files of a sample; millions follow each other, and none is kept. */
export interface SampleLine {
  readonly fileType: string;
  /** Without its end. */
  readonly line: string | Buffer;
  /** The rule that the row breaks, and whether it must be rejected for that. Absent of a sound row. */
  readonly breach?: { readonly ruleId: string; readonly isRejected: boolean };
}

export interface SampleOptions extends BreachShares {
  /** How large the sample is: rows of the file that `DatasetSamples.size` speaks of. */
  readonly rows: number;
  /** The same seed and options give the same bytes. */
  readonly seed: number;
  /** Of the dataset's own, by name; its default where one is left out. */
  readonly more?: Readonly<Record<string, number>>;
}

/** An option that only the samples of one dataset have. */
export interface SampleOption {
  /** As it is typed, without the dashes. */
  readonly name: string;
  readonly meaning: string;
  readonly bounds: readonly [low: number, high: number];
  readonly otherwise: number;
}

/** How samples of a dataset are made. */
export interface DatasetSamples {
  /** What `rows` counts, and how many there may be. */
  readonly size: { readonly meaning: string; readonly most: number; readonly otherwise: number };
  readonly options?: readonly SampleOption[];
  /**
   * The rows of a slice's files, without their headers, sound but for the announced share of them. A row that others refer
   * to comes before those.
   * @throws {RangeError} for a size or share that cannot be
   */
  lines(slice: Slice, options: SampleOptions): Iterable<SampleLine>;
}

/** A row in which nothing is wrong, whose references are to sound rows that came before. */
export interface SoundRow {
  readonly fileType: string;
  readonly cells: SampleRow;
}

const MOST_TRIES = 50;

/**
 * Mixes wrong rows into sound ones: each breaks one rule, chosen by the contract. A row that refers to one that is rejected
 * is rejected with it, for want of its reference; who makes the rows is told of each whether it is loaded, and can leave
 * such out. What is kept in memory: the keys of files that others refer to.
 * @param rows referred rows before those that refer to them
 */
export function* withBreaches(
  slice: Slice,
  rows: Generator<SoundRow, void, boolean>,
  shares: BreachShares,
  random: () => number,
): Generator<SampleLine, void, undefined> {
  assertShares(shares);
  const files = new Map(
    slice.contract.fileTypes.map((fileType) => [fileType.name, new BreakingFile(slice, fileType, random)]),
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
  readonly #random: () => number;
  readonly #breaches: BreachChoice;
  /** The last row that is loaded: what a duplicate repeats. */
  #loaded: SampleRow | undefined;

  constructor({ variant }: Slice, fileType: FileType, random: () => number) {
    this.#fileType = fileType;
    this.#variant = variant;
    this.#random = random;
    this.#breaches = breachChoice(fileType, variant, random);
  }

  lineOf(cells: SampleRow, shares: BreachShares, keysOf: (fileType: string) => SeenKeys): SampleLine {
    const { name } = this.#fileType;
    const lost = referencesOf(this.#fileType).find(({ columns, fileType }) => {
      return keysOf(fileType).rejected.has(textOf(cells, columns));
    });
    const fate = lost ? undefined : drawFate(this.#breaches, shares, this.#loaded !== undefined, this.#random);
    let line: string | Buffer | undefined;
    let breach = lost && { ruleId: ruleId(this.#fileType, lost.number), isRejected: true };
    if (fate) {
      line = this.#broken(cells, fate.breach, keysOf);
      if (line !== undefined) breach = { ruleId: fate.breach.ruleId, isRejected: fate.isRejected };
    }
    const isLoaded = breach?.isRejected !== true;
    if (isLoaded) this.#loaded = cells;
    if (this.isReferred) {
      const key = textOf(cells, this.#fileType.key);
      this.keys.all.add(key, 0);
      // Of a duplicate too: the key that it was to have is nowhere.
      if (!isLoaded) this.keys.rejected.add(key, 0);
    }
    const told = line ?? csvLine(this.#fileType, this.#variant, cells);
    return { fileType: name, line: told, ...(breach ? { breach } : {}) };
  }

  /** The row with the breach in it; undefined where it cannot be made. */
  #broken(
    cells: SampleRow,
    breach: ReturnType<BreachChoice['error']>,
    keysOf: (fileType: string) => SeenKeys,
  ): string | Buffer | undefined {
    if (breach.kind === 'row') return breach.spoil(cells);
    const changed =
      breach.kind === 'duplicate'
        ? picked(this.#loaded!, this.#fileType.key)
        : this.#unknown(breach.reference, keysOf(breach.reference.fileType));
    return changed && csvLine(this.#fileType, this.#variant, { ...cells, ...changed });
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

const textOf = (cells: SampleRow, columns: readonly string[]): string =>
  keyText(columns.map((name) => cells[name] ?? ''));

const picked = (cells: SampleRow, columns: readonly string[]): SampleRow =>
  Object.fromEntries(columns.map((name) => [name, cells[name] ?? '']));

function sampleOf(fileType: FileType, name: string, random: () => number): string {
  return fileType.columns.find((column) => column.name === name)!.kind.sample(random);
}
