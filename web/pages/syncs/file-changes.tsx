import { SimpleGrid, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileChanges as Changed } from '../../api/queries/changes.ts';
import type { FileType } from '../../api/queries/syncs.ts';
import { useCellTexts } from '../../parts/cell-texts.ts';
import { Count } from '../../parts/values.tsx';
import { ChangedTotals } from './changed-totals.tsx';
import classes from './file-changes.module.css';
import { RowChangeBar } from './row-change-bar.tsx';

export interface FileChangesProps {
  readonly fileType: FileType;
  readonly changes: Changed;
}

/** What became of the rows of one file: which came, went and changed, in which columns, and what that makes in money. */
export function FileChanges({ fileType, changes }: FileChangesProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const texts = useCellTexts();
  const id = useId();
  const columns = Object.entries(changes.changed_columns).sort(([, a], [, b]) => b - a);
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
            {columns.length > 0 && (
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('changes.column')}</th>
                    <th scope="col">{t('changes.changedRows')}</th>
                  </tr>
                </thead>
                <tbody>
                  {columns.map(([column, rows]) => (
                    <tr key={column}>
                      <th scope="row" title={column}>
                        {texts.title(column)}
                      </th>
                      <td>
                        <Count value={rows} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </SimpleGrid>
        </>
      )}
    </section>
  );
}
