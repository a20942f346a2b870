import { findDataset } from '../shared/datasets/registry.ts';

/** What an answer has by file type, in the order of the contract; of a dataset that this version does not know, as it came. */
export function inFileOrder<File>(
  dataset: string,
  files: Readonly<Record<string, File>>,
): readonly (readonly [fileType: string, file: File])[] {
  const known = findDataset(dataset)?.fileTypes.map(({ name }) => name) ?? [];
  const names = [...known.filter((name) => Object.hasOwn(files, name)), ...Object.keys(files)];
  return [...new Set(names)].map((name) => [name, files[name]!] as const);
}
