import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { usualColumns } from '../../datasets/shown-columns.ts';
import { useDataset, usePath } from '../../datasets/use-dataset.ts';
import { columnsOf, keyOf } from '../../parts/row-columns.ts';
import { chosenBefore, rememberColumns } from './chosen-columns.ts';
import { showable } from './grid-columns.ts';
import { type RowsView, readView, writeView } from './rows-view.ts';

export interface ShownView extends Omit<RowsView, 'columns'> {
  readonly columns: readonly string[];
}

export interface RowsViewState {
  readonly view: ShownView;
  /** What the address says and nobody understands. */
  readonly ignored: readonly string[];
  /** What was asked for last; the address, and with it `view`, shows it a moment later. */
  readonly latest: () => RowsView;
  /** Another view, with its own entry in the browser's history. */
  readonly show: (view: RowsView) => void;
  /** The row in sight, without an entry in the history. */
  readonly keepRow: (row: number) => void;
  readonly chooseColumns: (columns: readonly string[]) => void;
  /** The address of the view, columns included, so that it shows the same to everybody. */
  readonly addressAt: (row: number) => string;
}

/** The columns that are shown until somebody chooses, as far as rows of this slice have them. */
export const usualIn = (slice: SliceName, dataType: string): readonly string[] =>
  showable(usualColumns(slice, dataType), columnsOf(slice, dataType), keyOf(slice, dataType)[0]!);

/** The view that the address holds. Columns that it does not name are those chosen here before, or the usual ones. */
export function useRowsView(): RowsViewState {
  const dataset = useDataset();
  const path = usePath();
  const [parameters, setParameters] = useSearchParams();
  const { view: read, ignored } = useMemo(() => readView(dataset, parameters), [dataset, parameters]);
  const view = useMemo((): ShownView => {
    const { slice, dataType } = read;
    const columns = read.columns ?? chosenBefore(slice, dataType) ?? usualIn(slice, dataType);
    return { ...read, columns };
  }, [read]);
  const asked = useRef<RowsView>(view);
  useEffect(() => {
    asked.current = view;
  }, [view]);
  const latest = useCallback(() => asked.current, []);
  const show = useCallback(
    (next: RowsView) => {
      asked.current = next;
      setParameters(writeView(next), { preventScrollReset: true });
    },
    [setParameters],
  );
  const replace = useCallback(
    (changes: Partial<RowsView>) => {
      asked.current = { ...asked.current, ...changes };
      setParameters(writeView(asked.current), { replace: true, preventScrollReset: true });
    },
    [setParameters],
  );
  const keepRow = useCallback(
    (row: number) => {
      // Of a list that is on its way out, the row means nothing any more.
      if (asked.current === view) replace({ row, columns: view.columns });
    },
    [replace, view],
  );
  const chooseColumns = useCallback(
    (columns: readonly string[]) => {
      rememberColumns(asked.current.slice.dataset, asked.current.dataType, columns);
      replace({ columns });
    },
    [replace],
  );
  const addressAt = useCallback((row: number) => path(`/data?${writeView({ ...view, row })}`), [path, view]);
  return { view, ignored, latest, show, keepRow, chooseColumns, addressAt };
}
