import type { FileType } from '../contracts/contract.ts';
import { foldCase } from '../contracts/kinds/code.ts';
import type { PossibleKind } from '../contracts/recognise-head.ts';

/** What the sheet of a file type may be called: its name, and what stands before the colon of its title. */
export const sheetNamesOf = ({ name, title }: Pick<FileType, 'name' | 'title'>): string[] => [
  name,
  title.split(':', 1)[0]!,
];

const namesOfKind = ({ slice, fileType }: PossibleKind): string[] => sheetNamesOf(slice.fileType(fileType));

/** What the sheet of a workbook may be called that may hold any of these. */
export const sheetNamesOfAny = (possible: readonly PossibleKind[]): string[] => [
  ...new Set(possible.flatMap(namesOfKind)),
];

/**
 * The file types for which a workbook has a sheet besides the one that was recognised.
 * @param recognised what that holds
 */
export function otherTables(
  sheetNames: readonly string[],
  recognised: readonly PossibleKind[],
  possible: readonly PossibleKind[],
): string[] {
  const others = possible.filter(
    (kind) =>
      recognised.every(({ fileType }) => fileType !== kind.fileType) &&
      sheetNames.some((sheet) => isNamed(sheet, namesOfKind(kind))),
  );
  return [...new Set(others.map(({ fileType }) => fileType))];
}

/** Whether a sheet is called by one of these names, whatever their letter case and what stands between their words. */
export const isNamed = (sheet: string, names: readonly string[]): boolean =>
  names.some((name) => comparable(name) === comparable(sheet));

/** `Payment plan`, `payment_plan` and `PAYMENT PLAN` are one name. */
const comparable = (name: string): string => foldCase(name).replace(/[^\p{L}\p{N}]/gu, '');
