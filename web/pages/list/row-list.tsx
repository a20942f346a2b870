import { Anchor, Card, Table, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconDatabaseOff, IconSearchOff } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { rowListQuery } from '../../api/queries/row-list.ts';
import type { DataRow } from '../../api/queries/rows.ts';
import { type ListPage, tablePagesOf } from '../../datasets/dataset-pages.ts';
import { rowPath } from '../../datasets/row-path.ts';
import { currencyIn } from '../../datasets/shown-columns.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { ColumnCell, ColumnHeads } from '../../parts/column-cells.tsx';
import { MoreButton } from '../../parts/more-button.tsx';
import { columnsOf, keyOf, type ServedColumn } from '../../parts/row-columns.ts';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { EmptyState, Loaded, LoadingState } from '../../parts/states.tsx';
import { useViewChoice } from '../../parts/use-view-choice.ts';
import { ListToolbar } from './list-toolbar.tsx';
import { conditionsOf, readListView } from './list-view.ts';

const PAGE_ROWS = 50;
/** Until typing has paused, nobody is asked. */
const PAUSE_MS = 200;

export interface RowListProps {
  readonly slice: SliceName;
  readonly list: ListPage;
}

/** The rows of a list page as its address asks for them, page by page; each leads to its own page. */
export function RowList({ slice, list }: RowListProps) {
  const { t } = useTranslation(['data', 'common']);
  const names = useNames();
  const formats = useFormats();
  const { params } = useViewChoice();
  const view = readListView(list, params);
  const [settled] = useDebouncedValue(view, PAUSE_MS);
  const key = keyOf(slice, list.table);
  const needed = [...new Set([...key, ...list.columns, ...currencyColumns(slice, list)])];
  const question = {
    slice,
    dataType: list.table,
    columns: needed,
    sort: settled.sort,
    filters: conditionsOf({ ...settled, chosen: view.chosen }),
  };
  const rows = useInfiniteQuery(rowListQuery(question, PAGE_ROWS));
  const columns = list.columns.flatMap((name) => columnsOf(slice, list.table).find((one) => one.name === name) ?? []);
  const title = names.table(slice.dataset, list.table);
  return (
    <Card>
      <ListToolbar slice={slice} list={list} view={view} />
      <Loaded query={rows} loading={<LoadingState rows={10} height={30} />}>
        {({ pages }) => {
          const [first] = pages;
          if (!first) {
            return (
              <EmptyState
                title={t('common:dataset.nothingLoadedYet')}
                icon={IconDatabaseOff}
                action={
                  <ButtonLink to={pathOf(slice.dataset, '/upload')} variant="light" size="xs">
                    {t('common:nav.upload')}
                  </ButtonLink>
                }
              />
            );
          }
          if (first.total_count === 0) return <EmptyState title={t('list.none')} icon={IconSearchOff} />;
          return (
            <>
              <Text size="sm" c="dimmed" mb="xs" role="status">
                {names.rows(slice.dataset, list.table, first.total_count, formats.count(first.total_count))}
              </Text>
              <Card.Section>
                <ScrollTable label={title} minWidth={columns.length * 120} asCards>
                  <Rows slice={slice} list={list} columns={columns} rows={pages.flatMap((page) => page?.data ?? [])} />
                </ScrollTable>
                <MoreButton query={rows} />
              </Card.Section>
            </>
          );
        }}
      </Loaded>
    </Card>
  );
}

interface RowsProps extends RowListProps {
  readonly columns: readonly ServedColumn[];
  readonly rows: readonly DataRow[];
}

function Rows({ slice, list, columns, rows }: RowsProps) {
  const texts = useCellTexts();
  const { pathname, search } = useLocation();
  const key = keyOf(slice, list.table);
  return (
    <>
      <Table.Thead>
        <Table.Tr>
          <ColumnHeads columns={columns} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => {
          const own = key.map((name) => String(row[name]));
          return (
            <Table.Tr key={own.join(' ')}>
              {columns.map((column, at) => {
                const text = texts.shown(column, row[column.name], currencyIn(slice, list.table, column.name, row));
                return (
                  <ColumnCell key={column.name} column={column} isTitle={at === 0}>
                    {at === 0 ? (
                      <Anchor
                        component={Link}
                        to={rowPath(slice, list.table, own)}
                        state={{ from: pathname + search }}
                        fz="inherit"
                        fw={600}
                        c="var(--tranche-link)"
                      >
                        {text}
                      </Anchor>
                    ) : (
                      text
                    )}
                  </ColumnCell>
                );
              })}
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </>
  );
}

/** Columns that are read for their currencies alone. */
const currencyColumns = ({ dataset }: SliceName, { table, columns }: ListPage): readonly string[] =>
  Object.entries(tablePagesOf(dataset, table).currencies ?? {}).flatMap(([amount, currency]) =>
    columns.includes(amount) ? [currency] : [],
  );
