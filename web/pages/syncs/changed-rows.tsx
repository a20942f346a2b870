import { Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { type ChangedRow, changedRowsQuery, type RowChange } from '../../api/queries/changes.ts';
import { glanceColumns } from '../../datasets/shown-columns.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { columnsOf, type ServedColumn } from '../../parts/row-columns.ts';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ErrorState, LoadingState } from '../../parts/states.tsx';
import classes from './changed-rows.module.css';

const PAGE_ROWS = 20;

export interface ChangedRowsProps {
  readonly slice: SliceName;
  readonly syncId: string;
  readonly fileType: string;
  readonly change: RowChange;
}

/** The rows behind a count of changes, by their keys. */
export function ChangedRows({ slice, syncId, fileType, change }: ChangedRowsProps) {
  const { t } = useTranslation('syncs');
  const texts = useCellTexts();
  const rows = useInfiniteQuery(changedRowsQuery({ syncId, fileType, change }, PAGE_ROWS));
  const all = columnsOf(slice, fileType);
  const columns = glanceColumns(slice, fileType);
  if (rows.isPending) return <LoadingState rows={4} />;
  if (rows.isError) return <ErrorState error={rows.error} retry={() => void rows.refetch()} />;
  const isChanged = change === 'changed';
  return (
    <div className={classes.rows}>
      <ScrollTable label={t(`changes.rows.${change}`)} minWidth={640} asCards>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('changes.key')}</Table.Th>
            {isChanged ? (
              <Table.Th>{t('changes.values')}</Table.Th>
            ) : (
              columns.map(({ name }) => <Table.Th key={name}>{texts.title(name)}</Table.Th>)
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.data.pages
            .flatMap(({ data }) => data)
            .map((row) => (
              <Table.Tr key={row.record_key}>
                <Table.Td>
                  <CodeText value={row.record_key} />
                </Table.Td>
                {isChanged ? (
                  <Table.Td data-wide>
                    <ChangedValues row={row} columns={all} />
                  </Table.Td>
                ) : (
                  columns.map((column) => (
                    <Table.Td key={column.name} data-label={texts.title(column.name)}>
                      {texts.shown(column, (row.after ?? row.before)?.[column.name])}
                    </Table.Td>
                  ))
                )}
              </Table.Tr>
            ))}
        </Table.Tbody>
      </ScrollTable>
      <MoreButton query={rows} />
    </div>
  );
}

function ChangedValues({ row, columns }: { readonly row: ChangedRow; readonly columns: readonly ServedColumn[] }) {
  const texts = useCellTexts();
  return (
    <ul className={classes.values}>
      {row.changed_columns.map((name) => {
        const column = columns.find((candidate) => candidate.name === name);
        const shown = (value: NonNullable<ChangedRow['before']>[string] | undefined) =>
          column ? texts.shown(column, value) : String(value ?? '–');
        return (
          <li key={name}>
            <span className={classes.name}>{texts.title(name)}:</span> <del>{shown(row.before?.[name])}</del>{' '}
            <span aria-hidden>→</span> <ins>{shown(row.after?.[name])}</ins>
          </li>
        );
      })}
    </ul>
  );
}
