import { columnsOfVariant, type Dataset, type FileType, variantsOf } from './contract.ts';
import { foldCase } from './kinds/code.ts';

/** Of letters alone: `swift_2023Q1.csv` is `swift`, `q` and `csv`. */
const wordsOf = (name: string): string[] =>
  foldCase(name.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2'))
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

/** Whether a file or a sheet is called after a file type: the words of its name follow each other in the other's. */
export function isNamedAfter(name: string, fileType: string): boolean {
  const words = wordsOf(name);
  const wanted = wordsOf(fileType).join('');
  return words.some((_, from) => words.some((__, to) => words.slice(from, to + 1).join('') === wanted));
}

/**
 * Of kinds whose columns are the same, those of the one file type that a file is called after; all of them where no name
 * tells, or one names several.
 * @param names of what holds the columns, the nearest first: a sheet, its file
 */
export function toldByName<Kind extends { readonly fileType: string }>(
  kinds: readonly Kind[],
  names: readonly (string | undefined)[],
): readonly Kind[] {
  for (const name of names) {
    const named = kinds.filter(({ fileType }) => name !== undefined && isNamedAfter(name, fileType));
    if (new Set(named.map(({ fileType }) => fileType)).size === 1) return named;
  }
  return kinds;
}

/** Whether another file type of the dataset has the same columns: then only names tell their files apart. */
export const needsTelling = (dataset: Dataset, fileType: FileType): boolean =>
  othersOfSameColumns(dataset, fileType).length > 0;

/** Whether a file of this name is taken for one of the file type: by its columns, or where others have them too by its name. */
export function isTold(dataset: Dataset, fileType: FileType, fileName: string): boolean {
  const kinds = [fileType, ...othersOfSameColumns(dataset, fileType)].map(({ name }) => ({ fileType: name }));
  const told = toldByName(kinds, [fileName]);
  return told.length === 1 && told[0]!.fileType === fileType.name;
}

function othersOfSameColumns(dataset: Dataset, fileType: FileType): FileType[] {
  const namesOf = (of: FileType, variant: string | null) =>
    columnsOfVariant(of, variant)
      .map(({ name }) => name)
      .sort()
      .join();
  return dataset.fileTypes.filter(
    (other) =>
      other.name !== fileType.name &&
      variantsOf(dataset).some((variant) => namesOf(other, variant) === namesOf(fileType, variant)),
  );
}
