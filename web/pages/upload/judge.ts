import { fileNameFault } from '../../../shared/domain/file-name.ts';
import { sliceText } from '../../../shared/domain/slice.ts';
import type { ChosenFile } from './chosen-file.ts';
import { guessKind } from './guess-kind.ts';
import { type FileKind, isKnown, isSameKind, type PartialKind } from './kind.ts';
import { isNamedAsRejected } from './rejected-rows.ts';

/** What is live, by the texts of slices: a file may correct it or replace it. */
export type LiveBooks = Readonly<Record<string, { readonly sync_id: string }>>;

/** As one sees it: what it holds, and what is to be done about it. */
export interface JudgedFile extends Omit<ChosenFile, 'corrects'> {
  readonly kind: ReturnType<typeof guessKind>;
  /** The sync of which it corrects rows, as was said or offered; null for a whole file. */
  readonly corrects: string | null;
  /** Whether its name or header says that it holds rows that were rejected before. */
  readonly looksFixed: boolean;
  readonly readiness: Readiness;
}

/**
 * CHECKING; KIND_MISSING: nobody can tell what it holds but the user; PURPOSE_MISSING: it looks like rows that were rejected,
 * and there is nothing live that they could correct; REFUSED: the service would not take it; FAULTY: some rows would be
 * rejected, so that sending it has to be meant; READY.
 */
export type Readiness = 'CHECKING' | 'KIND_MISSING' | 'PURPOSE_MISSING' | 'UNREADABLE' | 'REFUSED' | 'FAULTY' | 'READY';

/** @param books undefined as long as it is not known what is live */
export function judge(chosen: ChosenFile, all: readonly ChosenFile[], books: LiveBooks | undefined): JudgedFile {
  const kind = guessKind(chosen, all);
  const { recognised, file } = chosen;
  const looksFixed = isNamedAsRejected(file.name) || (recognised?.ok === true && recognised.hasErrorsColumn);
  // Rows that were rejected are a few of the book: taken for all of it they would end it.
  const offered = looksFixed ? (isKnown(kind) ? books?.[sliceText(kind)]?.sync_id : undefined) : null;
  const corrects = chosen.corrects === undefined ? offered : chosen.corrects;
  const readiness = readinessOf(chosen, kind);
  const waits = corrects === undefined && (readiness === 'READY' || readiness === 'FAULTY');
  return {
    ...chosen,
    kind,
    looksFixed,
    corrects: corrects ?? null,
    readiness: waits ? (books === undefined ? 'CHECKING' : 'PURPOSE_MISSING') : readiness,
  };
}

function readinessOf({ file, recognised, verdict, error, isSentAllTheSame }: ChosenFile, kind: PartialKind): Readiness {
  if (fileNameFault(file.name)) return 'REFUSED';
  if (error !== undefined) return 'UNREADABLE';
  if (recognised === undefined) return 'CHECKING';
  if (!isKnown(kind)) return recognised.ok ? 'KIND_MISSING' : 'REFUSED';
  if (verdict === undefined) return 'CHECKING';
  if (!verdict.ok) return 'REFUSED';
  return verdict.rejectedRows > 0 && !isSentAllTheSame ? 'FAULTY' : 'READY';
}

/** Files that belong into one: of the same kind, and for the same purpose. In their order. */
export interface FileGroup {
  readonly kind: FileKind;
  readonly files: readonly JudgedFile[];
}

/** The files of one type that are loaded as one file, where there are several. */
export function filesAsOne(judged: readonly JudgedFile[]): FileGroup[] {
  const groups: { kind: FileKind; files: JudgedFile[] }[] = [];
  for (const file of judged) {
    const { from: _, ...kind } = file.kind;
    if (!isKnown(kind) || file.readiness === 'REFUSED') continue;
    const group = groups.find((other) => isSameKind(other.kind, kind));
    if (group) group.files.push(file);
    else groups.push({ kind, files: [file] });
  }
  return groups.filter(({ files }) => files.length > 1);
}

/** Whether files of one type are partly corrections and partly not, or of different syncs: no sync takes those together. */
export const isMixed = ({ files }: FileGroup): boolean => new Set(files.map(({ corrects }) => corrects)).size > 1;
