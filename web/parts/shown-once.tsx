import { Alert, Button, Group, Input, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CodeText } from './code-text.tsx';
import { CopyButton } from './copy-button.tsx';
import { useFocusBack } from './use-focus-back.ts';

export interface ShownOnceProps {
  readonly title: string;
  /** What to do with it. */
  readonly intro: string;
  readonly items: readonly (readonly [name: string, value: string])[];
  readonly onClose: () => void;
}

/** Secrets, which no other answer has: closed only by the button that says that they are stored. */
export function ShownOnce({ title, intro, items, onClose }: ShownOnceProps) {
  const { t } = useTranslation('mediator');
  useFocusBack();
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Alert color="yellow">{t('secret.once')}</Alert>
        <Text size="md">{intro}</Text>
        {items.map(([name, value]) => (
          <Group key={name} gap="sm" wrap="nowrap" justify="space-between" align="flex-end">
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Input.Label labelElement="div">{name}</Input.Label>
              <div>
                <CodeText value={value} />
              </div>
            </div>
            <CopyButton text={value} label={t('secret.copy', { name })} size="xs" />
          </Group>
        ))}
        <Button onClick={onClose} data-autofocus>
          {t('secret.stored')}
        </Button>
      </Stack>
    </Modal>
  );
}
