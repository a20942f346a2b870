import { Anchor, Card, Table } from '@mantine/core';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import type { Referring } from '../../api/queries/row-with-referring.ts';
import type { DataRow } from '../../api/queries/rows.ts';
import { tablePagesOf } from '../../datasets/dataset-pages.ts';
import { rowPath } from '../../datasets/row-path.ts';
import { currencyIn, glanceColumns } from '../../datasets/shown-columns.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { ColumnCell, ColumnHeads } from '../../parts/column-cells.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, LoadingState } from '../../parts/states.tsx';

/** The others are on the data page. */
const SHOWN = 10;

export interface ReferringRowsProps {
  readonly slice: SliceName;
  /** Of the row. */
  readonly of: string;
  readonly row: DataRow;
  readonly referring: Referring;
  /** All of them, on the data page. */
  readonly address: string;
}

/** Rows of one table that refer to a row: as the dataset shows them, or else the first ones. */
export function ReferringRows({ slice, of, row, referring, address }: ReferringRowsProps) {
  const { t } = useTranslation(['data', 'common']);
  const names = useNames();
  const formats = useFormats();
  const { table, rows, totalCount } = referring;
  const Own = tablePagesOf(slice.dataset, of).belonging?.[table.name];
  if (Own) {
    return (
      <Suspense fallback={<Waiting />}>
        <Own slice={slice} row={row} rows={rows} totalCount={totalCount} address={address} />
      </Suspense>
    );
  }
  const title = names.table(slice.dataset, table.name);
  return (
    <Panel
      title={title}
      hint={names.rows(slice.dataset, table.name, totalCount, formats.count(totalCount))}
      flush={rows.length > 0}
      actions={
        totalCount > 0 && (
          <Anchor component={Link} to={address} size="sm" c="var(--tranche-link)">
            {t('record.inData')}
          </Anchor>
        )
      }
    >
      {rows.length === 0 ? (
        <EmptyState title={t('record.noneRefers')} />
      ) : (
        <FirstRows slice={slice} referring={referring} label={title} />
      )}
    </Panel>
  );
}

const Waiting = () => (
  <Card>
    <LoadingState rows={6} height={36} />
  </Card>
);

interface FirstRowsProps extends Pick<ReferringRowsProps, 'slice' | 'referring'> {
  readonly label: string;
}

function FirstRows({ slice, referring: { table, rows, columns: naming }, label }: FirstRowsProps) {
  const texts = useCellTexts();
  // What names this row is the same in all of them.
  const keyColumns = table.key.filter((name) => !naming.includes(name));
  const key = keyColumns.length > 0 ? keyColumns : table.key;
  const columns = glanceColumns(slice, table.name);
  return (
    <ScrollTable label={label} asCards>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{key.map(texts.title).join(', ')}</Table.Th>
          <ColumnHeads columns={columns} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.slice(0, SHOWN).map((row) => {
          const own = table.key.map((name) => String(row[name]));
          return (
            <Table.Tr key={own.join(' ')}>
              <Table.Td>
                <Anchor component={Link} to={rowPath(slice, table.name, own)} fz="inherit" c="var(--tranche-link)">
                  {key.map((name) => String(row[name])).join(' · ')}
                </Anchor>
              </Table.Td>
              {columns.map((column) => (
                <ColumnCell key={column.name} column={column}>
                  {texts.shown(column, row[column.name], currencyIn(slice, table.name, column.name, row))}
                </ColumnCell>
              ))}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </ScrollTable>
  );
}
