import type { FileType } from '../contracts/contract.ts';

/** What the sheet of a file type may be called: its name, and what stands before the colon of its title. */
export const sheetNamesOf = ({ name, title }: Pick<FileType, 'name' | 'title'>): string[] => [
  name,
  title.split(':', 1)[0]!,
];
