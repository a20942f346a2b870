import type { SliceName } from '../../../shared/domain/slice.ts';
import { columnsOf, keyOf } from '../../parts/row-columns.ts';
import { showable } from './grid-columns.ts';

const storageKey = (dataset: string, dataType: string): string => `tranche.columns.${dataset}.${dataType}`;

/** The columns somebody chose in this browser before, as far as rows of this slice have them. */
export function chosenBefore(slice: SliceName, dataType: string): readonly string[] | undefined {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(slice.dataset, dataType)) ?? 'null');
    if (!Array.isArray(stored)) return undefined;
    const names = stored.filter((name): name is string => typeof name === 'string');
    return showable(names, columnsOf(slice, dataType), keyOf(slice, dataType)[0]!);
  } catch {
    // Storage may be switched off, or hold what another version wrote.
    return undefined;
  }
}

export function rememberColumns(dataset: string, dataType: string, columns: readonly string[]): void {
  try {
    localStorage.setItem(storageKey(dataset, dataType), JSON.stringify(columns));
  } catch {
    // Then the choice lasts as long as the address does.
  }
}
