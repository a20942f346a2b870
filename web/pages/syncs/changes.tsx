import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { isProblemWithCode } from '../../api/problem.ts';
import { changesQuery } from '../../api/queries/changes.ts';
import type { SyncLog } from '../../api/queries/syncs.ts';
import { removesTooMuch, stateOf } from '../../api/sync-outcome.ts';
import { fileTypesIn } from '../../datasets/contracts.ts';
import { pathOf } from '../../datasets/use-dataset.ts';
import { useFormats } from '../../format/use-formats.ts';
import { Panel } from '../../parts/panel.tsx';
import { Loaded } from '../../parts/states.tsx';
import { FileChanges } from './file-changes.tsx';

/** What the sync changed in what was loaded before, or would change if it were published. */
export function Changes({ sync }: { readonly sync: SyncLog }) {
  const { t } = useTranslation('syncs');
  const formats = useFormats();
  const state = stateOf(sync);
  const isStopped = removesTooMuch(sync) && !sync.validate_only;
  const isAhead = state === 'AWAITING_PUBLICATION' || isStopped;
  const isCompared = isAhead || state === 'COMPLETED' || state === 'PARTLY_LOADED';
  // Rows that vanish are counted wherever something was live before.
  const isFirst = sync.removed_rows === null;
  const changes = useQuery({
    ...changesQuery(sync.id, sync.publication ?? sync.status),
    enabled: isCompared && !isFirst,
  });
  if (!isCompared) return <Unchanged title={t('changes.nothing')} why={t(whyNot(state))} />;
  if (isFirst || isProblemWithCode(changes.error, 'nothing-to-compare')) {
    return <Unchanged title={t('changes.first')} why={t('changes.firstDetail')} />;
  }
  if (isProblemWithCode(changes.error, 'sync-not-published')) {
    return <Unchanged title={t('changes.nothing')} why={t(isStopped ? 'changes.stopped' : 'changes.failed')} />;
  }
  return (
    <Panel
      title={t(isAhead ? 'changes.titleAhead' : 'changes.title')}
      hint={
        changes.data && (
          <>
            {t(isAhead ? 'changes.comparedWithLive' : 'changes.comparedWith')}{' '}
            <Anchor
              component={Link}
              to={pathOf(sync.dataset, `/syncs/${changes.data.compared_with.sync_id}`)}
              fz="inherit"
              c="var(--tranche-link)"
              underline="always"
            >
              {formats.dateTime(changes.data.compared_with.published_at)}
            </Anchor>
          </>
        )
      }
    >
      <Loaded query={changes}>
        {({ files }) => (
          <Stack gap="lg">
            {fileTypesIn(sync.dataset, files).map((fileType) => {
              const file = files[fileType];
              return (
                file && <FileChanges key={fileType} sync={sync} fileType={fileType} changes={file} isAhead={isAhead} />
              );
            })}
          </Stack>
        )}
      </Loaded>
    </Panel>
  );
}

function whyNot(state: ReturnType<typeof stateOf>) {
  if (state === 'VALID' || state === 'PARTLY_VALID') return 'changes.checkOnly' as const;
  return state === 'DISCARDED' ? ('changes.discarded' as const) : ('changes.failed' as const);
}

function Unchanged({ title, why }: { readonly title: string; readonly why: string }) {
  const { t } = useTranslation('syncs');
  return (
    <Panel title={t('changes.title')}>
      <Text fw={600}>{title}</Text>
      <Text c="dimmed">{why}</Text>
    </Panel>
  );
}
