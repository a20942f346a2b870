import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from './states.tsx';
import { useFocusBack } from './use-focus-back.ts';

export interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly isPending: boolean;
  /** What none of the fields shows. */
  readonly error?: unknown;
  readonly onSubmit: (event?: FormEvent<HTMLFormElement>) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Asks for a few values. Shown while it is rendered; the focus goes back to where it was. */
export function FormDialog({ title, submit, isPending, error, onSubmit, onClose, children }: FormDialogProps) {
  const { t } = useTranslation();
  useFocusBack();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('actions.close') }}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          {children}
          {error != null && <ErrorState error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} disabled={isPending}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
