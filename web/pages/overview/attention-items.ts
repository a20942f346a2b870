import { rejectingReferencesOf } from '../../../shared/contracts/contract.ts';
import { findDataset } from '../../../shared/datasets/registry.ts';
import type { SliceName } from '../../../shared/domain/slice.ts';
import { liveFileTypes } from '../../api/live-book.ts';
import type { components } from '../../api/schema.ts';
import { rejectedRowsOf, removesTooMuch, rowsWithoutReferenceOf, stillRejectedRowsOf } from '../../api/sync-outcome.ts';
import { sliceNameOf } from '../../datasets/contracts.ts';

type Schemas = components['schemas'];
type Publication = Schemas['Publication'];
type Pull = Schemas['Pull'];
type Source = Schemas['Source'];
type SyncConfig = Schemas['SyncConfig'];
type SyncLog = Schemas['SyncLog'];
type Upload = Schemas['Upload'];

/** Something at the bank that somebody should do something about, and until when: each ends with what its action does. */
export type AttentionItem =
  | { readonly kind: 'failed' | 'removes-too-much'; readonly slice: SliceName; readonly sync: SyncLog }
  | { readonly kind: 'pending'; readonly slice: SliceName; readonly sync: SyncLog }
  | { readonly kind: 'rejected-rows'; readonly slice: SliceName; readonly syncId: string; readonly rows: number }
  | { readonly kind: 'without-reference'; readonly slice: SliceName; readonly rows: number }
  | { readonly kind: 'rejected-file'; readonly slice: SliceName; readonly upload: Upload }
  | { readonly kind: 'superseded'; readonly slice: SliceName; readonly uploads: readonly Upload[] }
  | { readonly kind: 'held' | 'waits-disabled'; readonly slice: SliceName; readonly uploads: readonly Upload[] }
  | { readonly kind: 'waits-for'; readonly slice: SliceName; readonly missing: readonly string[] }
  | { readonly kind: 'disabled'; readonly slice: SliceName }
  | { readonly kind: 'failed-source'; readonly slice: SliceName; readonly source: Source; readonly pull: Pull };

export interface Situation {
  readonly slice: SliceName;
  readonly config: SyncConfig | undefined;
  /** Of the slice, newest first. */
  readonly syncs: readonly SyncLog[];
  readonly book: Publication | undefined;
  /** The live sync and what it corrected, newest first; empty where nothing is live. */
  readonly chain: readonly SyncLog[];
  /** Of the slice, newest first. */
  readonly uploads: readonly Upload[];
  /** All that wait to be loaded, however old. */
  readonly staged: readonly Upload[];
}

const ERRORS: readonly AttentionItem['kind'][] = [
  'failed',
  'removes-too-much',
  'without-reference',
  'rejected-file',
  'failed-source',
];
export const isError = ({ kind }: AttentionItem): boolean => ERRORS.includes(kind);

/** What needs attention of one slice; nothing, if and only if all that was sent is loaded or was given up. */
export function attentionItems(situation: Situation): AttentionItem[] {
  const items = [...ofSyncs(situation), ...ofLiveBook(situation), ...ofUploads(situation), ...ofStagedFiles(situation)];
  return [...items.filter(isError), ...items.filter((item) => !isError(item))];
}

/** Whether the schedule pulls a source of the dataset, and has: what its last pull came to is of interest. */
export const isWatched = (source: Source, dataset: string): boolean =>
  source.dataset === dataset && source.is_enabled && source.pull_id !== null;

/**
 * The sources whose last pull failed.
 * @param pulls the last ones, as far as they are known
 */
export function failedSourceItems(sources: readonly Source[], pulls: readonly Pull[]): AttentionItem[] {
  const failed = new Map(pulls.filter(({ status }) => status === 'FAILED').map((pull) => [pull.pull_id, pull]));
  return sources.flatMap((source) => {
    const pull = failed.get(source.pull_id ?? '');
    return pull ? [{ kind: 'failed-source' as const, slice: sliceNameOf(source), source, pull }] : [];
  });
}

function ofSyncs({ slice, syncs, staged }: Situation): AttentionItem[] {
  const pending = syncs.filter(({ publication }) => publication === 'pending');
  const newest = syncs.find(({ validate_only, completed_at }) => completed_at !== null && !validate_only);
  const failed = newest?.status === 'FAILED' ? newest : undefined;
  const isStopped = failed !== undefined && removesTooMuch(failed);
  // Once its files are discarded there is nothing left to be decided.
  const isOver = isStopped && !staged.some(({ sync_id }) => sync_id === failed?.id);
  return [
    ...(failed && !isOver
      ? [{ kind: isStopped ? ('removes-too-much' as const) : ('failed' as const), slice, sync: failed }]
      : []),
    ...pending.map((sync) => ({ kind: 'pending' as const, slice, sync })),
  ];
}

/**
 * Rows of the live book that were rejected and have not come back. Where the service has not counted them: those of the load
 * that it began with, less those that its corrections brought.
 */
