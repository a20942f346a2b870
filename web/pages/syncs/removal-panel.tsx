import { Button, Group, Stack, Text } from '@mantine/core';
import { IconReplace, IconTableImport } from '@tabler/icons-react';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { referencesOf } from '../../../shared/contracts/contract.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import { useLiveBook } from '../../api/queries/publications.ts';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { uploadQuery } from '../../api/queries/uploads.ts';
import { rowsWithoutReferenceOf } from '../../api/sync-outcome.ts';
import { useAllowed } from '../../api/use-session.ts';
import { useStartSync } from '../../api/use-start-sync.ts';
import { fileTypesIn, sliceNameOf } from '../../datasets/contracts.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { DiscardUploadsButton } from '../../parts/discard-uploads-button.tsx';
import { Panel } from '../../parts/panel.tsx';
import { StartRefusal } from '../../parts/start-refusal.tsx';
import { CorrectionArea } from '../upload/correction-area.tsx';

/** Of a sync that was stopped because too many live rows would vanish: what that is, and the three ways to go on. */
export function RemovalPanel({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation(['syncs', 'common']);
  const formats = useFormats();
  const names = useNames();
  const { dataset } = sync;
  const slice = sliceNameOf(sync);
  const fileTypes = fileTypesIn(dataset, sync.files);
  const allowed = useAllowed();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'replace' | 'correction'>();
  const start = useStartSync((id) => void navigate(pathOf(dataset, `/syncs/${id}`)));
  const book = useLiveBook(slice);
  const named = fileTypes.flatMap((fileType) => sync.files[fileType]?.uploads ?? []);
  const uploads = useQueries({ queries: named.map(({ upload_id }) => uploadQuery(upload_id)) });
  const isKnown = uploads.every(({ data }) => data !== undefined);
  const held = uploads.flatMap(({ data }) => (data?.status === 'STAGED' && data.sync_id === sync.id ? [data] : []));
  const isOpen = isKnown && held.length === named.length;
  const counts = fileTypes.flatMap((fileType) => {
    const removed = sync.files[fileType]?.removed_rows ?? 0;
    const live = book?.files[fileType]?.rows ?? null;
    if (removed === 0) return [];
    const shown = { file: names.table(dataset, fileType), removed: formats.count(removed) };
    return [
      live === null
        ? t('removal.rows', { count: removed, ...shown })
        : t('removal.rowsOf', { count: removed, ...shown, live: formats.count(live) }),
    ];
  });
  const left = rowsLeftWithout(sync, book?.files ?? {});
  const losing = rowsWithoutReferenceOf(sync);
  const orphans =
    losing !== undefined
      ? names.said(dataset, 'syncs:removal.withoutReference', { count: losing, shown: formats.count(losing) })
      : left > 0
        ? names.said(dataset, 'syncs:removal.mayLoseReference', { count: left, shown: formats.count(left) })
        : undefined;
  return (
    <Panel title={t(isOpen ? 'removal.title' : 'removal.over')} hint={isOpen ? t('removal.hint') : undefined}>
      <Stack gap="sm">
        {!isKnown || isOpen ? (
          <>
            {counts.map((line) => (
              <Text key={line} fw={600}>
                {line}
              </Text>
            ))}
            {orphans && <Text>{orphans}</Text>}
            <Group gap="xs">
              <Button
                color="red"
                leftSection={<IconReplace size={16} aria-hidden />}
                disabled={!allowed.write || !isOpen}
                onClick={() => setAsking('replace')}
              >
                {t('removal.replace')}
              </Button>
              <Button
                variant="default"
                leftSection={<IconTableImport size={16} aria-hidden />}
                disabled={!allowed.write || !isOpen || book === undefined}
                aria-expanded={asking === 'correction'}
                onClick={() => setAsking(asking === 'correction' ? undefined : 'correction')}
              >
                {t('removal.correction')}
              </Button>
              <DiscardUploadsButton uploads={held} label={t('removal.discard', { count: named.length })} />
            </Group>
            <Text size="sm" c="dimmed">
              {t('removal.ways')}
            </Text>
          </>
        ) : (
          <Text>{t('removal.overHint')}</Text>
        )}
        {asking === 'correction' && book && (
          <Stack gap="sm">
            <Text size="sm">{t('removal.correctionHint')}</Text>
            <CorrectionArea slice={slice} corrects={book.sync_id} about={sync.id} />
          </Stack>
        )}
        {start.isError && (
          <StartRefusal
            error={start.error}
            fileNames={named.map(({ file_name, upload_id }) => file_name ?? upload_id)}
          />
        )}
      </Stack>
      {asking === 'replace' && (
        <ConfirmDialog
          title={t('removal.replaceTitle')}
          confirm={t('removal.replace')}
          isDangerous
          isPending={start.isPending}
          onConfirm={() =>
            start.mutate(
              {
                slice,
                validateOnly: sync.validate_only,
                uploadIds: named.map(({ upload_id }) => upload_id),
                acceptRemoval: true,
              },
              { onSettled: () => setAsking(undefined) },
            )
          }
          onClose={() => setAsking(undefined)}
        >
          <Text>{t('removal.replaceDetail', { rows: [...counts, ...(orphans ? [orphans] : [])].join(' ') })}</Text>
        </ConfirmDialog>
      )}
    </Panel>
  );
}

/** Live rows that name rows of a file which the sync replaces, and which it does not bring itself. */
function rowsLeftWithout(
  { dataset, files }: SyncLog,
  live: Readonly<Record<string, { readonly rows: number | null }>>,
): number {
  const referring = (findDataset(dataset)?.fileTypes ?? []).filter(
    (fileType) => !files[fileType.name] && referencesOf(fileType).some((reference) => files[reference.fileType]),
  );
  return referring.reduce((sum, { name }) => sum + (live[name]?.rows ?? 0), 0);
}
