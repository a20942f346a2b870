import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FindingGroup } from '../../api/finding-filter.ts';
import { findingGroupsQuery } from '../../api/queries/findings.ts';
import { FILE_TYPES, type FileType, hasEnded, type SyncLog } from '../../api/queries/syncs.ts';
import { errorsAddress, rejectedRowsAddress } from '../../api/sync-downloads.ts';
import { useFormats } from '../../format/use-formats.ts';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { Count } from '../../parts/values.tsx';
import classes from './file-counts.module.css';

/** What each file brought, and what can be taken home of it. */
export function FileCounts({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const ended = hasEnded(sync);
  const groups = useQuery({ ...findingGroupsQuery(sync.id), enabled: ended });
  // Valid rows of a failed sync were not loaded.
  const isLoad = sync.status === 'COMPLETED' && !sync.validate_only;
  const hasFindings = (sync.error_count ?? 0) + (sync.warning_count ?? 0) > 0;
  return (
    <Panel
      title={t('files.title')}
      flush
      actions={
        ended &&
        hasFindings && (
          <DownloadButton label={t('files.allFindings')} address={() => errorsAddress(sync.id)} variant="default" />
        )
      }
    >
      <ScrollTable label={t('files.title')} minWidth={720}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('files.file')}</Table.Th>
            <Table.Th data-number>{t('files.rows')}</Table.Th>
            <Table.Th data-number>{t(isLoad ? 'files.loaded' : 'files.valid')}</Table.Th>
            <Table.Th data-number>{t('files.rejected')}</Table.Th>
            <Table.Th data-number>{t('files.errors')}</Table.Th>
            <Table.Th data-number>{t('files.warnings')}</Table.Th>
            <Table.Th>{t('files.rejectedRows')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {FILE_TYPES.map((fileType) => {
            const file = sync.files[fileType];
            if (!file) return null;
            return (
              <Table.Tr key={fileType}>
                <Table.Td>{t(`common:fileType.${fileType}`)}</Table.Td>
                <Table.Td data-number>
                  <Count value={file.total_rows} />
                </Table.Td>
                <Table.Td data-number>
                  <Count value={file.valid_rows} />
                </Table.Td>
                <Table.Td data-number>
                  <Rejected rejected={file.rejected_rows} total={file.total_rows} />
                </Table.Td>
                <Table.Td data-number>
                  <Count value={file.error_count} />
                </Table.Td>
                <Table.Td data-number>
                  <Count value={warningsOf(groups.data, fileType)} />
                </Table.Td>
                <Table.Td>
                  {ended && file.rejected_rows ? (
                    <DownloadButton
                      label={t('files.download')}
                      name={t('files.downloadOf', { file: t(`common:fileType.${fileType}`) })}
                      address={() => rejectedRowsAddress(sync.id, fileType)}
                      variant="subtle"
                    />
                  ) : (
                    '–'
                  )}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </ScrollTable>
    </Panel>
  );
}

/** Rejected rows, their share, and a bar of it. */
function Rejected({ rejected, total }: { readonly rejected: number | null; readonly total: number | null }) {
  const formats = useFormats();
  if (!rejected || !total) return <Count value={rejected} />;
  const share = rejected / total;
  return (
    <>
      <Count value={rejected} />{' '}
      <Text span size="xs" c="dimmed">
        {formats.percent(share, 2)}
      </Text>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${100 * share}%` }} />
      </span>
    </>
  );
}

const warningsOf = (groups: readonly FindingGroup[] | undefined, fileType: FileType): number | null =>
  groups
    ?.filter((group) => group.file_type === fileType && group.severity === 'WARNING')
    .reduce((sum, { count }) => sum + count, 0) ?? null;
