import { Anchor, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { derivedIn, sliceNameOf } from '../../datasets/contracts.ts';
import { dataPath } from '../../datasets/row-path.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { Count } from '../../parts/values.tsx';

/** The tables that were derived from the rows of the sync. */
export function DerivedTables({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation('syncs');
  const names = useNames();
  const formats = useFormats();
  const { dataset, settings_version } = sync;
  return (
    <Panel
      title={t('derived.title')}
      {...(settings_version === null
        ? {}
        : { hint: t('derived.settings', { version: formats.count(settings_version) }) })}
      flush
    >
      <ScrollTable label={t('derived.title')} minWidth={320} asCards>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('derived.table')}</Table.Th>
            <Table.Th data-number>{t('files.rows')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {derivedIn(dataset, sync.derived).map(([table, { rows }]) => (
            <Table.Tr key={table}>
              <Table.Td>
                {sync.publication === 'published' ? (
                  <Anchor component={Link} to={dataPath(sliceNameOf(sync), table)} fz="inherit" c="var(--tranche-link)">
                    {names.table(dataset, table)}
                  </Anchor>
                ) : (
                  names.table(dataset, table)
                )}
              </Table.Td>
              <Table.Td data-number data-label={t('files.rows')}>
                <Count value={rows} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </ScrollTable>
    </Panel>
  );
}
