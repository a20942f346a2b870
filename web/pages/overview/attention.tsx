import { Anchor, List } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Slice } from '../../../shared/contracts/slice.ts';
import { sliceText } from '../../../shared/domain/slice.ts';
import { problemCode } from '../../api/problem.ts';
import { useLiveBooks } from '../../api/queries/publications.ts';
import { pullQuery, sourcesQuery } from '../../api/queries/sources.ts';
import { correctionChainQuery, newestSyncsOfQuery, syncConfigsQuery } from '../../api/queries/syncs.ts';
import { latestUploadsOfQuery, latestUploadsQuery } from '../../api/queries/uploads.ts';
import { isSameSlice, sliceNameOf } from '../../datasets/contracts.ts';
import { pathOf, useDataset } from '../../datasets/use-dataset.ts';
import { useNames } from '../../datasets/use-names.ts';
import { useFormats } from '../../format/use-formats.ts';
import { useServerWords } from '../../i18n/use-server-words.ts';
import classes from './attention.module.css';
import { type AttentionItem, attentionItems, failedSourceItems, isError, isWatched } from './attention-items.ts';

const LOOKED_AT = 50;

/** What somebody at the bank should do something about, the worst first, each with the action that ends it. */
export function Attention() {
  const { t } = useTranslation('overview');
  const ofSlices = useItems();
  const ofSources = useSourceItems();
  const words = useItemWords();
  const formats = useFormats();
  if (ofSlices === undefined) return null;
  const items = errorsFirst([...ofSlices, ...ofSources.items]);
  // What is known is not kept back for the sources; that there is nothing is said once they are known too.
  if (items.length === 0 && ofSources.isPending) return null;
  const severity = items.length === 0 ? 'none' : items.some(isError) ? 'error' : 'warning';
  return (
    <section className={classes.panel} aria-label={t('attention.title')} data-severity={severity}>
      {items.length === 0 ? (
        <p className={classes.line}>
          <IconCircleCheck size={18} aria-hidden />
          {t('attention.none')}
        </p>
      ) : (
        <>
          <h2 className={classes.title}>
            <IconAlertTriangle size={18} aria-hidden />
            {t('attention.title')}
          </h2>
          <List size="sm" spacing={4} listStyleType="none">
            {onceEach(items.map(words)).map(({ key, text, actions, count }) => (
              <List.Item key={key} style={{ overflowWrap: 'anywhere' }}>
                {text} {count > 1 && `${t('attention.times', { shown: formats.count(count) })} `}
                {actions.map(({ to, label }, at) => (
                  <Fragment key={label}>
                    {at > 0 && ' · '}
                    <Anchor component={Link} to={to} fz="sm" underline="always" c="inherit" fw={600}>
                      {label}
                    </Anchor>
                  </Fragment>
                ))}
              </List.Item>
            ))}
          </List>
        </>
      )}
    </section>
  );
}

/** @returns undefined until all is known that decides: "nothing needs attention" is never said too soon. */
function useItems(): readonly AttentionItem[] | undefined {
  const dataset = useDataset();
  const slices = Slice.allOf(dataset).map(sliceNameOf);
  const configs = useQuery(syncConfigsQuery(dataset.name)).data;
  const books = useLiveBooks(slices);
  const staged = useQuery(latestUploadsQuery(dataset.name, LOOKED_AT, 'STAGED')).data;
  const syncs = useQueries({ queries: slices.map((slice) => newestSyncsOfQuery(slice, LOOKED_AT)) });
  const uploads = useQueries({ queries: slices.map((slice) => latestUploadsOfQuery(slice, LOOKED_AT)) });
  const chains = useQueries({
    queries: slices.map((slice) => {
      const live = books?.[sliceText(slice)]?.sync_id;
      return { ...correctionChainQuery(live ?? `nothing of ${sliceText(slice)}`), enabled: live !== undefined };
    }),
  });
  if (!configs || !books || !staged) return undefined;
  const items: AttentionItem[] = [];
  for (const [at, slice] of slices.entries()) {
    const [ofSyncs, ofUploads, chain] = [syncs[at]?.data, uploads[at]?.data, chains[at]?.data];
    const book = books[sliceText(slice)];
    if (!ofSyncs || !ofUploads || (book && !chain)) return undefined;
    items.push(
      ...attentionItems({
        slice,
        config: configs.data.find((config) => isSameSlice(config, slice)),
        syncs: ofSyncs,
        book,
        chain: book ? (chain ?? []) : [],
        uploads: ofUploads,
        staged: staged.filter((upload) => isSameSlice(upload, slice)),
      }),
    );
  }
  return items;
}

/** Of the sources that are known so far. Where they cannot be had, their own page says why. */
function useSourceItems(): { readonly items: readonly AttentionItem[]; readonly isPending: boolean } {
  const dataset = useDataset();
  const sources = useQuery(sourcesQuery);
  const watched = sources.data?.filter((source) => isWatched(source, dataset.name)) ?? [];
  const pulls = useQueries({ queries: watched.map(({ pull_id }) => pullQuery(pull_id ?? '')) });
  return {
    items: failedSourceItems(
      watched,
      pulls.flatMap(({ data }) => data ?? []),
    ),
    isPending: sources.isPending || pulls.some(({ isPending }) => isPending),
  };
}

