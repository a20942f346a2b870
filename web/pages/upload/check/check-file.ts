import { kindsOf, type PossibleKind, recogniseHead } from '../../../../shared/contracts/recognise-head.ts';
import type { Refusal } from '../../../../shared/contracts/refusal.ts';
import { toldByName } from '../../../../shared/contracts/told-by-name.ts';
import { allSlices, sliceOf } from '../../../../shared/datasets/registry.ts';
import { otherTables, sheetNamesOf, sheetNamesOfAny } from '../../../../shared/sheets/sheet-names.ts';
import { refusalOfUnrecognised } from '../../../../shared/sheets/sheet-refusal.ts';
import type { FileKind } from '../kind.ts';
import { namesErrorsColumn } from '../rejected-rows.ts';
import { checkRows } from './check-rows.ts';
import { withOpened } from './opened-file.ts';
import type { Verdict } from './verdict.ts';

/** What a file may be, and whether it comes from a download of rejected rows. */
export interface RecognisedFile {
  readonly ok: true;
  /** Its header fits one kind, or several that have the same columns. Of all datasets: whichever is open. */
  readonly kinds: readonly FileKind[];
  /** File types for which a workbook has a sheet besides. */
  readonly otherTables: readonly string[];
  readonly hasErrorsColumn: boolean;
}

const ALL_KINDS = kindsOf(allSlices);

/**
 * Finds out from its header what a file holds, as the service would; or why the service would refuse it.
 * @param table the file type whose sheet is meant, of a workbook with several
 */
export async function recogniseFile(file: Blob, table?: string): Promise<RecognisedFile | Refusal> {
  const possible = ALL_KINDS.filter(({ fileType }) => table === undefined || fileType === table);
  return withOpened(file, sheetNamesOfAny(possible), async ({ head, complete, packing }) => {
    const recognised = recogniseHead(head, { complete }, possible);
    const sheet = packing.form === 'workbook' ? packing : undefined;
    if (!recognised.ok) return refusalOfUnrecognised(recognised, sheet?.sheet);
    const kinds = toldByName(recognised.kinds, [sheet?.sheet]);
    return {
      ok: true,
      kinds: kinds.map(kindName),
      otherTables: sheet ? otherTables(sheet.sheetNames, kinds, possible) : [],
      hasErrorsColumn: namesErrorsColumn(firstLineOf(head)),
    };
  });
}

const kindName = ({ slice: { dataset, variant }, fileType }: PossibleKind): FileKind => ({
  dataset,
  variant,
  fileType,
});

const firstLineOf = (head: Uint8Array): string =>
  new TextDecoder()
    .decode(head)
    .trimStart()
    .split(/[\r\n]/, 1)[0] ?? '';

/** Checks a file as one of that kind: its form, encoding and header, and its first rows. */
export async function checkFile(file: Blob, kind: FileKind): Promise<Verdict> {
  const names = sheetNamesOf(sliceOf(kind).fileType(kind.fileType));
  return withOpened(file, names, (opened) => checkRows(file, opened, kind));
}
