import { Alert, Anchor, Drawer, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type MouseEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type DataRow, rowQuery } from '../../api/queries/rows.ts';
import type { FileTypeName, LoanType } from '../../api/queries/syncs.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ABSENT, useCellTexts } from '../../parts/cell-texts.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ExactValue } from '../../parts/exact-value.tsx';
import { keyOf, type ServedColumn } from '../../parts/row-columns.ts';
import { Loaded, LoadingState } from '../../parts/states.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { KEY_COLUMN } from './grid-columns.ts';
import classes from './row-drawer.module.css';

/** A row of the list, by what is known of it there: its key at least. */
export interface OpenRow {
  /** From 0. */
  readonly index: number;
  readonly row: DataRow;
  readonly batchId: string | null | undefined;
}

export interface RowDrawerProps {
  readonly loanType: LoanType;
  readonly dataType: FileTypeName;
  readonly columns: readonly ServedColumn[];
  readonly open: OpenRow;
  readonly addressOfLoan: (loan: string) => string;
  readonly onOpenLoan: (loan: string) => void;
  readonly onClose: () => void;
}

/** Every field of one row, however many there are, those that the list does not show among them. */
export function RowDrawer({ loanType, dataType, columns, open, addressOfLoan, onOpenLoan, onClose }: RowDrawerProps) {
  const { t, i18n } = useTranslation(['data', 'common']);
  const formats = useFormats();
  const texts = useCellTexts();
  useFocusBack();
  const [search, setSearch] = useState('');
  const key = keyOf(dataType).map((name) => [name, String(open.row[name])] as const);
  const query = useQuery(rowQuery(loanType, dataType, key, open.batchId ?? null));
  const loan = String(open.row[KEY_COLUMN]);
  const openLoan = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onOpenLoan(loan);
  };
  const fold = (text: string) => text.toLocaleLowerCase(i18n.language);
  const isFound = (column: ServedColumn, row: DataRow) => {
    const value = row[column.name] ?? '';
    return fold(
      `${texts.title(column.name)} ${column.name} ${value} ${texts.shown(column, row[column.name])}`,
    ).includes(fold(search.trim()));
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={460}
      title={t('row.title', { row: formats.count(open.index + 1), loan })}
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
              <Anchor href={addressOfLoan(loan)} onClick={openLoan} size="sm" c="var(--tranche-link)">
                {t('row.openLoan', { loan })}
              </Anchor>
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
  if (column.kind.name !== 'text') return <ExactValue shown={shown} exact={String(value)} />;
  return (
    <>
      <CodeText value={String(value)} />
      <CopyButton text={String(value)} />
    </>
  );
}
