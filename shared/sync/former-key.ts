import * as z from 'zod';
import { type FileType, rejectingReferencesOf, storedColumns } from '../contracts/contract.ts';
import { hasPrivateColumns, KEY_VERSION } from '../contracts/private-values.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { SyncLog } from '../domain/sync.ts';
import { count } from '../domain/values.ts';
import { privateKeysFor } from '../operations/private-keys.ts';
import type { SyncLogs } from '../operations/sync-logs.ts';
import { identifier } from '../sql/quoting.ts';
import { type Publication, rowsUnderOtherKeys } from '../warehouse/published.ts';
import { factColumns, ofSlice } from '../warehouse/tables.ts';
import type { Attempt } from './attempt.ts';
import { MOST_SYNCS, syncsBehind } from './correction.ts';
import { assertUnchanged, type DeliveredFile, inspectedUploads } from './load-uploads.ts';
import { SyncFailure } from './sync-failure.ts';

/** What a rebuild loads once more of a file type whose live rows are hashed under a former key. */
export interface FormerKeyFile {
  readonly fileType: FileType;
  /** What brought the live rows, oldest first: the whole file, then what corrected it. */
  readonly deliveries: readonly [DeliveredFile, ...DeliveredFile[]];
  /** The syncs that brought them, in the same order. */
  readonly syncs: readonly SyncLog[];
  /** What they are hashed under from now on. */
  readonly keyVersion: number;
}

/** The one that the new batch ends with; those before it are replayed beneath it. */
export const lastDelivery = ({ deliveries }: FormerKeyFile): DeliveredFile => deliveries.at(-1)!;

/**
 * The files whose live rows are hashed under a former version of the tenant's private key: a rebuild loads them again, as they
 * were sent, and so hashes them anew.
 * @throws {SyncFailure} `file-changed` where not all of them can be loaded again
 */
export async function filesUnderFormerKey(
  attempt: Attempt,
  logs: SyncLogs,
  live: Publication,
): Promise<FormerKeyFile[]> {
  const { contract } = attempt.slice;
  const files: FormerKeyFile[] = [];
  const [current] = await privateKeysFor(attempt.scope, contract.fileTypes);
  if (!current) return files;
  for (const fileType of contract.fileTypes.filter(hasPrivateColumns)) {
    const batch = live.batches[fileType.name];
    if (batch === undefined) continue;
    if (await hasOtherKeys(attempt, fileType, batch, current.version))
      files.push({ ...(await fileBehind(attempt, logs, fileType, live)), keyVersion: current.version });
  }
  return files;
}

async function hasOtherKeys(
  { warehouse, slice }: Attempt,
  fileType: FileType,
  batch: string,
  version: number,
): Promise<boolean> {
  const counts = await rowsUnderOtherKeys(warehouse, slice, fileType, [batch], version);
  // A batch without rows is not counted.
  return (counts.get(batch) ?? 0) > 0;
}

/** The uploads that brought the live rows. */
async function fileBehind(
  attempt: Attempt,
  logs: SyncLogs,
  fileType: FileType,
  live: Publication,
): Promise<Omit<FormerKeyFile, 'keyVersion'>> {
  const { name } = fileType;
  const newestFirst = await syncsBehind(attempt, logs, fileType, live);
  // A rebuild that replayed corrections is made of the syncs behind it.
  const syncs = newestFirst.filter(({ rebuild, files }) => !rebuild || files[name]?.kept_rows == null).reverse();
  const [oldest] = syncs;
  const isKnown = oldest?.files[name] && !oldest.files[name].kept_rows;
  // Rows that came back with a correction of what they name are in no file that could be replayed alone.
  const mayReturn = syncs.length > 1 && rejectingReferencesOf(fileType).length > 0;
  if (!isKnown || mayReturn) {
    throw new SyncFailure(
      'file-changed',
      serviceSentence('private-file-unknown', { file_type: name, most: MOST_SYNCS }),
    );
  }
  const gone = sendAgain('private-file-gone', fileType, syncs);
  const deliveries: DeliveredFile[] = [];
  for (const { files } of syncs) {
    const { uploads, kept_rows } = files[name]!;
    const ids = uploads.map(({ upload_id }) => upload_id);
    const [first, ...others] = await inspectedUploads(attempt.staging, ids, () => gone);
    if (!first) throw new SyncFailure('file-changed', gone);
    deliveries.push({ fileType, uploads: [first, ...others], isCorrection: kept_rows !== null });
  }
  await assertUnchanged(attempt, deliveries, gone);
  const [first, ...others] = deliveries;
  return { fileType, deliveries: [first!, ...others], syncs };
}

/** Which files the bank has to send again, in which order. */
function sendAgain(
  id: 'private-file-gone' | 'private-rows-differ',
  { name }: FileType,
  syncs: readonly SyncLog[],
): Sentence {
  const files = syncs.map((sync) => {
    const names = sync.files[name]!.uploads.map(({ file_name, upload_id }) => file_name ?? upload_id);
    return serviceSentence('delivered-by', { files: names.join(' + '), sync_id: sync.id });
  });
  return serviceSentence(id, { file_type: name, files, count: files.length });
}

const sameRow = z.strictObject({ same: count });

/**
 * Proves that a new batch is hashed under one key; and where it was replayed that it has the live rows, each in its place, but
 * for what is private in them.
 * @throws {SyncFailure} `file-changed` where rules of now judge the files otherwise
 */
export async function assertHashedAnew(
  attempt: Attempt,
  { fileType, syncs, keyVersion }: FormerKeyFile,
  live: Publication,
): Promise<void> {
  const { warehouse, slice, batchId } = attempt;
  const { contract } = slice;
  if (await hasOtherKeys(attempt, fileType, batchId, keyVersion)) {
    // Another attempt has the newer key from its beginning.
    throw new Error(`the private key was rotated while ${fileType.name} was loaded`);
  }
  if (syncs.length === 1) return;
  const hidden = new Set<string>([
    ...storedColumns(fileType).flatMap(({ name, kind }) => (kind.isPrivate ? [name] : [])),
    ...['batch_id', KEY_VERSION.name, ...(contract.variants ? [contract.variants.column] : [])],
  ]);
  const columns = factColumns(contract, fileType).flatMap(([name]) => (hidden.has(name) ? [] : [identifier(name)]));
  const rowsOf = (batch: string) =>
    `SELECT (count(), sum(sipHash64(toString(tuple(${columns.join(', ')}))))) FROM ${fileType.table}
      WHERE ${ofSlice(contract)} AND batch_id = {${batch}:UUID}`;
  const { same } = await warehouse.row({
    name: 'compare-replayed-rows',
    row: sameRow,
    sql: `SELECT (${rowsOf('batch')}) = (${rowsOf('live')}) AS same`,
    parameters: { variant: slice.storedVariant, batch: batchId, live: live.batches[fileType.name]! },
  });
  if (same !== 1) throw new SyncFailure('file-changed', sendAgain('private-rows-differ', fileType, syncs));
}
