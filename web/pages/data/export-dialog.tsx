import { Alert, Button, Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RowsQuestion } from '../../api/queries/rows.ts';
import { useFormats } from '../../format/use-formats.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { ErrorState } from '../../parts/states.tsx';
import { useFocusBack } from '../../parts/use-focus-back.ts';
import { exportCommand, exportName } from './export-command.ts';
import classes from './export-dialog.module.css';
import { download, type ExportProgress, exportRows, MOST_EXPORTED } from './export-rows.ts';

export interface ExportDialogProps {
  readonly question: RowsQuestion;
  readonly totalCount: number;
  readonly onClose: () => void;
}

/** The view as a CSV file, with progress; closing it stops the export. */
export function ExportDialog({ question, totalCount, onClose }: ExportDialogProps) {
  const { t } = useTranslation(['data', 'common']);
  const formats = useFormats();
  useFocusBack();
  const [progress, setProgress] = useState<ExportProgress>();
  const stop = useRef<AbortController>(undefined);
  useEffect(() => () => stop.current?.abort(), []);
  const exporting = useMutation({
    mutationFn: async () => {
      stop.current = new AbortController();
      setProgress(undefined);
      const fileName = exportName(question.slice, question.dataType);
      download(await exportRows(question, stop.current.signal, setProgress), fileName);
    },
    gcTime: 0,
  });
  const isStopped = exporting.error instanceof DOMException && exporting.error.name === 'AbortError';
  const isTooMuch = totalCount > MOST_EXPORTED;
  const rows = Math.min(totalCount, MOST_EXPORTED);
  const command = exportCommand(question);
  const share = progress && progress.of > 0 ? (progress.rows / progress.of) * 100 : 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('export.title')}
      closeButtonProps={{ 'aria-label': t('common:actions.close') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {t('export.what', { rows: formats.count(rows), columns: formats.count(question.columns.length) })}
        </Text>
        {isTooMuch && (
          <Alert color="yellow">
            {t('export.tooMuch', { most: formats.count(MOST_EXPORTED), total: formats.count(totalCount) })}
          </Alert>
        )}
        {(exporting.isPending || exporting.isSuccess) && (
          <div>
            <Progress value={share} aria-label={t('export.progress')} mb={6} />
            <Text size="sm" c="dimmed" aria-live="polite">
              {exporting.isSuccess
                ? t('export.done', { rows: formats.count(progress?.rows ?? 0) })
                : t('export.rows', {
                    rows: formats.count(progress?.rows ?? 0),
                    of: formats.count(progress?.of ?? rows),
                  })}
            </Text>
          </div>
        )}
        {isStopped && <Text size="sm">{t('export.stopped')}</Text>}
        {exporting.isError && !isStopped && <ErrorState error={exporting.error} />}
        <Group justify="flex-end" gap="xs">
          {exporting.isPending ? (
            <Button variant="default" onClick={() => stop.current?.abort()}>
              {t('export.stop')}
            </Button>
          ) : (
            <Button
              data-autofocus
              leftSection={<IconDownload size={16} aria-hidden />}
              disabled={totalCount === 0}
              onClick={() => exporting.mutate()}
            >
              {t('export.start')}
            </Button>
          )}
        </Group>
        <div>
          <Text size="sm" c="dimmed" mb={4}>
            {t('export.commandLine')}
          </Text>
          <Group gap={6} wrap="nowrap" align="flex-start">
            <code className={classes.command}>{command}</code>
            <CopyButton text={command} />
          </Group>
        </div>
      </Stack>
    </Modal>
  );
}
