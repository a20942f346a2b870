import { Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { problemCode } from '../../api/problem.ts';
import type { Upload } from '../../api/queries/uploads.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useServerWords } from '../../i18n/use-server-words.ts';
import { CodeText } from '../../parts/code-text.tsx';
import { DiscardUploadsButton } from '../../parts/discard-uploads-button.tsx';
import { ScrollTable } from '../../parts/scroll-table.tsx';
import { ServiceSentence } from '../../parts/service-sentence.tsx';
import { Bytes, Count, DateTime } from '../../parts/values.tsx';
import { useFileKindWords } from './file-kind-words.ts';
import { UploadBadge } from './upload-badge.tsx';
import classes from './uploads-table.module.css';

export function UploadsTable({ uploads }: { readonly uploads: readonly Upload[] }) {
  const { t } = useTranslation(['upload', 'common']);
  const kindWords = useFileKindWords();
  return (
    <ScrollTable label={t('recent.title')} minWidth={900} asCards>
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
              {upload.sent_by !== null && (
                <Text size="xs" c="dimmed" fw={400}>
                  {t('common:files.sentBy', { who: upload.sent_by })}
                </Text>
              )}
            </Table.Td>
            <Table.Td data-label={t('recent.kind')}>
              {kindWords({ ...upload, fileType: upload.file_type })}
              {upload.corrects !== null && ` · ${t('purpose.correction')}`}
            </Table.Td>
            <Table.Td className={classes.status ?? ''} data-label={t('recent.status')}>
              <Status upload={upload} />
            </Table.Td>
            <Table.Td className={classes.when ?? ''} data-label={t('recent.when')}>
              <DateTime value={upload.created_at} />
            </Table.Td>
            <Table.Td data-number data-label={t('recent.size')}>
              <Bytes size={upload.size_bytes} />
            </Table.Td>
            <Table.Td data-number data-label={t('recent.rows')}>
              <Count value={upload.row_estimate} />
            </Table.Td>
            <Table.Td data-label={t('recent.sync')}>
              <Group gap="xs" wrap="nowrap">
                {upload.sync_id !== null && (
                  <Anchor
                    component={Link}
                    to={pathOf(upload.dataset, `/syncs/${upload.sync_id}`)}
                    fz="inherit"
                    c="var(--tranche-link)"
                  >
                    {t('recent.look')}
                  </Anchor>
                )}
                {upload.status === 'STAGED' && (
                  <DiscardUploadsButton uploads={[upload]} size="compact-xs" leftSection={undefined} />
                )}
                {upload.sync_id === null && upload.status !== 'STAGED' && '–'}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </ScrollTable>
  );
}

/** The status, and why, where there is a reason: in one line, and of a cancelled one in the words of the service. */
function Status({ upload }: { readonly upload: Upload }) {
  const { problem } = upload;
  const server = useServerWords();
  return (
    <Stack gap={2} align="flex-start">
      <UploadBadge upload={upload} />
      {problem && (
        <Text size="xs">
          <Anchor
            href={problem.type}
            target="_blank"
            rel="noopener"
            fz="inherit"
            c="inherit"
            underline="always"
            title={server.text(problem.detail, problem.message) ?? problem.detail}
          >
            {server.problemTitle(problemCode(problem.type), problem.title)}
          </Anchor>
        </Text>
      )}
      {upload.status === 'EXPIRED' && problem && (
        <ServiceSentence said={problem.detail} message={problem.message} size="xs" c="dimmed" maw={320} />
      )}
    </Stack>
  );
}
