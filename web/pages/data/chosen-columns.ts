import type { FileTypeName, LoanType } from '../../api/queries/syncs.ts';
import { columnsOf } from '../../parts/row-columns.ts';
import { showable } from './grid-columns.ts';

const storageKey = (dataType: FileTypeName): string => `tranche.columns.${dataType}`;

/** The columns somebody chose in this browser before, as far as rows of this loan type have them. */
export function chosenBefore(loanType: LoanType, dataType: FileTypeName): readonly string[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(dataType)) ?? 'null');
    if (!Array.isArray(stored)) return undefined;
    const names = stored.filter((name): name is string => typeof name === 'string');
    return showable(names, columnsOf(loanType, dataType));
  } catch {
    // Storage may be switched off, or hold what another version wrote.
    return undefined;
  }
}

export function rememberColumns(dataType: FileTypeName, columns: readonly string[]): void {
  try {
    localStorage.setItem(storageKey(dataType), JSON.stringify(columns));
  } catch {
    // Then the choice lasts as long as the address does.
  }
}
