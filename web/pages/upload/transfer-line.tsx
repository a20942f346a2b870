import { ActionIcon, Group, Progress, Text, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { useFileKindWords } from './file-kind-words.ts';
import files from './file-line.module.css';
import { FileLine } from './file-line.tsx';
import {
  isStopped,
  isUnderWay,
  pauseTransfer,
  removeTransfer,
  resumeTransfer,
  type Transfer,
} from './send/transfers.ts';
import { TransferFailure } from './transfer-failure.tsx';
import { UploadOutcome } from './upload-outcome.tsx';
import { useTimeLeft } from './use-time-left.ts';

const COLOURS = { SENDING: 'petrol', WAITING: 'yellow', PAUSED: 'gray', FAILED: 'red', SENT: 'teal' } as const;

/** One file on its way: how far it is, and pause, resume and cancel. */
export function TransferLine({ transfer }: { readonly transfer: Transfer }) {
  const { t } = useTranslation(['upload', 'common']);
  const formats = useFormats();
  const kindWords = useFileKindWords();
  const [isAsking, setAsking] = useState(false);
  const { id, file, kind, state, sentBytes, rate, uploadId } = transfer;
  const timeLeft = useTimeLeft(file.size - sentBytes, rate);
  const name = { file: file.name };
  return (
    <FileLine
      name={file.name}
      facts={`${kindWords(kind)} · ${formats.bytes(file.size)}`}
      actions={
        <>
          {isUnderWay(transfer) && (
            <Action icon={IconPlayerPause} label={t('sending.pause', name)} onClick={() => pauseTransfer(id)} />
          )}
          {isStopped(transfer) && (
            <Action icon={IconPlayerPlay} label={t('sending.resume', name)} onClick={() => resumeTransfer(id)} />
          )}
          {state === 'SENT' ? (
            <Action icon={IconX} label={t('sending.dismiss', name)} onClick={() => removeTransfer(id)} />
          ) : (
            <Action icon={IconX} label={t('sending.cancel', name)} onClick={() => setAsking(true)} />
          )}
        </>
      }
    >
      {state === 'SENT' && uploadId !== undefined ? (
        <UploadOutcome uploadId={uploadId} />
      ) : (
        <div>
          <Progress.Root size="sm" mb={4}>
            <Progress.Section
              value={file.size === 0 ? 0 : (sentBytes / file.size) * 100}
              color={COLOURS[state]}
              aria-label={t('sending.progress', name)}
            />
          </Progress.Root>
          <Group justify="space-between" className={files.facts ?? ''}>
            <Text size="sm" role="status" fw={state === 'SENDING' ? 400 : 600}>
              {t(`sending.state.${state}`)}
            </Text>
            <Text size="sm" c="dimmed">
              {t('sending.of', { sent: formats.bytes(sentBytes), total: formats.bytes(file.size) })}
              {rate !== undefined && ` · ${t('sending.rate', { rate: formats.bytes(rate) })}`}
              {timeLeft && ` · ${timeLeft}`}
            </Text>
          </Group>
        </div>
      )}
      {state === 'FAILED' && <TransferFailure transfer={transfer} />}
      {isAsking && <CancelDialog transfer={transfer} onClose={() => setAsking(false)} />}
    </FileLine>
  );
}

interface ActionProps {
  readonly icon: ComponentType<{ size?: number | string }>;
  readonly label: string;
  readonly onClick: () => void;
}

function Action({ icon: Icon, label, onClick }: ActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
