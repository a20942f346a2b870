import path from 'node:path';
import { type PossibleKinds, recogniseFiles, UnrecognisedFile } from '../shared/client/recognise-files.ts';
import type { PortfolioFile } from '../shared/client/send-file.ts';
import type { FileTypeName, Variant } from '../shared/domain/slice.ts';
import { usageFailure } from './failure.ts';

export interface NamedKinds extends Pick<PossibleKinds, 'severalOfAKind' | 'allowEmpty'> {
  readonly loanType?: Variant | undefined;
  readonly fileType?: FileTypeName | undefined;
}

/** `fixed.csv` → `fixed-credit.csv`: rows of two file types go to two files. */
export function besides(file: string, fileType: FileTypeName): string {
  const { dir, name, ext } = path.parse(file);
  return path.join(dir, `${name}-${fileType}${ext}`);
}

/**
 * What the files on the command line hold, by their headers and the options.
 * @param chooseLoanType asked about a payment plan, which looks the same for every loan type; undefined: nobody knows
 */
export async function recogniseNamedFiles(
  folder: string,
  paths: readonly string[],
  { loanType, fileType, ...how }: NamedKinds,
  chooseLoanType: (file: string) => Promise<Variant | undefined>,
): Promise<PortfolioFile[]> {
  const files = paths.map((file) => path.resolve(folder, file));
  if (loanType && fileType) {
    if (files.length > 1 && !how.severalOfAKind)
      throw usageFailure('With --loan-type and --file-type give one file: two of a kind supersede each other.');
    return files.map((file) => ({ path: file, loanType, fileType }));
  }
  const kinds = { ...how, loanTypes: loanType ? [loanType] : [], fileTypes: fileType ? [fileType] : [] };
  try {
    return await recogniseFiles(files, kinds);
  } catch (error) {
    if (!(error instanceof UnrecognisedFile) || error.reason !== 'ambiguous') throw error;
    const chosen = await chooseLoanType(error.path);
    if (!chosen) throw error;
    return recogniseFiles(files, { ...kinds, loanTypes: [chosen] });
  }
}
