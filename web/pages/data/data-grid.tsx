import { VisuallyHidden } from '@mantine/core';
import { type KeyboardEvent, type MouseEvent, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataRow } from '../../api/queries/rows.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { useCopy } from '../../parts/copy.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import classes from './data-grid.module.css';
import { widthOf } from './grid-columns.ts';
import { GridHead } from './grid-head.tsx';
import { type ActiveCell, moved } from './grid-keys.ts';
import { GridRow } from './grid-row.tsx';
import { GridStatus } from './grid-status.tsx';
import { useGridTable } from './grid-table.ts';
import type { Sort } from './rows-view.ts';
import { useRowScroll } from './use-row-scroll.ts';
import type { Rows } from './use-rows.ts';

const ROW_HEIGHT = 30;
const HEAD_HEIGHT = 37;
/** A card has the key and so many more fields, two beside each other; all are in the drawer. */
const CARD_FIELDS = 6;
const CARD_HEAD_HEIGHT = 48;
const CARD_LINE_HEIGHT = 42;
/** Rows drawn beyond what is in sight, above and below. */
const SPARE_ROWS = 12;
/** Rows drawn as being on their way before anything is known. */
const FIRST_ROWS = 20;

export interface GridTarget {
  readonly row: number;
}

export interface DataGridProps {
  readonly label: string;
  /** Leads every row and stays in sight. */
  readonly keyColumn: string;
  readonly columns: readonly ServedColumn[];
  readonly shown: readonly string[];
  readonly sort: Sort | undefined;
  readonly filtered: ReadonlySet<string>;
  /** Each row as a card, where there is no room for columns. */
  readonly isCards: boolean;
  readonly rows: Rows;
  /** A row to be scrolled to; a new object each time. */
  readonly target: GridTarget;
  readonly onInSight: (first: number, last: number) => void;
  readonly onSort: (column: string) => void;
  readonly onFilter: (column: string, from: HTMLElement) => void;
  readonly onGoTo: () => void;
  /** Where the key of a row leads. */
  readonly addressOf: (row: DataRow) => string;
  readonly onFollow: (row: DataRow) => void;
  readonly onOpenRow: (index: number) => void;
}

