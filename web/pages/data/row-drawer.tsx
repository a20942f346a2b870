import { Alert, Anchor, Drawer, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { type DataRow, rowQuery } from '../../api/queries/rows.ts';
import { linksOf } from '../../datasets/row-links.ts';
import { rowPath } from '../../datasets/row-path.ts';
import { useNames } from '../../datasets/use-names.ts';
import { folded } from '../../format/folded.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ABSENT, useCellTexts } from '../../parts/cell-texts.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { isWritten } from '../../parts/column-kinds.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ExactValue } from '../../parts/exact-value.tsx';
import { keyOf, type ServedColumn } from '../../parts/row-columns.ts';
import { Loaded, LoadingState } from '../../parts/states.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import classes from './row-drawer.module.css';

/** A row of the list, by what is known of it there: its key at least. */
export interface OpenRow {
  /** From 0. */
  readonly index: number;
  readonly row: DataRow;
  readonly batchId: string | null | undefined;
}

export interface RowDrawerProps {
  readonly slice: SliceName;
  readonly dataType: string;
  readonly columns: readonly ServedColumn[];
  readonly open: OpenRow;
  /** Goes to the page of a row. */
  readonly onFollow: (address: string) => void;
  readonly onClose: () => void;
}

/** Every field of one row, however many there are, those that the list does not show among them. */
export function RowDrawer({ slice, dataType, columns, open, onFollow, onClose }: RowDrawerProps) {
  const { t } = useTranslation(['data', 'common']);
  const formats = useFormats();
  const texts = useCellTexts();
  useFocusBack();
  const [search, setSearch] = useState('');
  const names = useNames();
  const key = keyOf(slice, dataType).map((name) => [name, String(open.row[name])] as const);
  const query = useQuery(rowQuery(slice, dataType, key, open.batchId ?? null));
  const shownKey = key.map(([, value]) => value).join(' · ');
  const follow = (address: string) => (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onFollow(address);
  };
  const isFound = (column: ServedColumn, row: DataRow) => {
    const value = row[column.name] ?? '';
    return folded(
      `${texts.title(column.name)} ${column.name} ${value} ${texts.shown(column, row[column.name])}`,
    ).includes(folded(search.trim()));
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={t('row.title', { row: formats.count(open.index + 1), key: shownKey })}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
      transitionProps={{ duration: 0 }}
    >
      <Loaded query={query} loading={<LoadingState rows={12} height={30} />}>
        {({ row, batchId }) => {
          if (row === null) return <Text size="sm">{t('row.gone')}</Text>;
          const shown = columns.filter((column) => isFound(column, row));
          const lines = columns.map(({ name }) => `${name}\t${row[name] ?? ''}`).join('\n');
          return (
            <Stack gap="sm">
              {open.batchId && batchId !== open.batchId && <Alert color="yellow">{t('row.newer')}</Alert>}
              <Group gap="xs" wrap="nowrap">
                <TextInput
                  flex={1}
                  size="xs"
                  type="search"
                  data-autofocus
                  aria-label={t('row.search')}
                  placeholder={t('row.search')}
                  leftSection={<IconSearch size={16} aria-hidden />}
                  value={search}
                  onChange={(event) => setSearch(event.currentTarget.value)}
                />
                <CopyButton text={lines} label={t('row.copy')} size="xs" />
              </Group>
              <Group gap="sm">
                {[{ table: dataType, key: key.map(([, value]) => value) }, ...linksOf(slice, dataType, row)].map(
                  ({ table, key: named }) => {
                    const address = rowPath(slice, table, named);
                    const what = { table: names.table(slice.dataset, table), key: named.join(' · ') };
                    return (
                      <Anchor key={address} href={address} onClick={follow(address)} size="sm" c="var(--tranche-link)">
                        {t('row.open', what)}
                      </Anchor>
                    );
                  },
                )}
              </Group>
              {shown.length === 0 && (
                <Text size="sm" c="dimmed">
                  {t('row.noField')}
                </Text>
              )}
              <dl className={classes.fields}>
                {shown.map((column) => (
                  <div key={column.name} className={classes.field}>
                    <dt>
                      {texts.title(column.name)} <code className={classes.name}>{column.name}</code>
                    </dt>
                    <dd>
                      <Field column={column} value={row[column.name]} shown={texts.shown(column, row[column.name])} />
                    </dd>
                  </div>
                ))}
              </dl>
            </Stack>
          );
        }}
      </Loaded>
    </Drawer>
  );
}

function Field({
  column,
  value,
  shown,
}: {
  readonly column: ServedColumn;
  readonly value: DataRow[string] | undefined;
  readonly shown: string;
}) {
  if (value === null || value === undefined) return ABSENT;
  if (!isWritten(column)) return <ExactValue shown={shown} exact={String(value)} />;
  return (
    <>
      <CodeText value={String(value)} />
      <CopyButton text={String(value)} />
    </>
  );
}
