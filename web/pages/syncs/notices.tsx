import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { correctionChainQuery, type SyncLog } from '../../api/queries/syncs.ts';
import { uploadQuery } from '../../api/queries/uploads.ts';
import { rejectedRowsOf } from '../../api/sync-outcome.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ServiceSentence } from '../../parts/service-sentence.tsx';

type Notice = SyncLog['notices'][number];

/** Notices of uploads that a sync did not take. */
const OF_UPLOADS = ['uploads-superseded', 'uploads-awaited', 'uploads-left-staged'] as const;
/** More are counted. */
const NAMED = 5;

/** What is worth knowing and rejects nothing. */
export function Notices({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation('syncs');
  return (
    <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={t('notices.title')}>
      <Stack gap="xs">
        {sync.notices.map((notice) => (
          <NoticeText key={`${notice.code} ${notice.detail}`} sync={sync} notice={notice} />
        ))}
      </Stack>
    </Alert>
  );
}

function NoticeText({ sync, notice }: { readonly sync: SyncLog; readonly notice: Notice }) {
  const names = useNames();
  const formats = useFormats();
  const { code, detail, message, count, rows = count, upload_ids = [] } = notice;
  const ofUploads = OF_UPLOADS.find((known) => known === code);
  if (ofUploads) return <UploadsNotice code={ofUploads} uploadIds={upload_ids} />;
  if (code === 'rows-without-reference' && rows !== undefined) {
    const counted = { count: rows, shown: formats.count(rows) };
    return <Text size="md">{names.said(sync.dataset, 'syncs:notices.rowsWithoutReference', counted)}</Text>;
  }
  if (code === 'rows-still-rejected' && rows !== undefined) return <StillRejected sync={sync} rows={rows} />;
  return <ServiceSentence said={detail} message={message} />;
}

/** Leads to the load that rejected them: there they can be downloaded and sent. */
function StillRejected({ sync, rows }: { readonly sync: SyncLog; readonly rows: number }) {
  const { t } = useTranslation('syncs');
  const formats = useFormats();
  const chain = useQuery(correctionChainQuery(sync.id)).data ?? [];
  const rejecting = chain.find((earlier) => earlier.id !== sync.id && rejectedRowsOf(earlier) > 0);
  return (
    <Text size="md">
      {t('notices.rowsStillRejected', { count: rows, shown: formats.count(rows) })}{' '}
      {rejecting && (
        <Anchor
          component={Link}
          to={pathOf(sync.dataset, `/syncs/${rejecting.id}#fix`)}
          fz="inherit"
          c="inherit"
          underline="always"
          fw={600}
        >
          {t('notices.toRejected')}
        </Anchor>
      )}
    </Text>
  );
}

/** Names the files, which a bank knows, instead of their uploads. */
function UploadsNotice({
  code,
  uploadIds,
}: {
  readonly code: (typeof OF_UPLOADS)[number];
  readonly uploadIds: readonly string[];
}) {
  const { t } = useTranslation('syncs');
  const formats = useFormats();
  const named = uploadIds.slice(0, NAMED);
  const uploads = useQueries({ queries: named.map((uploadId) => uploadQuery(uploadId)) });
  const names = named.map((uploadId, at) => uploads[at]?.data?.file_name ?? uploadId);
  const hidden = uploadIds.length - names.length;
  const files = hidden > 0 ? [...names, t('notices.more', { count: hidden, shown: formats.count(hidden) })] : names;
  return (
    <Text size="md" style={{ overflowWrap: 'anywhere' }}>
      {t(`notices.${code}`, { count: uploadIds.length, files: files.join(', ') })}
    </Text>
  );
}
