import { Button, Stack, Text, Textarea } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Publication } from '../../api/queries/publications.ts';
import { useRestore } from '../../api/use-decision.ts';
import { useAllowed } from '../../api/use-session.ts';
import { sliceNameOf } from '../../datasets/contracts.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { RestoreDifference } from './restore-difference.tsx';

const MOST_CHARACTERS = 500;

export interface RestoreButtonProps {
  readonly publication: Publication;
  readonly live: Publication;
}

/** Makes an earlier book live again, after showing what that changes and asking why. */
export function RestoreButton({ publication, live }: RestoreButtonProps) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const names = useNames();
  const allowed = useAllowed();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const close = () => setAsking(false);
  const restore = useRestore(close);
  const when = formats.dateTime(publication.published_at);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconHistory size={15} aria-hidden />}
        disabled={!allowed.write || !publication.restorable}
        aria-label={t('restore.of', { when })}
        onClick={() => setAsking(true)}
      >
        {t('restore.button')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('restore.title', { when })}
          confirm={t('restore.button')}
          isPending={restore.isPending}
          isOff={reason.trim() === ''}
          error={restore.error}
          onConfirm={() => restore.mutate({ slice: sliceNameOf(publication), to: publication.sync_id, reason })}
          onClose={close}
        >
          <Stack gap="sm">
            <Text>{t('restore.detail', { slice: names.slice(publication) })}</Text>
            <RestoreDifference publication={publication} live={live} />
            <Textarea
              label={t('restore.reason')}
              description={t('restore.reasonHint')}
              required
              maxLength={MOST_CHARACTERS}
              autosize
              minRows={2}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </Stack>
        </ConfirmDialog>
      )}
    </>
  );
}
