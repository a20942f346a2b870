import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconChecklist, IconPlayerPlay } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { hasEnded, newestSyncOfQuery, type SyncLog, syncConfigsQuery, syncQuery } from '../../api/queries/syncs.ts';
import { type Upload, uploadQuery } from '../../api/queries/uploads.ts';
import { removesTooMuch } from '../../api/sync-outcome.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useStartSync } from '../../api/use-start-sync.ts';
import { fileTypesOf, isSameSlice } from '../../datasets/contracts.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { DiscardUploadsButton } from '../../parts/discard-uploads-button.tsx';
import { FailureAlert } from '../../parts/failure-alert.tsx';
import { ReplacesLive } from '../../parts/replaces-live.tsx';
import { StartRefusal } from '../../parts/start-refusal.tsx';
import { SyncBadge } from '../../parts/sync-badge.tsx';
import { SyncResult } from '../../parts/sync-result.tsx';
import { comingFiles } from './coming-files.ts';
import { scheduleOf } from './schedule.ts';
import { transfers } from './send/transfers.ts';
import { StoppedSync } from './stopped-sync.tsx';
import { useStore } from './store.ts';

export interface NextStepProps {
  readonly slice: SliceName;
  /** Files of this slice that wait. */
  readonly staged: readonly Upload[];
  /** The sync that was started here. */
  readonly started: string | undefined;
  readonly onStarted: (syncId: string) => void;
}

export function NextStep({ slice, staged, started, onStarted }: NextStepProps) {
  const { t } = useTranslation(['upload', 'common']);
  const formats = useFormats();
  const allowed = useAllowed();
  const newest = useQuery(newestSyncOfQuery(slice)).data;
  const config = useQuery(syncConfigsQuery(slice.dataset)).data?.data.find((candidate) =>
    isSameSlice(candidate, slice),
  );
  const stopped = useStopped(staged);
  const coming = useComing(slice, staged);
  const sync = useStartSync(onStarted);
  const start = (validateOnly: boolean) =>
    sync.mutate({ slice, validateOnly, uploadIds: staged.map(({ upload_id }) => upload_id) });
  const names = useNames();
  const { dataset } = slice;
  const name = { slice: names.sliceInFull(slice) };
  const running = newest && !hasEnded(newest) ? newest : undefined;
  const ended = newest && newest.id === started && hasEnded(newest) ? newest : undefined;
  const plan = config && newest !== undefined ? scheduleOf(config, newest, staged, Date.now()) : undefined;
  const title = running
    ? t(running.validate_only ? 'next.validating' : 'next.running', name)
    : ended
      ? t(ended.validate_only ? 'next.checked' : 'next.ended', name)
      : t('next.staged', name);
  const shown = running ?? ended;
  // Started once more as they are, the same files would be stopped once more.
  const isDecision = stopped !== undefined && staged.every(({ sync_id }) => sync_id === stopped.id);
  return (
    <Stack gap="xs" component="section" aria-label={title}>
      <Group gap="sm">
        <Text fw={600}>{title}</Text>
        {shown && <SyncBadge sync={shown} />}
        {shown && (
          <ButtonLink to={pathOf(dataset, `/syncs/${shown.id}`)} size="compact-sm" variant="default">
            {running ? t('next.follow') : t('next.look')}
          </ButtonLink>
        )}
      </Group>
      {running && (
        <Progress.Root size="sm">
          <Progress.Section value={running.progress * 100} aria-label={title} />
        </Progress.Root>
      )}
      {ended && <SyncResult sync={ended} />}
      {!running && stopped ? (
        <StoppedSync sync={stopped} />
      ) : (
        ended?.failure && <FailureAlert failure={ended.failure} />
      )}
      {staged.length > 0 && (
        <Text size="sm" c="dimmed" component="div">
          {inOrder(staged).map((upload) => (
            <div key={upload.upload_id} style={{ overflowWrap: 'anywhere' }}>
              {names.table(dataset, upload.file_type)}: <CodeText value={upload.file_name} />
              {upload.corrects !== null && ` · ${t('purpose.correction')}`}
            </div>
          ))}
        </Text>
      )}
      {!running && staged.length > 0 && (
        <>
          {!isDecision && (
            <ReplacesLive
              slice={slice}
              fileTypes={staged.flatMap(({ corrects, file_type }) => (corrects === null ? [file_type] : []))}
            />
          )}
          <Group gap="xs">
            {plan?.state !== 'disabled' && !isDecision && (
              <>
                <Button
                  leftSection={<IconPlayerPlay size={16} aria-hidden />}
                  disabled={!allowed.write || coming.length > 0}
                  loading={sync.isPending && sync.variables.validateOnly === false}
                  onClick={() => start(false)}
                >
                  {t('next.sync')}
                </Button>
                <Button
                  variant="default"
                  leftSection={<IconChecklist size={16} aria-hidden />}
                  disabled={!allowed.write || coming.length > 0}
                  loading={sync.isPending && sync.variables.validateOnly === true}
                  onClick={() => start(true)}
                >
                  {t('next.validate')}
                </Button>
              </>
            )}
            <DiscardUploadsButton uploads={staged} label={t('next.discard', { count: staged.length })} />
          </Group>
          {coming.length > 0 && (
            <Text size="sm">{t('next.coming', { files: coming.map(({ file }) => file.name).join(', ') })}</Text>
          )}
          {plan && !isDecision && (
            <Text size="sm" c="dimmed">
              {plan.state === 'later'
                ? t('next.later', { time: formats.dateTime(plan.from) })
                : plan.state === 'incomplete'
                  ? t('next.incomplete', {
                      files: plan.missing.map((fileType) => names.table(dataset, fileType)).join(', '),
                    })
                  : t(`next.${plan.state}`, name)}{' '}
              {plan.state !== 'disabled' && t('next.validateHint')}
            </Text>
          )}
          {plan?.state === 'disabled' && (
            <div>
              <ButtonLink to={pathOf(dataset, '/settings')} size="xs" variant="default">
                {t('next.toSettings')}
              </ButtonLink>
            </div>
          )}
        </>
      )}
      {sync.isError && <StartRefusal error={sync.error} fileNames={staged.map(({ file_name }) => file_name)} />}
    </Stack>
  );
}

