import { Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FindingGroup } from '../../api/finding-filter.ts';
import { findingGroupsQuery } from '../../api/queries/findings.ts';
import { hasEnded, type SyncLog } from '../../api/queries/syncs.ts';
import { errorsAddress } from '../../api/sync-downloads.ts';
import { fileTypesIn } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { DeliveredFile } from '../../parts/delivered-files.tsx';
import { DownloadButton } from '../../parts/download-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { Count } from '../../parts/values.tsx';
import classes from './file-counts.module.css';

/** What each file brought, and what became of its rows. */
export function FileCounts({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const names = useNames();
  const ended = hasEnded(sync);
  const groups = useQuery({ ...findingGroupsQuery(sync.id), enabled: ended });
  // Valid rows of a failed sync were not loaded.
  const isLoad = sync.status === 'COMPLETED' && !sync.validate_only;
  const isCorrection = isLoad && sync.corrects !== null;
  const hasQuarantined = Object.values(sync.files).some((file) => (file?.quarantined_rows ?? 0) > 0);
  const hasFindings = hasQuarantined || (sync.error_count ?? 0) + (sync.warning_count ?? 0) > 0;
  const sound = t(isCorrection ? 'files.fixed' : isLoad ? 'files.loaded' : 'files.valid');
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
      <ScrollTable label={t('files.title')} minWidth={780} asCards>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('files.file')}</Table.Th>
            <Table.Th>{t('files.sent')}</Table.Th>
            <Table.Th data-number>{t('files.rows')}</Table.Th>
            <Table.Th data-number>{sound}</Table.Th>
            <Table.Th data-number>{t('files.rejected')}</Table.Th>
            {hasQuarantined && <Table.Th data-number>{t('files.quarantined')}</Table.Th>}
            {isCorrection && (
              <>
                <Table.Th data-number>{t('files.kept')}</Table.Th>
                <Table.Th data-number>{t('files.returned')}</Table.Th>
              </>
            )}
            <Table.Th data-number>{t('files.errors')}</Table.Th>
            <Table.Th data-number>{t('files.warnings')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {fileTypesIn(sync.dataset, sync.files).map((fileType) => {
            const file = sync.files[fileType];
            if (!file) return null;
            return (
              <Table.Tr key={fileType}>
                <Table.Td>{names.table(sync.dataset, fileType)}</Table.Td>
                <Table.Td data-label={t('files.sent')}>
                  {file.uploads.length === 0 ? (
                    <Text size="xs" c="dimmed">
                      {names.said(sync.dataset, 'syncs:files.onlyReturned')}
                    </Text>
                  ) : (
                    <ul className={classes.uploads}>
                      {file.uploads.map((upload) => (
                        <li key={upload.upload_id}>
                          <DeliveredFile upload={upload} />
                        </li>
                      ))}
                    </ul>
                  )}
                </Table.Td>
                <Table.Td data-number data-label={t('files.rows')}>
                  <Count value={file.total_rows} />
                </Table.Td>
                <Table.Td data-number data-label={sound}>
                  <Count value={file.valid_rows} />
                </Table.Td>
                <Table.Td data-number data-label={t('files.rejected')}>
                  <Rejected rejected={file.rejected_rows} total={file.total_rows} />
                </Table.Td>
                {hasQuarantined && (
                  <Table.Td data-number data-label={t('files.quarantined')}>
                    <Count value={file.quarantined_rows} />
                  </Table.Td>
                )}
                {isCorrection && (
                  <>
                    <Table.Td data-number data-label={t('files.kept')}>
                      <Count value={file.kept_rows} />
                    </Table.Td>
                    <Table.Td data-number data-label={t('files.returned')}>
                      <Count value={file.returned_rows} />
                    </Table.Td>
                  </>
                )}
                <Table.Td data-number data-label={t('files.errors')}>
                  <Count value={file.error_count} />
                </Table.Td>
                <Table.Td data-number data-label={t('files.warnings')}>
                  <Count value={warningsOf(groups.data, fileType)} />
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
    <div>
      <Count value={rejected} />{' '}
      <Text span size="xs" c="dimmed">
        {formats.share(share)}
      </Text>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${100 * share}%` }} />
      </span>
    </div>
  );
}

const warningsOf = (groups: readonly FindingGroup[] | undefined, fileType: string): number | null =>
  groups
    ?.filter((group) => group.file_type === fileType && group.severity === 'WARNING')
    .reduce((sum, { count }) => sum + count, 0) ?? null;
