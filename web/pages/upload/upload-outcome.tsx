import { Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Upload, uploadQuery } from '../../api/queries/uploads.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { ServiceSentence } from '../../parts/service-sentence.tsx';
import { Loaded, LoadingState } from '../../parts/states.tsx';
import { ReasonAlert } from './reason-alert.tsx';
import { isDiscarded, UploadBadge } from './upload-badge.tsx';

const WORDS = {
  AWAITING_UPLOAD: 'sending.state.SENT',
  STAGED: 'outcome.staged',
  SYNCING: 'outcome.syncing',
  LOADED: 'outcome.loaded',
  SUPERSEDED: 'outcome.superseded',
  FAILED: 'outcome.failed',
  EXPIRED: 'outcome.expired',
} as const;

/** What the service makes of a file that has arrived, as it happens. */
export function UploadOutcome({ uploadId }: { readonly uploadId: string }) {
  const queries = useQueryClient();
  const upload = useQuery(uploadQuery(uploadId));
  const status = upload.data?.status;
  useEffect(() => {
    // The lists know it later than this.
    if (status)
      void queries.invalidateQueries({ queryKey: ['uploads'], predicate: ({ queryKey }) => queryKey[1] !== 'one' });
  }, [status, queries]);
  return (
    <Loaded query={upload} loading={<LoadingState rows={1} />}>
      {(found) => <Outcome upload={found} />}
    </Loaded>
  );
}

function Outcome({ upload }: { readonly upload: Upload }) {
  const { t } = useTranslation('upload');
  const { dataset, status, problem, sync_id } = upload;
  if (status === 'REJECTED') return problem && <ReasonAlert reason={problem} />;
  return (
    <Group gap="sm" role="status">
      <UploadBadge upload={upload} />
      {status === 'EXPIRED' && problem ? (
        <ServiceSentence said={problem.detail} message={problem.message} size="sm" />
      ) : (
        <Text size="sm">{t(isDiscarded(upload) ? 'outcome.discarded' : WORDS[status])}</Text>
      )}
      {sync_id !== null && status !== 'STAGED' && (
        <ButtonLink to={pathOf(dataset, `/syncs/${sync_id}`)} size="compact-xs" variant="default">
          {t('outcome.toSync')}
        </ButtonLink>
      )}
    </Group>
  );
}
