import { Anchor, Table } from '@mantine/core';
import { Link } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { tablesWithKey } from '../../datasets/row-links.ts';
import { rowPath } from '../../datasets/row-path.ts';
import { useCellTexts } from '../cell-texts.ts';
import { CodeText } from '../code-text.tsx';
import { ColumnCell, ColumnHeads } from '../column-cells.tsx';
import { isWritten } from '../column-kinds.ts';
import { ExactValue } from '../exact-value.tsx';
import type { ServedColumn } from '../row-columns.ts';
import { ScrollTable } from '../scroll-table.tsx';
import type { AnswerRow } from './chart-shape.ts';

export interface AnswerTableProps {
  readonly label: string;
  readonly slice: SliceName;
  readonly columns: readonly ServedColumn[];
  readonly rows: readonly AnswerRow[];
}

/** The answer to an analysis, exactly; what is the key of a row leads to it. */
export function AnswerTable({ label, slice, columns, rows }: AnswerTableProps) {
  const texts = useCellTexts();
  const targets = new Map(columns.map(({ name }) => [name, tablesWithKey(slice.dataset, [name])[0]]));
  return (
    <ScrollTable label={label} minWidth={Math.max(420, columns.length * 96)} asCards wrapsTitles>
      <Table.Thead>
        <Table.Tr>
          <ColumnHeads columns={columns} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer never changes, and its rows have no key
          <Table.Tr key={at}>
            {columns.map((column, place) => {
              const value = row[column.name] ?? null;
              const target = targets.get(column.name);
              return (
                <ColumnCell key={column.name} column={column} isTitle={place === 0}>
                  {value === null ? (
                    '–'
                  ) : target ? (
                    <Anchor
                      component={Link}
                      to={rowPath(slice, target.name, [String(value)])}
                      fz="inherit"
                      c="var(--tranche-link)"
                    >
                      {String(value)}
                    </Anchor>
                  ) : isWritten(column) ? (
                    <CodeText value={String(value)} />
                  ) : (
                    <ExactValue shown={texts.shown(column, String(value))} exact={String(value)} />
                  )}
                </ColumnCell>
              );
            })}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}