const inOrder = (staged: readonly Upload[]): readonly Upload[] =>
  fileTypesOf(staged[0]?.dataset ?? '').flatMap((fileType) => staged.filter(({ file_type }) => file_type === fileType));

/** The sync that was stopped with some of these files, because too many live rows would vanish. */
function useStopped(staged: readonly Upload[]): SyncLog | undefined {
  const ids = [...new Set(staged.flatMap(({ sync_id }) => sync_id ?? []))];
  return useQueries({ queries: ids.map(syncQuery) })
    .flatMap(({ data }) => data ?? [])
    .find(removesTooMuch);
}

/** Files sent from this page that are not there yet. */
function useComing(slice: SliceName, staged: readonly Upload[]) {
  const own = useStore(transfers).filter(({ kind }) => isSameSlice(kind, slice));
  const ids = own.flatMap(({ uploadId }) => uploadId ?? []);
  const uploads = useQueries({ queries: ids.map((uploadId) => uploadQuery(uploadId)) });
  const known = uploads.flatMap(({ data }) => data ?? []);
  const ended = known.filter(({ status }) => status !== 'AWAITING_UPLOAD' && status !== 'STAGED');
  const waiting = [...staged, ...known.filter(({ status }) => status === 'STAGED')];
  return comingFiles(own, slice, idsOf(waiting), idsOf(ended));
}

const idsOf = (uploads: readonly Upload[]): Set<string> => new Set(uploads.map(({ upload_id }) => upload_id));
