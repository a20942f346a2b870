import type { ChosenFile } from './chosen-file.ts';
import type { LoanFileKind, LoanType } from './kind.ts';

/** Where the loan type and file type of a file come from. */
export type Guessed = 'picked' | 'header' | 'companion' | 'name';

export interface GuessedKind extends Partial<LoanFileKind> {
  /** Undefined as long as nothing tells the loan type. */
  readonly loanTypeFrom: Guessed | undefined;
}

const NAMES: readonly (readonly [LoanType, RegExp])[] = [
  ['RETAIL', /retail|bireysel/i],
  ['COMMERCIAL', /commercial|ticari|kurumsal/i],
];

/**
 * What a file holds: what was picked for it, or else what its header says. Payment plans look the same for every loan
 * type: theirs is that of the credit files chosen along with them, or of their name.
 */
export function guessKind(chosen: ChosenFile, all: readonly ChosenFile[]): GuessedKind {
  const { picked, recognised } = chosen;
  const known = recognised?.ok ? recognised : undefined;
  const fileType = picked.fileType ?? (known?.fileType as LoanFileKind['fileType'] | undefined);
  const withFileType = fileType === undefined ? {} : { fileType };
  if (picked.loanType !== undefined) return { ...withFileType, loanType: picked.loanType, loanTypeFrom: 'picked' };
  const guess = known ? guessLoanType(chosen, known.variants as readonly LoanType[], all) : undefined;
  return guess
    ? { ...withFileType, loanType: guess[0], loanTypeFrom: guess[1] }
    : { ...withFileType, loanTypeFrom: undefined };
}

function guessLoanType(
  { id, file }: ChosenFile,
  possible: readonly LoanType[],
  all: readonly ChosenFile[],
): readonly [LoanType, Guessed] | undefined {
  const [only, another] = possible;
  if (only !== undefined && another === undefined) return [only, 'header'];
  const companions = new Set(all.filter((other) => other.id !== id).flatMap(loanTypeOfItsOwn));
  const [companion] = companions;
  if (companion !== undefined && companions.size === 1) return [companion, 'companion'];
  const named = NAMES.filter(([loanType, name]) => possible.includes(loanType) && name.test(file.name));
  return named.length === 1 ? [named[0]![0], 'name'] : undefined;
}

/** Of a file that says by itself which loan type it is of. */
function loanTypeOfItsOwn({ recognised, picked }: ChosenFile): LoanType[] {
  if (!recognised?.ok || recognised.variants.length > 1) return [];
  return [picked.loanType ?? (recognised.variants[0] as LoanType)];
}
