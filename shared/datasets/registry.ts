import { type Dataset, tablesOf } from '../contracts/contract.ts';
import { Slice } from '../contracts/slice.ts';
import { readStoredVariant, type SliceName } from '../domain/slice.ts';
import { cash } from './cash/contract.ts';
import { loans } from './loans/contract.ts';
import { sales } from './sales/contract.ts';
import { trades } from './trades/contract.ts';

/** Every dataset there is. The first is meant where a request names none: its clients are older than the others. */
export const DATASETS: readonly Dataset[] = [loans, trades, cash, sales];

export const DEFAULT_DATASET = DATASETS[0]!;

const BY_NAME = new Map(DATASETS.map((contract) => [contract.name, contract]));

export const findDataset = (name: string): Dataset | undefined => BY_NAME.get(name);

/** @throws {RangeError} */
export function datasetNamed(name: string): Dataset {
  const contract = findDataset(name);
  if (!contract) throw new RangeError(`there is no dataset ${name}`);
  return contract;
}

/** The slice of a name that this service has written down. @throws {RangeError} where its dataset or variant is gone */
export const sliceOf = ({ dataset, variant }: SliceName): Slice => Slice.of(datasetNamed(dataset), variant);

/** The same, of a variant as stores spell it that know no null. */
export const storedSlice = (dataset: string, stored: string): Slice =>
  sliceOf({ dataset, variant: readStoredVariant(stored) });

export const allSlices: readonly Slice[] = DATASETS.flatMap((contract) => Slice.allOf(contract));

/** Every name of a file type, and of whatever else is stored and served, over all datasets. */
export const FILE_TYPE_NAMES = unique(DATASETS.flatMap(({ fileTypes }) => fileTypes.map(({ name }) => name)));
export const TABLE_NAMES = unique(DATASETS.flatMap((contract) => tablesOf(contract).map(({ name }) => name)));

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
