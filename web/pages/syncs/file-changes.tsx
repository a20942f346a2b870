import { SimpleGrid, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileChanges as Changed } from '../../api/queries/changes.ts';
import type { FileType } from '../../api/queries/syncs.ts';
import { ChangedColumns } from './changed-columns.tsx';
import { ChangedTotals } from './changed-totals.tsx';
import { RowChangeBar } from './row-change-bar.tsx';

export interface FileChangesProps {
  readonly fileType: FileType;
  readonly changes: Changed;
}

/** What became of the rows of one file: which came, went and changed, in which columns, and what that makes in money. */
export function FileChanges({ fileType, changes }: FileChangesProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const id = useId();
  const columns = Object.entries(changes.changed_columns)
    .filter(([, rows]) => rows > 0)
    .sort(([, a], [, b]) => b - a);
  return (
    <section aria-labelledby={id}>
      <Title order={3} id={id} mb="xs">
        {t(`common:fileType.${fileType}`)}
      </Title>
      {!changes.delivered ? (
        <Text c="dimmed">{t('changes.notDelivered')}</Text>
      ) : (
        <>
          <RowChangeBar changes={changes} />
          <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl" mt="md">
            <ChangedTotals changes={changes} />
            {columns.length > 0 && <ChangedColumns columns={columns} />}
          </SimpleGrid>
        </>
      )}
    </section>
  );
}
