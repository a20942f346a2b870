import { IconArrowDown, IconArrowUp, IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CellTexts } from '../../parts/cell-texts.ts';
import { isNumber } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';
import classes from './data-grid.module.css';
import type { Sort } from './rows-view.ts';

export interface GridHeadProps {
  readonly keyColumn: string;
  readonly columns: readonly ServedColumn[];
  readonly texts: CellTexts;
  readonly sort: Sort;
  readonly filtered: ReadonlySet<string>;
  /** Where the keyboard is, if it is in the header. */
  readonly activeColumn: number | undefined;
  readonly cellId: (row: number, column: number) => string;
  readonly onSort: (column: string) => void;
  readonly onFilter: (column: string, from: HTMLElement) => void;
}

/** The header of the grid: a click on a title sorts, the funnel filters. Its buttons are reached by the grid's own keys. */
export function GridHead({
  keyColumn,
  columns,
  texts,
  sort,
  filtered,
  activeColumn,
  cellId,
  onSort,
  onFilter,
}: GridHeadProps) {
  const { t } = useTranslation('data');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of positioned rows cannot be a table
    <div role="rowgroup" className={classes.head}>
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell */}
      <div role="row" aria-rowindex={1} className={`${classes.row} ${classes.headRow}`}>
        {columns.map((column, at) => {
          const { name } = column;
          const isSorted = sort.column === name;
          const Arrow = sort.descending ? IconArrowDown : IconArrowUp;
          const title = texts.title(name);
          return (
            // biome-ignore lint/a11y/useSemanticElements: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div
              key={name}
              id={cellId(-1, at)}
              role="columnheader"
              aria-colindex={at + 1}
              aria-sort={isSorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
              className={name === keyColumn ? `${classes.headCell} ${classes.key}` : classes.headCell}
              data-number={isNumber(column) || undefined}
              data-active={activeColumn === at || undefined}
              data-column={name}
            >
              <button
                type="button"
                tabIndex={-1}
                className={classes.sort}
                title={t('grid.sortBy', { column: title, name })}
                onClick={() => onSort(name)}
              >
                <span className={classes.headTitle}>{title}</span>
                {isSorted && <Arrow size={13} aria-hidden />}
              </button>
              <button
                type="button"
                tabIndex={-1}
                className={classes.filter}
                data-set={filtered.has(name) || undefined}
                aria-label={t('grid.filterBy', { column: title })}
                title={t('grid.filterBy', { column: title })}
                onClick={(event) => onFilter(name, event.currentTarget)}
              >
                <IconFilter size={13} aria-hidden />
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}
