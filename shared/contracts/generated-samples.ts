import { type FileType, referencesOf } from './contract.ts';
import type { DatasetSamples } from './dataset-samples.ts';
import { keyText } from './offline/file-check.ts';
import { KeyTable } from './offline/key-table.ts';
import { type SampleRow, sampleRow, seededRandom } from './samples.ts';
import type { Slice } from './slice.ts';
import { type SoundRow, withBreaches } from './with-breaches.ts';

const MOST_ROWS = 1_000_000;
/** Where a key may have few values, so often another one is looked for; then the file has no more rows. */
const MOST_TRIES = 50;
/** So many rows of a file are referred to by others. */
const MOST_REFERRED = 100_000;

/** Samples of any dataset, by its contract alone: cells by their kinds, keys once each, references to rows that are loaded. */
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

/** A row with another key than those before; undefined where none is found. */
function newRow(
  slice: Slice,
  fileType: FileType,
  loaded: LoadedRows,
  keys: KeyTable,
  number: number,
  random: () => number,
): SampleRow | undefined {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const cells = sampleRow(fileType, slice.variant, random);
    for (const reference of referencesOf(fileType)) {
      const referable = loaded.get(reference.fileType)!;
      const referred = referable[Math.floor(referable.length * random())];
      if (!referred) return undefined;
      const { key } = slice.fileType(reference.fileType);
      reference.columns.forEach((name, at) => {
        cells[name] = referred[key[at]!] ?? '';
      });
    }
    fileType.reconcile?.(cells);
    if (keys.add(keyText(fileType.key.map((name) => cells[name] ?? '')), number) === undefined) return cells;
  }
  return undefined;
}
