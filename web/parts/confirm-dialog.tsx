import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './states.tsx';
import { useFocusBack } from './use-focus-back.ts';

export interface ConfirmDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What the button that goes on says. */
  readonly confirm: string;
  /** What the button that leaves all as it is says; "Cancel", if left out. */
  readonly back?: string;
  readonly isDangerous?: boolean;
  readonly isPending?: boolean;
  readonly isOff?: boolean;
  readonly error?: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is done. Shown while it is rendered; the focus goes back to where it was. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  back,
  isDangerous = false,
  isPending = false,
  isOff = false,
  error,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  useFocusBack();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('actions.close') }}>
      <Stack gap="md">
        {children}
        {error != null && <ErrorState error={error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose} data-autofocus>
            {back ?? t('actions.cancel')}
          </Button>
          <Button {...(isDangerous ? { color: 'red' } : {})} disabled={isOff} loading={isPending} onClick={onConfirm}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
