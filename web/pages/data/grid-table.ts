import {
  columnOrderingFeature,
  columnPinningFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import type { DataRow } from '../../api/queries/rows.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import type { Sort } from './rows-view.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnVisibilityFeature,
  rowSortingFeature,
});
const NO_ROWS: DataRow[] = [];

export interface GridTableOptions {
  /** Stays in sight. */
  readonly keyColumn: string;
  readonly columns: readonly ServedColumn[];
  /** Names of those shown, in their order. */
  readonly shown: readonly string[];
  readonly sort: Sort | undefined;
}

/** Which columns a grid shows, in which order. Its rows are not here: they are fetched page by page, sorted by the service. */
export function useGridTable({ keyColumn, columns, shown, sort }: GridTableOptions) {
  const definitions = useMemo(
    () => columns.map(({ name }) => ({ id: name, accessorFn: (row: DataRow) => row[name] })),
    [columns],
  );
  const state = useMemo(
    () => ({
      columnOrder: [...shown],
      columnVisibility: Object.fromEntries(columns.map(({ name }) => [name, shown.includes(name)])),
      columnPinning: { start: [keyColumn], end: [] },
      sorting: sort ? [{ id: sort.column, desc: sort.descending }] : [],
    }),
    [keyColumn, columns, shown, sort],
  );
  return useTable({ features, columns: definitions, data: NO_ROWS, state, manualSorting: true });
}