/** Rows of any number: only those in sight exist, the header and the key stay in place, and the keyboard leads to each. */
export function DataGrid(props: DataGridProps) {
  const {
    label,
    keyColumn,
    columns,
    shown,
    sort,
    filtered,
    isCards,
    rows,
    target,
    onInSight,
    onSort,
    onFilter,
    onGoTo,
    addressOf,
    onFollow,
    onOpenRow,
  } = props;
  const { t } = useTranslation(['data', 'common']);
  const texts = useCellTexts();
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const table = useGridTable({ keyColumn, columns, shown, sort });
  const names = table
    .getVisibleLeafColumns()
    .map((column) => column.id)
    .join();
  // The same list for as long as it is the same, or every row would be drawn again.
  const visible = useMemo(() => {
    const chosen = names.split(',').flatMap((name) => columns.find((column) => column.name === name) ?? []);
    return isCards ? chosen.slice(0, 1 + CARD_FIELDS) : chosen;
  }, [columns, names, isCards]);
  const rowHeight = isCards ? CARD_HEAD_HEIGHT + Math.ceil((visible.length - 1) / 2) * CARD_LINE_HEIGHT : ROW_HEIGHT;
  const isLoading = rows.head.isPending;
  const count = isLoading ? FIRST_ROWS : rows.reach;
  const { offset, view, shift, height, showRow } = useRowScroll(scroll, {
    rows: count,
    rowHeight,
    headHeight: isCards ? 0 : HEAD_HEIGHT,
  });
  const first = Math.min(Math.floor((offset + 1) / rowHeight), Math.max(count - 1, 0));
  const last = Math.max(Math.min(Math.floor((offset + view - 1) / rowHeight), count - 1), first);
  const drawnFrom = Math.max(first - SPARE_ROWS, 0);
  const drawn = Math.max(Math.min(last + SPARE_ROWS, count - 1) - drawnFrom + 1, 0);
  useEffect(() => onInSight(first, last), [first, last, onInSight]);

  const [active, setActive] = useState<ActiveCell>({ row: 0, column: 0 });
  const activeCell = { row: Math.min(active.row, count - 1), column: Math.min(active.column, visible.length - 1) };
  const cellId = useCallback((row: number, column: number) => `${id}-${row}-${column}`, [id]);
  const [copyState, copy] = useCopy();
  const [copied, setCopied] = useState<{ row: number; column: string }>();

  const goTo = useCallback(
    (cell: ActiveCell) => {
      setActive(cell);
      if (cell.row >= 0) showRow(cell.row, 'auto');
      scrollToColumn(scroll.current, cellId(-1, cell.column));
    },
    [showRow, cellId],
  );
  // A target means: put this row on top. The count is not known before the first page is there.
  const isReady = !isLoading && view > 0;
  const showTarget = useRef(showRow);
  showTarget.current = showRow;
  useEffect(() => {
    if (!isReady) return;
    setActive(({ column }) => ({ row: target.row, column }));
    showTarget.current(target.row, 'start');
  }, [target, isReady]);

  const copyCell = (row: number, column: string, exact: string) => {
    setCopied({ row, column });
    copy(exact);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const ctrl = event.ctrlKey || event.metaKey;
    const pageRows = Math.max(last - first - 1, 1);
    const next = moved(activeCell, { key: event.key, ctrl }, { rows: count, columns: visible.length, pageRows });
    const column = visible[activeCell.column];
    const headCell = document.getElementById(cellId(-1, activeCell.column));
    if (event.altKey && event.key === 'ArrowDown' && column) {
      if (headCell) onFilter(column.name, headCell);
    } else if (next) goTo(isCards ? { ...next, row: Math.max(next.row, 0) } : next);
    else if (event.key === 'Enter' && column) enter(column);
    else if (event.key === 'c' && ctrl && column && getSelection()?.isCollapsed !== false) {
      const value = rows.rowAt(activeCell.row)?.[column.name];
      if (value === null || value === undefined) return;
      copyCell(activeCell.row, column.name, String(value));
    } else return;
    event.preventDefault();
  };
  const enter = (column: ServedColumn) => {
    if (activeCell.row < 0) return onSort(column.name);
    const row = rows.rowAt(activeCell.row);
    if (!row) return;
    if (column.name === keyColumn) onFollow(row);
    else onOpenRow(activeCell.row);
  };
  const onClick = (event: MouseEvent<HTMLElement>) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-row]');
    if (!cell) return;
    const { row, column = '' } = cell.dataset;
    setActive({ row: Number(row), column: visible.findIndex(({ name }) => name === column) });
    const isLink = (event.target as HTMLElement).closest('a') !== null;
    const clicked = rows.rowAt(Number(row));
    if (isLink && clicked) {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onFollow(clicked);
    }
    // Who marks text wants that text.
    else if (clicked && getSelection()?.isCollapsed !== false) {
      // Whence the drawer was opened is where the focus comes back to.
      scroll.current?.focus({ preventScroll: true });
      onOpenRow(Number(row));
    }
  };

  const widths = visible.map((column) => widthOf(column, keyColumn));
  const template = {
    '--grid-columns': widths.map((width) => `minmax(${width}px, ${width}fr)`).join(' '),
    '--grid-width': isCards ? '100%' : `${widths.reduce((sum, width) => sum + width, 0)}px`,
    '--row-height': `${rowHeight}px`,
  } as React.CSSProperties;
  return (
    <div className={classes.frame}>
      {/* biome-ignore lint/a11y/useSemanticElements: rows are positioned, so that millions can be scrolled */}
      <div
        ref={scroll}
        role="grid"
        aria-label={label}
        aria-rowcount={isLoading ? -1 : rows.totalCount + 1}
        aria-colcount={visible.length}
        aria-busy={isLoading || undefined}
        aria-describedby={`${id}-keys`}
        aria-activedescendant={cellId(activeCell.row, activeCell.column)}
        tabIndex={0}
        className={classes.scroll}
        style={template}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {!isCards && (
          <GridHead
            keyColumn={keyColumn}
            columns={visible}
            texts={texts}
            sort={sort ?? { column: keyColumn, descending: false }}
            filtered={filtered}
            activeColumn={activeCell.row < 0 ? activeCell.column : undefined}
            cellId={cellId}
            onSort={onSort}
            onFilter={onFilter}
          />
        )}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="rowgroup" className={classes.body} style={{ height }}>
          {Array.from({ length: drawn }, (_, at) => drawnFrom + at).map((index) => (
            <GridRow
              key={index}
              index={index}
              keyColumn={keyColumn}
              top={index * rowHeight - shift}
              row={isLoading ? undefined : rows.rowAt(index)}
              columns={visible}
              isCard={isCards}
              texts={texts}
              activeColumn={activeCell.row === index ? activeCell.column : undefined}
              copiedColumn={copyState === 'copied' && copied?.row === index ? copied.column : undefined}
              cellId={cellId}
              addressOf={addressOf}
            />
          ))}
        </div>
      </div>
      <VisuallyHidden id={`${id}-keys`}>{t('grid.keys')}</VisuallyHidden>
      <VisuallyHidden aria-live="polite">
        {copyState === 'copied' && t('common:actions.copied')}
        {copyState === 'failed' && t('common:actions.copyFailed')}
      </VisuallyHidden>
      <GridStatus first={first} last={last} rows={rows} onGoTo={onGoTo} />
    </div>
  );
}

/** Sideways, so that a column is neither beyond the edge nor below the one that stays in place. */
function scrollToColumn(container: HTMLElement | null, headCellId: string): void {
  const cell = document.getElementById(headCellId);
  const key = cell?.parentElement?.firstElementChild as HTMLElement | null;
  if (!container || !cell || !key || cell === key) return;
  const { left: edge, right } = container.getBoundingClientRect();
  const at = cell.getBoundingClientRect();
  const left = edge + key.offsetWidth;
  if (at.left < left) container.scrollLeft -= left - at.left;
  else if (at.right > right) container.scrollLeft += at.right - right;
}