const errorsFirst = (items: readonly AttentionItem[]): readonly AttentionItem[] => [
  ...items.filter(isError),
  ...items.filter((item) => !isError(item)),
];

interface ItemWords {
  readonly key: string;
  readonly text: string;
  readonly actions: readonly { readonly to: string; readonly label: string }[];
}

/** What reads the same is said once, with how often it is so. */
function onceEach(items: readonly ItemWords[]): readonly (ItemWords & { readonly count: number })[] {
  const count = (text: string) => items.filter((item) => item.text === text).length;
  return items
    .filter(({ text }, at) => items.findIndex((item) => item.text === text) === at)
    .map((item) => ({ ...item, count: count(item.text) }));
}

function useItemWords(): (item: AttentionItem) => ItemWords {
  const { t } = useTranslation(['overview', 'common']);
  const formats = useFormats();
  const names = useNames();
  const server = useServerWords();
  const titleOf = (problem: { type: string; title: string } | null) =>
    problem ? server.problemTitle(problemCode(problem.type), problem.title) : '';
  return (item) => {
    const { dataset } = item.slice;
    const slice = names.slice(item.slice);
    const to = (page: string) => pathOf(dataset, page);
    const key = `${item.kind} ${sliceText(item.slice)}`;
    const named = (uploads: readonly { file_name: string }[]) => ({
      slice,
      count: uploads.length,
      files: [...new Set(uploads.map(({ file_name }) => file_name))].join(', '),
    });
    switch (item.kind) {
      case 'failed': {
        const text = t('attention.failed', { slice, reason: titleOf(item.sync.failure) });
        return { key, text, actions: [{ to: to(`/syncs/${item.sync.id}`), label: t('attention.view') }] };
      }
      case 'removes-too-much': {
        const rows = item.sync.removed_rows ?? 0;
        const text = t('attention.removesTooMuch', { slice, count: rows, shown: formats.count(rows) });
        return { key, text, actions: [{ to: to(`/syncs/${item.sync.id}`), label: t('attention.decide') }] };
      }
      case 'pending':
        return {
          key: `${key} ${item.sync.id}`,
          text: t('attention.pending', { slice, when: formats.dateTime(item.sync.queued_at) }),
          actions: [{ to: to(`/syncs/${item.sync.id}`), label: t('attention.publishOrDiscard') }],
        };
      case 'rejected-rows': {
        const text = t('attention.rejectedRows', { slice, count: item.rows, shown: formats.count(item.rows) });
        return {
          key: `${key} ${item.syncId}`,
          text,
          actions: [{ to: to(`/syncs/${item.syncId}#fix`), label: t('attention.fix') }],
        };
      }
      case 'without-reference': {
        const counted = { slice, count: item.rows, shown: formats.count(item.rows) };
        return {
          key,
          text: names.said(dataset, 'overview:attention.withoutReference', counted),
          actions: [
            { to: to('/upload'), label: names.said(dataset, 'overview:attention.uploadReferring') },
            { to: to('/syncs?list=published'), label: t('attention.restore') },
          ],
        };
      }
      case 'rejected-file': {
        const { upload_id, file_name, problem } = item.upload;
        return {
          key: upload_id,
          text: t('attention.rejectedFile', { file: file_name, reason: titleOf(problem) }),
          actions: [{ to: to('/upload?status=REJECTED'), label: t('attention.sendAgain') }],
        };
      }
      case 'superseded':
        return {
          key,
          text: t('attention.superseded', named(item.uploads)),
          actions: [{ to: to('/upload?status=SUPERSEDED'), label: t('attention.view') }],
        };
      case 'held':
      case 'waits-disabled':
        return {
          key,
          text: t(item.kind === 'held' ? 'attention.held' : 'attention.waitsDisabled', named(item.uploads)),
          actions: [
            {
              to: to(item.kind === 'held' ? '/upload' : '/settings'),
              label: t(item.kind === 'held' ? 'attention.loadOrDiscard' : 'attention.settings'),
            },
          ],
        };
      case 'waits-for': {
        const files = item.missing.map((fileType) => names.table(dataset, fileType)).join(', ');
        return {
          key,
          text: t('attention.waitsFor', { slice, files }),
          actions: [{ to: to('/upload'), label: t('attention.upload') }],
        };
      }
      case 'failed-source': {
        const { source, pull } = item;
        return {
          key: source.source_id,
          text: t('attention.failedSource', {
            name: source.name,
            when: formats.dateTime(pull.completed_at ?? pull.created_at),
            reason: titleOf(pull.failure),
          }),
          actions: [{ to: to(`/sources/${source.source_id}`), label: t('attention.view') }],
        };
      }
      case 'disabled':
        return {
          key,
          text: t('attention.disabled', { slice }),
          actions: [{ to: to('/settings'), label: t('attention.settings') }],
        };
    }
  };
}
