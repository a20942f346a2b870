import path from 'node:path';
import { type PossibleKinds, recogniseFiles } from '../shared/client/recognise-files.ts';
import type { DeliveryFile } from '../shared/client/send-file.ts';
import type { Slice } from '../shared/contracts/slice.ts';
import { allSlices, FILE_TYPE_NAMES } from '../shared/datasets/registry.ts';
import { usageFailure } from './failure.ts';
import { oneOf } from './slice-options.ts';
import { nearest } from './text/nearest.ts';

export interface NamedKinds extends Pick<PossibleKinds, 'severalOfAKind' | 'allowEmpty' | 'choose'> {
  /** Those that are named; empty for any. */
  readonly slices: readonly Slice[];
  readonly fileType?: string | undefined;
}

/** `fixed.csv` → `fixed-<file type>.csv`: rows of several file types go to as many files. */
export function besides(file: string, fileType: string): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${fileType}${ext}`);
}

/** What the files on the command line hold, by their headers and the options. @throws {UnrecognisedFile} {CommandFailure} */
export async function recogniseNamedFiles(
  folder: string,
  paths: readonly string[],
  { slices, fileType, ...how }: NamedKinds,
): Promise<DeliveryFile[]> {
  const files = paths.map((file) => path.resolve(folder, file));
  if (fileType === undefined) return recogniseFiles(files, { ...how, slices });
  assertFileType(slices, fileType);
  const [slice, another] = slices;
  if (!slice || another) return recogniseFiles(files, { ...how, slices, fileTypes: [fileType] });
  if (files.length > 1 && !how.severalOfAKind) {
    throw usageFailure('Where the options say what a file is, give one: two of a kind supersede each other.');
  }
  return files.map((file) => ({ path: file, slice, fileType }));
}

function assertFileType(slices: readonly Slice[], fileType: string): void {
  const possible = slices.length > 0 ? slices : allSlices;
  const known = FILE_TYPE_NAMES.filter((name) =>
    possible.some(({ contract }) => contract.fileTypes.some((type) => type.name === name)),
  );
  if (known.includes(fileType)) return;
  const meant = nearest(fileType, known);
  throw usageFailure(
    `--file-type is ${JSON.stringify(fileType)}: it must be ${oneOf(known)}.${meant ? ` Did you mean ${meant}?` : ''}`,
  );
}
