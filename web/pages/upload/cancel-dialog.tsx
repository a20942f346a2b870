import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cancelTransfer, type Transfer } from './send/transfers.ts';

/** Asks before what was sent is thrown away. */
export function CancelDialog({ transfer, onClose }: { readonly transfer: Transfer; readonly onClose: () => void }) {
  const { t } = useTranslation(['upload', 'common']);
  const queries = useQueryClient();
  const cancel = async () => {
    await cancelTransfer(transfer.id);
    await queries.invalidateQueries({ queryKey: ['uploads'] });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sending.cancelTitle')}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <Stack gap="md">
        <Text>{t('sending.cancelDetail', { file: transfer.file.name })}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('sending.cancelBack')}
          </Button>
          <Button color="red" onClick={() => void cancel()}>
            {t('sending.cancelConfirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
