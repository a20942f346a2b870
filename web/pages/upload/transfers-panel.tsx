import { Button, Group, Progress, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import files from './file-line.module.css';
import { isStopped, isUnderWay, pauseAll, removeSent, resumeAll, transfers } from './send/transfers.ts';
import { useStore } from './store.ts';
import { TransferLine } from './transfer-line.tsx';
import { useTimeLeft } from './use-time-left.ts';

/**
 * Files on their way: each, and all together.
 * @param targets only files that correct one of these syncs
 */
export function TransfersPanel({ targets }: { readonly targets?: readonly string[] }) {
  const { t } = useTranslation('upload');
  const formats = useFormats();
  const everything = useStore(transfers);
  const all = targets
    ? everything.filter(({ corrects }) => corrects !== null && targets.includes(corrects))
    : everything;
  useNoticeOnLeaving();
  const open = all.filter(({ state }) => state !== 'SENT');
  const total = all.reduce((sum, { file }) => sum + file.size, 0);
  const sent = all.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  const rate = all.reduce((sum, transfer) => sum + (transfer.rate ?? 0), 0);
  const timeLeft = useTimeLeft(total - sent, rate);
  if (all.length === 0) return null;
  const underWay = all.filter(isUnderWay);
  return (
    <Panel
      title={t(open.length > 0 ? 'sending.title' : 'sending.done')}
      {...(underWay.length > 0 ? { hint: t('sending.keepOpen') } : {})}
      actions={
        <Group gap="xs">
          {all.length > 1 && underWay.length > 0 && (
            <Button variant="default" size="xs" onClick={pauseAll}>
              {t('sending.pauseAll')}
            </Button>
          )}
          {all.length > 1 && underWay.length === 0 && all.some(isStopped) && (
            <Button variant="default" size="xs" onClick={resumeAll}>
              {t('sending.resumeAll')}
            </Button>
          )}
          {open.length < all.length && (
            <Button variant="default" size="xs" onClick={removeSent}>
              {t('sending.dismissAll')}
            </Button>
          )}
        </Group>
      }
    >
      {all.length > 1 && open.length > 0 && (
        <div className={files.overall}>
          <Group justify="space-between" className={files.facts ?? ''} mb={4}>
            <Text size="sm" fw={600}>
              {t('sending.overall')}
            </Text>
            <Text size="sm" c="dimmed">
              {t('sending.of', { sent: formats.bytes(sent), total: formats.bytes(total) })}
              {rate > 0 && ` · ${t('sending.rate', { rate: formats.bytes(rate) })}`}
              {timeLeft && ` · ${timeLeft}`}
            </Text>
          </Group>
          <Progress.Root size="md">
            <Progress.Section value={total === 0 ? 0 : (sent / total) * 100} aria-label={t('sending.overall')} />
          </Progress.Root>
        </div>
      )}
      <ul className={files.files} aria-label={t('sending.list')}>
        {all.map((transfer) => (
          <TransferLine key={transfer.id} transfer={transfer} />
        ))}
      </ul>
    </Panel>
  );
}

/** Who goes to another page learns that the files go on. */
function useNoticeOnLeaving(): void {
  const { t } = useTranslation(['upload', 'common']);
  const [shownAt] = useState(() => location.pathname);
  useEffect(
    () => () => {
      // In development React leaves and comes back once by itself.
      if (location.pathname === shownAt || !transfers.get().some(isUnderWay)) return;
      notifications.show({
        title: t('sending.goesOn'),
        message: t('sending.goesOnDetail'),
        closeButtonProps: { 'aria-label': t('common:actions.close') },
      });
    },
    [t, shownAt],
  );
}
