import { Button, type ButtonProps, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiscardUploads } from '../api/use-decision.ts';
import { useAllowed } from '../api/use-session.ts';
import { ConfirmDialog } from './confirm-dialog.tsx';

export interface DiscardUploadsButtonProps extends ButtonProps {
  readonly uploads: readonly { readonly upload_id: string; readonly file_name: string | null }[];
  /** What the button says; "Discard", if left out. */
  readonly label?: string;
}

/** Gives files up that wait to be loaded, after asking. */
export function DiscardUploadsButton({ uploads, label, ...look }: DiscardUploadsButtonProps) {
  const { t } = useTranslation();
  const allowed = useAllowed();
  const [isAsking, setAsking] = useState(false);
  const discard = useDiscardUploads();
  const files = uploads.map(({ file_name, upload_id }) => file_name ?? upload_id).join(', ');
  const close = () => {
    setAsking(false);
    discard.reset();
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={15} aria-hidden />}
        {...look}
        disabled={!allowed.write || uploads.length === 0}
        aria-label={label === undefined ? t('discard.of', { files }) : undefined}
        onClick={() => setAsking(true)}
      >
        {label ?? t('discard.button')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('discard.title', { count: uploads.length })}
          confirm={t('discard.confirm')}
          isDangerous
          isPending={discard.isPending}
          error={discard.error}
          onConfirm={() =>
            discard.mutate(
              uploads.map(({ upload_id }) => upload_id),
              { onSuccess: close },
            )
          }
          onClose={close}
        >
          <Text style={{ overflowWrap: 'anywhere' }}>{t('discard.detail', { files })}</Text>
        </ConfirmDialog>
      )}
    </>
  );
}
