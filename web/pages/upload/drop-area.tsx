import '@mantine/dropzone/styles.layer.css';
import { Button, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileUpload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './drop-area.module.css';

export interface DropAreaProps {
  readonly title: string;
  readonly hint: string;
  readonly onFiles: (files: File[]) => void;
}

/** Takes files by dropping, by the file dialog, and by keyboard: the button's click reaches the area, which opens the dialog. */
export function DropArea({ title, hint, onFiles }: DropAreaProps) {
  const { t } = useTranslation('upload');
  return (
    <Dropzone
      onDrop={onFiles}
      className={classes.area ?? ''}
      activateOnKeyboard={false}
      inputProps={{ 'aria-hidden': true }}
    >
      <Stack align="center" gap={6} className={classes.inner ?? ''}>
        <IconFileUpload size={34} stroke={1.4} aria-hidden className={classes.icon} />
        <Text fw={600} size="lg" ta="center">
          <Dropzone.Idle>{title}</Dropzone.Idle>
          <Dropzone.Accept>{t('drop.release')}</Dropzone.Accept>
          <Dropzone.Reject>{title}</Dropzone.Reject>
        </Text>
        <Text c="dimmed" size="sm" ta="center">
          {hint}
        </Text>
        <Button variant="default" mt={6}>
          {t('drop.choose')}
        </Button>
      </Stack>
    </Dropzone>
  );
}
