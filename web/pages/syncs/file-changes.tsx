import { Button, Group, SimpleGrid, Text, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type FileChanges as Changed, ROW_CHANGES, type RowChange } from '../../api/queries/changes.ts';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { sliceNameOf } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ChangedColumns } from './changed-columns.tsx';
import { ChangedRows } from './changed-rows.tsx';
import { ChangedTotals } from './changed-totals.tsx';
import { RowChangeBar } from './row-change-bar.tsx';

export interface FileChangesProps {
  readonly sync: SyncLog;
  readonly fileType: string;
  readonly changes: Changed;
  /** Nothing has been changed yet. */
  readonly isAhead: boolean;
}

/** What became of the rows of one file: which came, went and changed, in which columns, and what that makes in money. */
export function FileChanges({ sync, fileType, changes, isAhead }: FileChangesProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const names = useNames();
  const id = useId();
  const [shown, setShown] = useState<RowChange>();
  const columns = Object.entries(changes.changed_columns)
    .filter(([, rows]) => rows > 0)
    .sort(([, a], [, b]) => b - a);
  const kinds = ROW_CHANGES.filter((kind) => changes[kind] > 0);
  return (
    <section aria-labelledby={id}>
      <Title order={3} id={id} mb="xs">
        {names.table(sync.dataset, fileType)}
      </Title>
      {!changes.delivered ? (
        <Text c="dimmed">{t('changes.notDelivered')}</Text>
      ) : (
        <>
          <RowChangeBar changes={changes} />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" mt="md">
            <ChangedTotals changes={changes} isAhead={isAhead} />
            {columns.length > 0 && <ChangedColumns columns={columns} />}
          </SimpleGrid>
          {kinds.length > 0 && (
            <Group gap="xs" mt="sm">
              {kinds.map((kind) => (
                <Button
                  key={kind}
                  size="compact-sm"
                  variant={shown === kind ? 'light' : 'default'}
                  aria-expanded={shown === kind}
                  onClick={() => setShown(shown === kind ? undefined : kind)}
                >
                  {t(`changes.showRows.${kind}`, { count: changes[kind], shown: formats.count(changes[kind]) })}
                </Button>
              ))}
            </Group>
          )}
          {shown && <ChangedRows slice={sliceNameOf(sync)} syncId={sync.id} fileType={fileType} change={shown} />}
        </>
      )}
    </section>
  );
}
