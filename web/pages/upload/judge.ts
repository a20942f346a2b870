import type { ChosenFile } from './chosen-file.ts';
import { guessKind } from './guess-kind.ts';
import type { Kind } from './kind.ts';

/** As one sees it: what it holds, and what is to be done about it. */
export interface JudgedFile extends ChosenFile {
  readonly kind: ReturnType<typeof guessKind>;
  readonly readiness: Readiness;
}

/**
 * CHECKING; KIND_MISSING: nobody can tell its loan type but the user; REFUSED: the service would not take it; FAULTY: some
 * rows would be rejected, so that sending it has to be meant; READY.
 */
export type Readiness = 'CHECKING' | 'KIND_MISSING' | 'UNREADABLE' | 'REFUSED' | 'FAULTY' | 'READY';

export function judge(chosen: ChosenFile, all: readonly ChosenFile[]): JudgedFile {
  const kind = guessKind(chosen, all);
  return { ...chosen, kind, readiness: readinessOf(chosen, kind) };
}

function readinessOf({ recognised, verdict, error, isSentAllTheSame }: ChosenFile, kind: Partial<Kind>): Readiness {
  if (error !== undefined) return 'UNREADABLE';
  if (recognised === undefined) return 'CHECKING';
  if (kind.loanType === undefined || kind.fileType === undefined) return recognised.ok ? 'KIND_MISSING' : 'REFUSED';
  if (verdict === undefined) return 'CHECKING';
  if (!verdict.ok) return 'REFUSED';
  return verdict.rejectedRows > 0 && !isSentAllTheSame ? 'FAULTY' : 'READY';
}
