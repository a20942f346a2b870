import { Anchor, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { problemCode } from '../../api/problem.ts';
import type { Upload } from '../../api/queries/uploads.ts';
import { useServerWords } from '../../i18n/use-server-words.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { StatusBadge } from '../../parts/status-badge.tsx';
import { Bytes, Count, DateTime } from '../../parts/values.tsx';
import classes from './uploads-table.module.css';

export function UploadsTable({ uploads }: { readonly uploads: readonly Upload[] }) {
  const { t } = useTranslation(['upload', 'common']);
  return (
    <ScrollTable label={t('recent.title')} minWidth={820}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('recent.file')}</Table.Th>
          <Table.Th>{t('recent.kind')}</Table.Th>
          <Table.Th>{t('recent.status')}</Table.Th>
          <Table.Th>{t('recent.when')}</Table.Th>
          <Table.Th data-number>{t('recent.size')}</Table.Th>
          <Table.Th data-number>{t('recent.rows')}</Table.Th>
          <Table.Th>{t('recent.sync')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {uploads.map((upload) => (
          <Table.Tr key={upload.upload_id}>
            <Table.Td className={classes.file ?? ''}>
              <CodeText value={upload.file_name} />
            </Table.Td>
            <Table.Td>
              {t(`common:loanType.${upload.loan_type}`)} · {t(`common:fileType.${upload.file_type}`)}
            </Table.Td>
            <Table.Td className={classes.status ?? ''}>
              <Status upload={upload} />
            </Table.Td>
            <Table.Td className={classes.when ?? ''}>
              <DateTime value={upload.created_at} />
            </Table.Td>
            <Table.Td data-number>
              <Bytes size={upload.size_bytes} />
            </Table.Td>
            <Table.Td data-number>
              <Count value={upload.row_estimate} />
            </Table.Td>
            <Table.Td>
              {upload.sync_id === null ? (
                '–'
              ) : (
                <Anchor component={Link} to={`/syncs/${upload.sync_id}`} fz="inherit" c="var(--tranche-link)">
                  {t('recent.look')}
                </Anchor>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

/** The status, and in one line why, where there is a reason. */
function Status({ upload: { status, problem } }: { readonly upload: Upload }) {
  const server = useServerWords();
  return (
    <Stack gap={2} align="flex-start">
      <StatusBadge status={status} />
      {problem && (
        <Text size="xs">
          <Anchor
            href={problem.type}
            target="_blank"
            rel="noopener"
            fz="inherit"
            c="inherit"
            underline="always"
            title={problem.detail}
          >
            {server.problemTitle(problemCode(problem.type), problem.title)}
          </Anchor>
        </Text>
      )}
    </Stack>
  );
}
