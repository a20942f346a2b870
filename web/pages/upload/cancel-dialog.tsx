import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { cancelTransfer, type Transfer } from './send/transfers.ts';

/** Asks before what was sent is thrown away. */
export function CancelDialog({ transfer, onClose }: { readonly transfer: Transfer; readonly onClose: () => void }) {
  const { t } = useTranslation('upload');
  const queries = useQueryClient();
  const cancel = async () => {
    await cancelTransfer(transfer.id);
    await queries.invalidateQueries({ queryKey: ['uploads'] });
  };
  return (
    <ConfirmDialog
      title={t('sending.cancelTitle')}
      confirm={t('sending.cancelConfirm')}
      back={t('sending.cancelBack')}
      isDangerous
      onConfirm={() => void cancel()}
      onClose={onClose}
    >
      <Text>{t('sending.cancelDetail', { file: transfer.file.name })}</Text>
    </ConfirmDialog>
  );
}
