import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconCloudDownload, IconPencil, IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { type QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useNavigate, useParams } from 'react-router';
import {
  changeSource,
  isOver,
  pullPagesQuery,
  removeSource,
  SOURCES_KEY,
  type Source,
  sourceQuery,
  startPull,
  testSource,
} from '../../api/queries/sources.ts';
import { useAllowed } from '../../api/use-session.ts';
import { refreshSyncs } from '../../api/use-start-sync.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { ButtonLink } from '../../parts/button-link.tsx';
import { ChangeSwitch } from '../../parts/change-switch.tsx';
import { CodeText } from '../../parts/code-text.tsx';
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx';
import { KeyValueList } from '../../parts/key-value-list.tsx';
import { isMissing, NotFound } from '../../parts/not-found.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ErrorState, Loaded } from '../../parts/states.tsx';
import { DateTime } from '../../parts/values.tsx';
import { ConfigFacts } from './config-facts.tsx';
import { PullsPanel } from './pulls-panel.tsx';
import { EnabledBadge, NextPull } from './schedule-facts.tsx';
import { placeOf } from './source-draft.ts';
import { TestOutcome } from './test-outcome.tsx';
import { useSourceChange } from './use-source-change.ts';
import { useSourceWords } from './use-source-words.ts';

export default function SourcePage() {
  const { t } = useTranslation('sources');
  const { sourceId = '' } = useParams();
  const { name: dataset } = useDataset();
  const source = useQuery(sourceQuery(sourceId));
  const all = pathOf(dataset, '/sources');
  if (isMissing(source.error)) {
    return (
      <NotFound
        title={t('one.missing')}
        detail={t('one.missingDetail')}
        asked={sourceId}
        to={all}
        back={t('one.all')}
      />
    );
  }
  if (source.data && source.data.dataset !== dataset) {
    return <Navigate to={pathOf(source.data.dataset, `/sources/${sourceId}`)} replace />;
  }
  return (
    <>
      <PageHeader
        title={source.data?.name ?? t('title')}
        intro={source.data && <Intro source={source.data} />}
        actions={
          <Anchor component={Link} to={all} size="sm" c="var(--tranche-link)">
            {t('one.all')}
          </Anchor>
        }
      />
      <Loaded query={source}>{(one) => <SourcePanels key={one.source_id} source={one} />}</Loaded>
    </>
  );
}

function Intro({ source }: { readonly source: Source }) {
  const words = useSourceWords();
  return (
    <Group component="span" gap="xs">
      <EnabledBadge source={source} />
      {words.slice(source)}
    </Group>
  );
}

function SourcePanels({ source }: { readonly source: Source }) {
  const allowed = useAllowed();
  const isPulling = usePullWatched(source);
  return (
    <Stack gap="md">
      {allowed.write && <Actions source={source} isPulling={isPulling} />}
      <SourceFacts source={source} />
      <PullsPanel sourceId={source.source_id} />
      <ConfigFacts source={source} />
    </Stack>
  );
}

/** Whether a pull is under way. What it changes is looked at again once it is over. */
function usePullWatched({ source_id, pull_id }: Source): boolean {
  const queries = useQueryClient();
  const pulls = useInfiniteQuery(pullPagesQuery(source_id));
  const newest = pulls.data?.pages[0]?.data[0];
  const isPulling = newest !== undefined && !isOver(newest);
  const wasPulling = useRef(false);
  useEffect(() => {
    if (wasPulling.current && !isPulling) lookAgain(queries);
    wasPulling.current = isPulling;
  }, [isPulling, queries]);
  // The schedule has begun one, or somebody else.
  useEffect(() => {
    if (pull_id !== null) void queries.invalidateQueries({ queryKey: pullPagesQuery(source_id).queryKey });
  }, [queries, source_id, pull_id]);
  return isPulling;
}

function lookAgain(queries: QueryClient): void {
  void queries.invalidateQueries({ queryKey: SOURCES_KEY });
  void refreshSyncs(queries);
}

