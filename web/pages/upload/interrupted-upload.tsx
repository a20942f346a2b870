import { Alert, Button, FileButton, Progress, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isProblemWithCode } from '../../api/problem.ts';
import type { Upload } from '../../api/queries/uploads.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ErrorState } from '../../parts/states.tsx';
import { useFileKindWords } from './file-kind-words.ts';
import files from './file-line.module.css';
import { FileLine } from './file-line.tsx';
import { differenceFrom, forgetBegun } from './send/begun-uploads.ts';
import { startTransfer } from './send/transfers.ts';
import { cancelUpload, receivedParts } from './send/upload-calls.ts';

/** An upload to be gone on with: the file is chosen again, and must be the same. */
export function InterruptedUpload({ upload }: { readonly upload: Upload }) {
  const { t } = useTranslation(['upload', 'common']);
  const formats = useFormats();
  const allowed = useAllowed();
  const queries = useQueryClient();
  const kindWords = useFileKindWords();
  const { upload_id, file_name, size_bytes, dataset, variant, file_type } = upload;
  const kind = { dataset, variant, fileType: file_type };
  const received = useReceivedBytes(upload_id);
  const choosing = useMutation({
    mutationFn: async (file: File) => {
      const difference = await differenceFrom(upload, file);
      if (difference === undefined) {
        startTransfer(file, kind, { corrects: upload.corrects, begun: upload_id });
      }
      return difference;
    },
  });
  const givingUp = useMutation({
    mutationFn: () => cancelUpload(upload_id),
    onSuccess: async () => {
      forgetBegun(upload_id);
      await queries.invalidateQueries({ queryKey: ['uploads'] });
    },
  });
  const name = { file: file_name };
  return (
    <FileLine
      name={file_name}
      facts={`${kindWords(kind)} · ${formats.bytes(size_bytes)} · ${formats.dateTime(upload.created_at)}`}
    >
      {received !== undefined && (
        <div>
          <Progress.Root size="sm" mb={4}>
            <Progress.Section value={(received / size_bytes) * 100} aria-label={t('sending.progress', name)} />
          </Progress.Root>
          <Text size="sm" c="dimmed">
            {t('interrupted.received', { sent: formats.bytes(received), total: formats.bytes(size_bytes) })}
          </Text>
        </div>
      )}
      {choosing.data && (
        <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t('interrupted.notSame')}>
          {t(`interrupted.difference.${choosing.data}`)}
        </Alert>
      )}
      {(choosing.isError || givingUp.isError) && <ErrorState error={choosing.error ?? givingUp.error} />}
      <div className={files.choices}>
        <FileButton
          onChange={(file) => file && choosing.mutate(file)}
          inputProps={{ 'aria-label': t('interrupted.chooseFor', name) }}
        >
          {(props) => (
            <Button {...props} size="xs" disabled={!allowed.write} aria-label={t('interrupted.chooseFor', name)}>
              {t('interrupted.choose')}
            </Button>
          )}
        </FileButton>
        <Button
          size="xs"
          variant="default"
          disabled={!allowed.write}
          loading={givingUp.isPending}
          aria-label={t('interrupted.giveUpFor', name)}
          onClick={() => givingUp.mutate()}
        >
          {t('interrupted.giveUp')}
        </Button>
      </div>
    </FileLine>
  );
}

/** Bytes that have arrived; undefined for an upload that arrives in one piece or not at all. */
function useReceivedBytes(uploadId: string): number | undefined {
  const received = useQuery({
    queryKey: ['uploads', 'received', uploadId],
    queryFn: async ({ signal }) => {
      try {
        const { parts } = await receivedParts(uploadId, signal);
        return parts.reduce((bytes, { size_bytes }) => bytes + size_bytes, 0);
      } catch (error) {
        if (isProblemWithCode(error, 'upload-not-open')) return null;
        throw error;
      }
    },
  });
  return received.data ?? undefined;
}
