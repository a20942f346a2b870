import { liveFileTypes } from '../../api/live-book.ts';
import type { components } from '../../api/schema.ts';
import { rejectedRowsOf, removesTooMuch, rowsWithoutCreditOf, stillRejectedRowsOf } from '../../api/sync-outcome.ts';

type Schemas = components['schemas'];
type FileTypeName = Schemas['FileType'];
type LoanType = Schemas['LoanType'];
type Publication = Schemas['Publication'];
type SyncConfig = Schemas['SyncConfig'];
type SyncLog = Schemas['SyncLog'];
type Upload = Schemas['Upload'];

/** Something at the bank that somebody should do something about, and until when: each ends with what its action does. */
export type AttentionItem =
  | { readonly kind: 'failed' | 'removes-too-much'; readonly loanType: LoanType; readonly sync: SyncLog }
  | { readonly kind: 'pending'; readonly loanType: LoanType; readonly sync: SyncLog }
  | { readonly kind: 'rejected-rows'; readonly loanType: LoanType; readonly syncId: string; readonly rows: number }
  | { readonly kind: 'without-credit'; readonly loanType: LoanType; readonly rows: number }
  | { readonly kind: 'rejected-file'; readonly loanType: LoanType; readonly upload: Upload }
  | { readonly kind: 'superseded'; readonly loanType: LoanType; readonly uploads: readonly Upload[] }
  | { readonly kind: 'held' | 'waits-disabled'; readonly loanType: LoanType; readonly uploads: readonly Upload[] }
  | { readonly kind: 'waits-for'; readonly loanType: LoanType; readonly missing: readonly FileTypeName[] }
  | { readonly kind: 'disabled'; readonly loanType: LoanType };

export interface Situation {
  readonly loanType: LoanType;
  readonly config: SyncConfig | undefined;
  /** Of the loan type, newest first. */
  readonly syncs: readonly SyncLog[];
  readonly book: Publication | undefined;
  /** The live sync and what it corrected, newest first; empty where nothing is live. */
  readonly chain: readonly SyncLog[];
  /** Of the loan type, newest first. */
  readonly uploads: readonly Upload[];
  /** All that wait to be loaded, however old. */
  readonly staged: readonly Upload[];
}

const ERRORS: readonly AttentionItem['kind'][] = ['failed', 'removes-too-much', 'without-credit', 'rejected-file'];
export const isError = ({ kind }: AttentionItem): boolean => ERRORS.includes(kind);

/** What needs attention of one loan type; nothing, if and only if all that was sent is loaded or was given up. */
export function attentionItems(situation: Situation): AttentionItem[] {
  const items = [...ofSyncs(situation), ...ofLiveBook(situation), ...ofUploads(situation), ...ofStagedFiles(situation)];
  return [...items.filter(isError), ...items.filter((item) => !isError(item))];
}

function ofSyncs({ loanType, syncs, staged }: Situation): AttentionItem[] {
  const pending = syncs.filter(({ publication }) => publication === 'pending');
  const newest = syncs.find(({ validate_only, completed_at }) => completed_at !== null && !validate_only);
  const failed = newest?.status === 'FAILED' ? newest : undefined;
  const isStopped = failed !== undefined && removesTooMuch(failed);
  // Once its files are discarded there is nothing left to be decided.
  const isOver = isStopped && !staged.some(({ sync_id }) => sync_id === failed?.id);
  return [
    ...(failed && !isOver
      ? [{ kind: isStopped ? ('removes-too-much' as const) : ('failed' as const), loanType, sync: failed }]
      : []),
    ...pending.map((sync) => ({ kind: 'pending' as const, loanType, sync })),
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

/** Payments of the live book whose credit is gone: each sync counts them anew. */
export const rowsWithoutCredit = (chain: readonly SyncLog[]): number =>
  (chain[0] && rowsWithoutCreditOf(chain[0])) ?? 0;

function ofLiveBook({ loanType, book, chain, syncs }: Situation): AttentionItem[] {
  if (!book) return [];
  const orphans = rowsWithoutCredit(chain);
  const rows = rowsStillRejected(chain);
  // Of a correction without rejected rows, the rows that are missing are to be had from the load that it corrected.
  const from = chain.find((sync) => rejectedRowsOf(sync) > 0)?.id ?? book.sync_id;
  const ofChain = new Set(chain.map(({ id }) => id));
  // Of a file type that the live sync did not bring, the rows of an earlier one are live.
  const beneath = syncs.flatMap((sync) => {
    if (ofChain.has(sync.id)) return [];
    const live = liveFileTypes(sync, book);
    // Its payments were checked against credits that a newer whole file has replaced.
    if (sync.files.credit && !live.includes('credit')) return [];
    const rejected = live.reduce((sum, fileType) => sum + (sync.files[fileType]?.rejected_rows ?? 0), 0);
    return rejected > 0 ? [{ syncId: sync.id, rows: rejected }] : [];
  });
  const rejected = [...(rows > 0 ? [{ syncId: from, rows }] : []), ...beneath];
  return [
    ...(orphans > 0 ? [{ kind: 'without-credit' as const, loanType, rows: orphans }] : []),
    ...rejected.map((found) => ({ kind: 'rejected-rows' as const, loanType, ...found })),
  ];
}

const REJECTED_SHOWN = 3;

function ofUploads({ loanType, uploads, chain }: Situation): AttentionItem[] {
  const taken = new Set<FileTypeName>();
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
    ...rejected.slice(0, REJECTED_SHOWN).map((upload) => ({ kind: 'rejected-file' as const, loanType, upload })),
    ...(superseded.length > 0 ? [{ kind: 'superseded' as const, loanType, uploads: superseded }] : []),
  ];
}

function ofStagedFiles({ loanType, config, staged, syncs }: Situation): AttentionItem[] {
  if (config?.is_enabled === false) {
    return [staged.length > 0 ? { kind: 'waits-disabled', loanType, uploads: staged } : { kind: 'disabled', loanType }];
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
    ...(held.length > 0 ? [{ kind: 'held' as const, loanType, uploads: held }] : []),
    ...(missing.length > 0 ? [{ kind: 'waits-for' as const, loanType, missing }] : []),
  ];
}
