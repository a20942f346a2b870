import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCellTexts } from './cell-texts.ts';
import { isNumber } from './column-kinds.ts';
import type { ServedColumn } from './row-columns.ts';

/** The titles of columns, in a row of a table's head. */
export function ColumnHeads({ columns }: { readonly columns: readonly ServedColumn[] }) {
  const texts = useCellTexts();
  return columns.map((column) => (
    <Table.Th key={column.name} data-number={isNumber(column) || undefined}>
      {texts.title(column.name)}
    </Table.Th>
  ));
}

export interface ColumnCellProps {
  readonly column: ServedColumn;
  /** Whether it is what a card is called, where the table is shown as cards; the others are labelled there. */
  readonly isTitle?: boolean;
  readonly children: ReactNode;
}

export function ColumnCell({ column, isTitle = false, children }: ColumnCellProps) {
  const texts = useCellTexts();
  return (
    <Table.Td
      data-number={isNumber(column) || undefined}
      {...(isTitle ? {} : { 'data-label': texts.title(column.name) })}
    >
      {children}
    </Table.Td>
  );
}
