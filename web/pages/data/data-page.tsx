import { Alert, Button, Card, Group, Stack } from '@mantine/core';
import { IconDatabaseOff, IconFilterOff } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { DataRow, RowsQuestion } from '../../api/queries/rows.ts';
import { linksOf } from '../../datasets/row-links.ts';
import { rowPath } from '../../datasets/row-path.ts';
import { usePath } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { columnsOf, keyOf } from '../../parts/row-columns.ts';
import { SliceInAddress } from '../../parts/slice-in-address.tsx';
import { EmptyState, ErrorState } from '../../parts/states.tsx';
import { useIsPhone } from '../../parts/use-is-phone.ts';
import { DataGrid, type GridTarget } from './data-grid.tsx';
import { DataToolbar } from './data-toolbar.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { FilterChips } from './filter-chips.tsx';
import { FilterPopover } from './filter-popover.tsx';
import { type ViewFilter, withFilters, wrongFilter } from './filters.ts';
import { GoToDialog } from './go-to-dialog.tsx';
import { GridSort } from './grid-sort.tsx';
import { LoadLine } from './load-line.tsx';
import { type OpenRow, RowDrawer } from './row-drawer.tsx';
import { PAGE_ROWS } from './row-window.ts';
import { filterParameter, type Sort, sortText, switched } from './rows-view.ts';
import { useRows } from './use-rows.ts';
import { useRowsView } from './use-rows-view.ts';

/** How long the list must stand still before the address says which row is in sight. */
const STILL_MS = 400;

type Dialog =
  | { readonly kind: 'filter'; readonly column: string; readonly anchor: HTMLElement }
  | ({ readonly kind: 'row' } & OpenRow)
  | { readonly kind: 'export' | 'go-to' };

export default function DataPage() {
  return (
    <SliceInAddress>
      <RowsOfData />
    </SliceInAddress>
  );
}

function RowsOfData() {
  const { t } = useTranslation(['data', 'common']);
  const { view, ignored, latest, show, keepRow, chooseColumns, addressAt } = useRowsView();
  const { slice, dataType, sort, filters } = view;
  const names = useNames();
  const columns = useMemo(() => columnsOf(slice, dataType), [slice, dataType]);
  const keyColumn = keyOf(slice, dataType)[0]!;
  const navigate = useNavigate();
  const isPhone = useIsPhone();
  const [dialog, setDialog] = useState<Dialog>();
  const closeDialog = () => setDialog(undefined);

  const question = useMemo((): RowsQuestion => {
    // In the contract's order, so that another order of the same columns is no other question; the key opens a row.
    const needed = new Set([...view.columns, ...keyOf(slice, dataType)]);
    const asked = columns.map(({ name }) => name).filter((name) => needed.has(name));
    return {
      slice,
      dataType,
      columns: asked,
      sort: sort && sortText(sort),
      filters: filters.map((filter) => [filterParameter(filter), filter.value]),
    };
  }, [columns, view.columns, slice, dataType, sort, filters]);
  // The list as a whole: another one begins where its address says, the same one stays where it is.
  const list = JSON.stringify({ ...question, columns: [] });
  const { target, goToRow } = useTarget(list, view.row);
  const [inSight, setInSight] = useState({ first: view.row, last: view.row });
  const rowInSight = useRef(view.row);
  const still = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(still.current), []);
  const keepRowLater = useRef(keepRow);
  keepRowLater.current = keepRow;
  const onInSight = useCallback((first: number, last: number) => {
    setInSight((before) => (isSamePages(before, { first, last }) ? before : { first, last }));
    clearTimeout(still.current);
    if (first === rowInSight.current) return;
    still.current = setTimeout(() => {
      rowInSight.current = first;
      keepRowLater.current(first);
    }, STILL_MS);
  }, []);
  const rows = useRows(question, inSight);
  const { head, totalCount, reach } = rows;

  const showFilters = (next: readonly ViewFilter[]) => show({ ...view, filters: next, row: 0 });
  const showSort = (next: Sort | undefined) => show({ ...view, sort: next, row: 0 });
  // From what was asked for last: of two quick clicks the second one turns the order round.
  const sortBy = useEvent((column: string) => {
    const now = latest();
    show({ ...now, sort: nextSort(now.sort, column, keyColumn), row: 0 });
  });
  const openFilter = useCallback(
    (column: string, anchor: HTMLElement) => setDialog({ kind: 'filter', column, anchor }),
    [],
  );
  const openGoTo = useCallback(() => setDialog({ kind: 'go-to' }), []);
  const addressOf = useCallback((row: DataRow) => keyAddress(slice, dataType, row), [slice, dataType]);
  const openAddress = (address: string) => void navigate(address, { state: { from: addressAt(rowInSight.current) } });
  const follow = (row: DataRow) => openAddress(addressOf(row));
  const openRow = (index: number) => {
    const row = rows.rowAt(index);
    if (row) setDialog({ kind: 'row', index, row, batchId: head.data?.batch_id });
  };
  const filtered = useMemo(() => new Set(filters.map(({ column }) => column)), [filters]);
  const shownSort = sort ?? { column: keyColumn, descending: false };
  const title = t('data:gridLabel', {
    slice: names.slice(slice),
    dataType: names.table(slice.dataset, dataType),
  });
  const isEmpty = head.isSuccess && totalCount === 0;
  return (
    <>
      <PageHeader title={t('title')} intro={names.said(slice.dataset, 'data:intro')} />
      <Stack gap="sm">
        <DataToolbar
          view={view}
          columns={columns}
          totalCount={head.data && totalCount}
          addressAt={() => addressAt(rowInSight.current)}
          onSwitch={(to) => show(switched(view, to))}
          onColumns={chooseColumns}
          onFilter={(from) => openFilter(shownSort.column, from)}
          onExport={() => setDialog({ kind: 'export' })}
          onRow={(place, key) => openAddress(rowPath(place.slice, place.table.name, [key]))}
          onPartOfKey={(value) => {
            const part: ViewFilter = { column: keyColumn, operator: 'contains', value };
            // A number contains no part: it is that or another.
            const filter = wrongFilter(part, columns) === undefined ? part : { ...part, operator: 'eq' as const };
            if (wrongFilter(filter, columns) === undefined) showFilters(withFilters(filters, keyColumn, [filter]));
          }}
        />
        {isPhone && <GridSort columns={columns} sort={shownSort} onSort={showSort} />}
        <FilterChips filters={filters} columns={columns} onOpen={openFilter} onChange={showFilters} />
        {ignored.length > 0 && (
          <Alert color="yellow" title={t('ignored.title')}>
            {t('ignored.detail')} <code>{ignored.join('  ')}</code>
          </Alert>
        )}
        <LoadLine slice={slice} dataType={dataType} batchId={head.data?.batch_id} onShowNewer={rows.readAnew} />
        {head.isError ? (
          <ErrorState error={head.error} retry={() => void head.refetch()} />
        ) : isEmpty ? (
          <Card>
            <Emptiness isFiltered={filters.length > 0} onUnfilter={() => showFilters([])} />
          </Card>
        ) : (
          <DataGrid
            label={title}
            keyColumn={keyColumn}
            columns={columns}
            shown={view.columns}
            sort={sort}
            filtered={filtered}
            isCards={isPhone}
            rows={rows}
            target={target}
            onInSight={onInSight}
            onSort={sortBy}
            onFilter={openFilter}
            onGoTo={openGoTo}
            addressOf={addressOf}
            onFollow={follow}
            onOpenRow={openRow}
          />
        )}
      </Stack>
      {dialog?.kind === 'filter' && (
        <FilterPopover
          key={dialog.column}
          columns={columns}
          filters={filters}
          column={dialog.column}
          anchor={dialog.anchor}
          onApply={showFilters}
          onClose={closeDialog}
        />
      )}
      {dialog?.kind === 'row' && (
        <RowDrawer
          slice={slice}
          dataType={dataType}
          columns={columns}
          open={dialog}
          onFollow={openAddress}
          onClose={closeDialog}
        />
      )}
      {dialog?.kind === 'export' && (
        <ExportDialog question={{ ...question, columns: view.columns }} totalCount={totalCount} onClose={closeDialog} />
      )}
      {dialog?.kind === 'go-to' && (
        <GoToDialog
          columns={columns}
          sort={shownSort}
          totalCount={totalCount}
          reach={reach}
          onRow={goToRow}
          onStart={(filter) => showFilters(withFilters(filters, filter.column, [filter]))}
          onTurnRound={() => showSort({ ...shownSort, descending: !shownSort.descending })}
          onClose={closeDialog}
        />
      )}
    </>
  );
}

