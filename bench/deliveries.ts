import path from 'node:path';
import { type SampleCounts, writeSample } from '../local/demo/sample-files.ts';
import type { DatasetSamples, SampleOptions } from '../shared/contracts/dataset-samples.ts';
import type { Slice } from '../shared/contracts/slice.ts';

/** The files of a bank for one slice, and what must become of them. */
export interface Delivery {
  readonly slice: Slice;
  /** By file type. */
  readonly paths: Readonly<Record<string, string>>;
  readonly counts: SampleCounts;
  readonly rows: number;
  readonly bytes: number;
}

/** By file type, how many rows a contender must have loaded, or its time means nothing. */
export type LoadedRows = Readonly<Record<string, number>>;

/** Writes generated files into a folder. The same options give the same bytes on every machine. */
export async function writeDelivery(
  samples: DatasetSamples,
  slice: Slice,
  options: SampleOptions,
  folder: string,
): Promise<Delivery> {
  const name = `${options.rows}-${options.errors}`;
  const paths = Object.fromEntries(
    slice.contract.fileTypes.map((fileType) => [fileType.name, path.join(folder, `${fileType.name}-${name}.csv`)]),
  );
  const counts = await writeSample(samples, slice, options, (fileType) => paths[fileType]!);
  const files = Object.values(counts.files);
  const sum = (of: 'rows' | 'bytes') => files.reduce((total, file) => total + file[of], 0);
  return { slice, paths, counts, rows: sum('rows'), bytes: sum('bytes') };
}

export const soundRows = ({ counts: { files } }: Delivery): LoadedRows =>
  Object.fromEntries(Object.entries(files).map(([fileType, { rows, rejected }]) => [fileType, rows - rejected]));

/**
 * @param lets numbers of rules that the contender cannot check: rows that break them are loaded
 * @throws {Error} if a contender loaded other rows than it should have: its rules are not those of the others
 */
export function assertLoaded(
  contender: string,
  delivery: Delivery,
  loaded: LoadedRows,
  lets: readonly string[] = [],
): void {
  const sound = soundRows(delivery);
  for (const { name, rulePrefix } of delivery.slice.contract.fileTypes) {
    const broken = lets.reduce((rows, number) => rows + (delivery.counts.byRule[`${rulePrefix}-${number}`] ?? 0), 0);
    const expected = (sound[name] ?? 0) + broken;
    if (loaded[name] === expected) continue;
    throw new Error(
      `${contender} loaded ${loaded[name]} rows of the ${name} file; right are ${expected}. Its time cannot be compared.`,
    );
  }
}

/** As in "1400000 credit, 2600000 payment_plan, 406 MB". */
export const sizeOf = ({ counts: { files }, bytes }: Delivery): string =>
  `${Object.entries(files)
    .map(([fileType, { rows }]) => `${rows} ${fileType}`)
    .join(', ')}, ${(bytes / 1e6).toFixed(0)} MB`;
