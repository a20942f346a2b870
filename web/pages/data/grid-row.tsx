import { memo } from 'react';
import type { DataRow } from '../../api/queries/rows.ts';
import type { CellTexts } from '../../parts/cell-texts.ts';
import { isNumber } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import classes from './data-grid.module.css';

export interface GridRowProps {
  readonly index: number;
  readonly keyColumn: string;
  /** Pixels from the top of the body. */
  readonly top: number;
  /** Undefined while it is on its way. */
  readonly row: DataRow | undefined;
  readonly columns: readonly ServedColumn[];
  /** As a card: each value below the title of its column. */
  readonly isCard: boolean;
  readonly texts: CellTexts;
  readonly activeColumn: number | undefined;
  readonly copiedColumn: string | undefined;
  readonly cellId: (row: number, column: number) => string;
  /** Where the key of the row leads. */
  readonly addressOf: (row: DataRow) => string;
}

/**
 * One row. Cells are plain elements, and the grid listens for all of them: thousands come and go while one scrolls, too
 * many for a component each.
 */
export const GridRow = memo(function GridRow({
  index,
  keyColumn,
  top,
  row,
  columns,
  isCard,
  texts,
  activeColumn,
  copiedColumn,
  cellId,
  addressOf,
}: GridRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of positioned rows cannot be a table
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy={row === undefined || undefined}
      className={isCard ? `${classes.row} ${classes.card}` : classes.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map((column, at) => {
        const { name } = column;
        const isKey = name === keyColumn;
        const value = row?.[name];
        const shown = texts.shown(column, value);
        const exact = value === null || value === undefined ? undefined : String(value);
        return (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles know it
          <div
            key={name}
            id={cellId(index, at)}
            role={isKey ? 'rowheader' : 'gridcell'}
            aria-colindex={at + 1}
            className={isKey ? `${classes.cell} ${isCard ? classes.cardKey : classes.key}` : classes.cell}
            data-number={(!isCard && isNumber(column)) || undefined}
            data-absent={(row !== undefined && exact === undefined) || undefined}
            data-exact={exact}
            data-row={index}
            data-column={name}
            data-active={activeColumn === at || undefined}
            data-copied={copiedColumn === name || undefined}
            title={exact}
          >
            {isCard && !isKey && <span className={classes.cardTitle}>{texts.title(name)}</span>}
            {row === undefined ? (
              <span className={classes.coming} />
            ) : isKey && exact !== undefined ? (
              <a className={classes.link} href={addressOf(row)} tabIndex={-1}>
                {exact}
              </a>
            ) : (
              <span className={classes.text}>{shown}</span>
            )}
          </div>
        );
      })}
    </div>
  );
});
