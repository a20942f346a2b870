import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './scroll-table.module.css';

export interface ScrollTableProps {
  /** What the table lists, for who does not see it. */
  readonly label: string;
  readonly minWidth?: number;
  /** On a phone each row is a card; `data-label` of a cell is what it is called there. */
  readonly asCards?: boolean;
  /** Titles of columns may take several lines: for tables of many narrow columns. */
  readonly wrapsTitles?: boolean;
  readonly children: ReactNode;
}

/** A table that scrolls sideways by itself where the screen is narrow, by keyboard too. For lists of up to some hundred rows. */
export function ScrollTable({
  label,
  minWidth = 640,
  asCards = false,
  wrapsTitles = false,
  children,
}: ScrollTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={classes.scroll} tabIndex={0} aria-label={label}>
      <Table
        className={classes.table}
        style={{ '--table-min-width': `${minWidth}px` }}
        aria-label={label}
        mod={{ cards: asCards, 'wraps-titles': wrapsTitles }}
      >
        {children}
      </Table>
    </section>
  );
}