/**
 * Where the first column of the key leads: to the row itself, or, where that column names a row of another table and is not
 * all of the key, to that one.
 */
function keyAddress(slice: SliceName, dataType: string, row: DataRow): string {
  const key = keyOf(slice, dataType);
  const own = key.map((name) => String(row[name]));
  if (key.length === 1) return rowPath(slice, dataType, own);
  const named = linksOf(slice, dataType, row).find(({ columns }) => columns.length === 1 && columns[0] === key[0]);
  return named ? rowPath(slice, named.table, named.key) : rowPath(slice, dataType, own);
}

function Emptiness({ isFiltered, onUnfilter }: { readonly isFiltered: boolean; readonly onUnfilter: () => void }) {
  const { t } = useTranslation('data');
  const path = usePath();
  if (isFiltered) {
    return (
      <EmptyState
        title={t('empty.filtered')}
        icon={IconFilterOff}
        action={
          <Button variant="light" size="xs" onClick={onUnfilter}>
            {t('filter.removeAll')}
          </Button>
        }
      >
        {t('empty.filteredDetail')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('empty.nothing')}
      icon={IconDatabaseOff}
      action={
        <Group gap="xs">
          <ButtonLink to={path('/upload')} variant="light" size="xs">
            {t('empty.upload')}
          </ButtonLink>
        </Group>
      }
    >
      {t('empty.nothingDetail')}
    </EmptyState>
  );
}

/** A click sorts upwards, the next one downwards, and one more gives back the order of the key. */
function nextSort(sort: Sort | undefined, column: string, keyColumn: string): Sort | undefined {
  if (sort?.column !== column) return { column, descending: column === keyColumn && sort === undefined };
  return sort.descending ? undefined : { column, descending: true };
}

const isSamePages = (a: { first: number; last: number }, b: { first: number; last: number }): boolean =>
  pageKey(a) === pageKey(b);

/** In quarters of a page, because the next page is asked for when a quarter of one is left. */
const pageKey = ({ first, last }: { first: number; last: number }): string =>
  `${Math.floor((first * 4) / PAGE_ROWS)} ${Math.floor((last * 4) / PAGE_ROWS)}`;

/** The row to begin at, whenever the list is another one, and whenever somebody asks for one. */
function useTarget(list: string, row: number): { target: GridTarget; goToRow: (row: number) => void } {
  const [state, setState] = useState<{ list: string; target: GridTarget }>({ list, target: { row } });
  if (state.list !== list) setState({ list, target: { row } });
  return {
    target: state.target,
    goToRow: (to) => setState({ list, target: { row: to } }),
  };
}

/** A function that always does the newest thing and is always the same. */
function useEvent<A extends unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const newest = useRef(act);
  newest.current = act;
  return useCallback((...args: A) => newest.current(...args), []);
}
