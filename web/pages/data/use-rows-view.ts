import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { chosenBefore, rememberColumns } from './chosen-columns.ts';
import { usualColumns } from './grid-columns.ts';
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

/** The view that the address holds. Columns that it does not name are those chosen here before, or the usual ones. */
export function useRowsView(): RowsViewState {
  const [parameters, setParameters] = useSearchParams();
  const { view: read, ignored } = useMemo(() => readView(parameters), [parameters]);
  const view = useMemo((): ShownView => {
    const columns = read.columns ?? chosenBefore(read.loanType, read.dataType) ?? usualColumns(read.dataType);
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
      rememberColumns(asked.current.dataType, columns);
      replace({ columns });
    },
    [replace],
  );
  const addressAt = useCallback((row: number) => `/data?${writeView({ ...view, row })}`, [view]);
  return { view, ignored, latest, show, keepRow, chooseColumns, addressAt };
}