/** What may be done with a source, and how it went. */
function Actions({ source, isPulling }: { readonly source: Source; readonly isPulling: boolean }) {
  const { t } = useTranslation('sources');
  const [isRemoving, setRemoving] = useState(false);
  const { source_id, dataset } = source;
  const testing = useMutation({ mutationFn: () => testSource(source_id), gcTime: 0 });
  const pulling = useSourceChange({
    change: () => startPull(source_id),
    done: () => ({ title: t('one.pulling') }),
  });
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <Button
          leftSection={<IconCloudDownload size={16} aria-hidden />}
          disabled={isPulling}
          loading={pulling.isPending}
          onClick={() => pulling.mutate()}
        >
          {t('one.pull')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={16} aria-hidden />}
          loading={testing.isPending}
          onClick={() => testing.mutate()}
        >
          {t('one.test')}
        </Button>
        <ButtonLink
          variant="default"
          to={pathOf(dataset, `/sources/${source_id}/edit`)}
          leftSection={<IconPencil size={16} aria-hidden />}
        >
          {t('one.edit')}
        </ButtonLink>
        <Button
          variant="default"
          c="red"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={() => setRemoving(true)}
        >
          {t('one.remove')}
        </Button>
      </Group>
      {pulling.isError && <ErrorState error={pulling.error} />}
      {testing.isError && <ErrorState error={testing.error} />}
      {testing.data && <TestOutcome dataset={dataset} target={source} test={testing.data} />}
      {isRemoving && <RemoveDialog source={source} onClose={() => setRemoving(false)} />}
    </Stack>
  );
}

function RemoveDialog({ source, onClose }: { readonly source: Source; readonly onClose: () => void }) {
  const { t } = useTranslation('sources');
  const navigate = useNavigate();
  const { name, dataset } = source;
  const removing = useSourceChange({
    change: () => removeSource(source.source_id),
    done: () => ({ title: t('one.removed', { name }) }),
    onDone: () => void navigate(pathOf(dataset, '/sources')),
  });
  return (
    <ConfirmDialog
      title={t('one.removeTitle', { name })}
      confirm={t('one.remove')}
      isDangerous
      isPending={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    >
      <Text>{t('one.removeDetail')}</Text>
    </ConfirmDialog>
  );
}

function SourceFacts({ source }: { readonly source: Source }) {
  const { t } = useTranslation('sources');
  const words = useSourceWords();
  const allowed = useAllowed();
  return (
    <Panel title={t('one.facts')} actions={allowed.write && <EnabledSwitch source={source} />}>
      <KeyValueList
        items={[
          [t('form.kind'), t(`form.kindOf.${source.kind}`)],
          [t(`one.place.${source.kind}`), <CodeText key="address" value={placeOf(source)} />],
          ...('tls' in source.config ? [[t('form.tls'), t(`form.tlsOf.${source.config.tls}`)] as const] : []),
          [t('one.credentials'), t(source.has_credentials ? 'one.hasCredentials' : 'one.noCredentials')],
          [t('interval'), words.interval(source.interval_minutes)],
          [t('nextPull'), <NextPull key="next" source={source} />],
          [t('one.created'), <DateTime key="created" value={source.created_at} />],
          [t('one.updated'), <DateTime key="updated" value={source.updated_at} />],
        ]}
      />
    </Panel>
  );
}

function EnabledSwitch({ source: { source_id, is_enabled } }: { readonly source: Source }) {
  const { t } = useTranslation('sources');
  const switching = useSourceChange({
    change: (isEnabled: boolean) => changeSource(source_id, { is_enabled: isEnabled }),
    done: ({ name, is_enabled: isOn }) => ({ title: t(isOn ? 'one.switchOn' : 'one.switchOff', { name }) }),
  });
  return <ChangeSwitch label={t('one.switch')} isOn={is_enabled} change={switching} />;
}