export function rowsStillRejected(chain: readonly SyncLog[]): number {
  const [live] = chain;
  if (!live) return 0;
  const counted = stillRejectedRowsOf(live);
  if (counted !== undefined) return Math.max(counted, rejectedRowsOf(live));
  const first = chain.at(-1) ?? live;
  const brought = (sync: SyncLog) =>
    Object.values(sync.files).reduce((sum, file) => sum + (file?.valid_rows ?? 0) + (file?.returned_rows ?? 0), 0);
  const fixed = chain.slice(0, -1).reduce((sum, sync) => sum + brought(sync), 0);
  return chain.length === 1 ? rejectedRowsOf(live) : Math.max(rejectedRowsOf(live), rejectedRowsOf(first) - fixed);
}

/** Rows of the live book that name a row which is gone: each sync counts them anew. */
export const rowsWithoutReference = (chain: readonly SyncLog[]): number =>
  (chain[0] && rowsWithoutReferenceOf(chain[0])) ?? 0;

function ofLiveBook({ slice, book, chain, syncs }: Situation): AttentionItem[] {
  if (!book) return [];
  const orphans = rowsWithoutReference(chain);
  const rows = rowsStillRejected(chain);
  // Of a correction without rejected rows, the rows that are missing are to be had from the load that it corrected.
  const from = chain.find((sync) => rejectedRowsOf(sync) > 0)?.id ?? book.sync_id;
  const ofChain = new Set(chain.map(({ id }) => id));
  // Of a file type that the live sync did not bring, the rows of an earlier one are live.
  const beneath = syncs.flatMap((sync) => {
    if (ofChain.has(sync.id)) return [];
    const live = liveFileTypes(sync, book);
    // Rows that were checked against a file of this sync which a newer whole file has replaced say nothing any more.
    const known = live.filter((fileType) =>
      referredTo(slice.dataset, fileType).every((other) => !sync.files[other] || live.includes(other)),
    );
    const rejected = known.reduce((sum, fileType) => sum + (sync.files[fileType]?.rejected_rows ?? 0), 0);
    return rejected > 0 ? [{ syncId: sync.id, rows: rejected }] : [];
  });
  const rejected = [...(rows > 0 ? [{ syncId: from, rows }] : []), ...beneath];
  return [
    ...(orphans > 0 ? [{ kind: 'without-reference' as const, slice, rows: orphans }] : []),
    ...rejected.map((found) => ({ kind: 'rejected-rows' as const, slice, ...found })),
  ];
}

/** The file types whose rows those of another one must name. */
const referredTo = (dataset: string, fileType: string): readonly string[] => {
  const own = findDataset(dataset)?.fileTypes.find(({ name }) => name === fileType);
  return own ? rejectingReferencesOf(own).map((reference) => reference.fileType) : [];
};

const REJECTED_SHOWN = 3;

function ofUploads({ slice, uploads, chain }: Situation): AttentionItem[] {
  const taken = new Set<string>();
  const rejected: Upload[] = [];
  // A rejected file is over when one of its kind was taken after it.
  for (const upload of uploads) {
    if (upload.status === 'REJECTED' && !taken.has(upload.file_type)) rejected.push(upload);
    else if (['STAGED', 'SYNCING', 'LOADED'].includes(upload.status)) taken.add(upload.file_type);
  }
  const notTaken = new Set(
    chain[0]?.notices.flatMap(({ code, upload_ids }) => (code === 'uploads-superseded' ? (upload_ids ?? []) : [])),
  );
  const isWaiting = (id: string | null) =>
    uploads.some(({ upload_id, status }) => upload_id === id && (status === 'STAGED' || status === 'SYNCING'));
  const superseded = uploads.filter(
    ({ status, upload_id, superseded_by }) =>
      status === 'SUPERSEDED' && (notTaken.has(upload_id) || isWaiting(superseded_by)),
  );
  return [
    ...rejected.slice(0, REJECTED_SHOWN).map((upload) => ({ kind: 'rejected-file' as const, slice, upload })),
    ...(superseded.length > 0 ? [{ kind: 'superseded' as const, slice, uploads: superseded }] : []),
  ];
}

function ofStagedFiles({ slice, config, staged, syncs }: Situation): AttentionItem[] {
  if (config?.is_enabled === false) {
    return [staged.length > 0 ? { kind: 'waits-disabled', slice, uploads: staged } : { kind: 'disabled', slice }];
  }
  // The files of a sync that removes too much are that sync's.
  const decided = new Set(syncs.filter(removesTooMuch).map(({ id }) => id));
  const held = staged.filter(({ sync_id }) => sync_id !== null && !decided.has(sync_id));
  const free = staged.filter(({ sync_id }) => sync_id === null);
  const missing =
    free.length === 0
      ? []
      : (config?.requires ?? []).filter((fileType) => !free.some(({ file_type }) => file_type === fileType));
  return [
    ...(held.length > 0 ? [{ kind: 'held' as const, slice, uploads: held }] : []),
    ...(missing.length > 0 ? [{ kind: 'waits-for' as const, slice, missing }] : []),
  ];
}
