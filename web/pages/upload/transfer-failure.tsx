import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../parts/states.tsx';
import { UnreadableFile } from './check/run-check.ts';
import { StorageRefusal } from './send/put-blob.ts';
import { resumeTransfer, type Transfer } from './send/transfers.ts';

/** Why a file did not get through, and the way on. */
export function TransferFailure({ transfer: { id, error } }: { readonly transfer: Transfer }) {
  const { t } = useTranslation('upload');
  const again = () => resumeTransfer(id);
  if (error instanceof UnreadableFile) {
    return (
      <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t('check.unreadable')}>
        {t('check.unreadableDetail')}
      </Alert>
    );
  }
  if (!(error instanceof StorageRefusal)) return <ErrorState error={error} retry={again} />;
  const isLineDown = error.status === 0;
  return (
    <Alert
      color={isLineDown ? 'yellow' : 'red'}
      role="alert"
      icon={isLineDown ? <IconCloudOff aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={isLineDown ? t('sending.lineDown') : t('sending.storageRefused')}
    >
      <Stack gap="xs" align="flex-start">
        <Text size="md">
          {isLineDown ? t('sending.lineDownDetail') : t('sending.storageRefusedDetail', { status: error.status })}
        </Text>
        <Button size="xs" variant="default" onClick={again}>
          {t('sending.tryAgain')}
        </Button>
      </Stack>
    </Alert>
  );
}
