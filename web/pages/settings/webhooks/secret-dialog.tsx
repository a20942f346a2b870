import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CodeText } from '../../../parts/code-text.tsx';
import { CopyButton } from '../../../parts/copy-button.tsx';
import { useFocusBack } from '../../../parts/use-focus-back.ts';

/** A secret, the one time that it is shown: it is closed by a button, and not by chance. */
export function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  const { t } = useTranslation('webhooks');
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('secret.title')}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Alert color="yellow">{t('secret.once')}</Alert>
        <CodeText value={secret} />
        <CopyButton text={secret} label={t('secret.copy')} />
        <Text size="sm" c="dimmed">
          {t('secret.use')}
        </Text>
        <Button onClick={onClose}>{t('secret.stored')}</Button>
      </Stack>
    </Modal>
  );
}
