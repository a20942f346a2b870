import { z } from 'zod';
import type { FileType } from '../contracts/contract.ts';
import { hasPrivateColumns, KEY_VERSION } from '../contracts/private-values.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { count } from '../domain/values.ts';
import { privateKeysFor } from '../operations/private-keys.ts';
import type { SyncLogs } from '../operations/sync-logs.ts';
import type { Publication } from '../warehouse/published.ts';
import { inBatch } from '../warehouse/tables.ts';
import type { Attempt } from './attempt.ts';
import { syncsBehind } from './correction.ts';
import { assertUnchanged, type DeliveredFile, inspectedUploads } from './load-uploads.ts';
import { SyncFailure } from './sync-failure.ts';

const formerRow = z.strictObject({ former: count });

/**
 * The files whose live rows are hashed under a former version of the tenant's private key: a rebuild loads them again, as they
 * were sent, and so hashes them anew.
 * @throws {SyncFailure} `file-changed` where the file is no longer kept, or was corrected since
 */
export async function filesUnderFormerKey(
  attempt: Attempt,
  logs: SyncLogs,
  live: Publication,
): Promise<DeliveredFile[]> {
  const { contract } = attempt.slice;
  const files: DeliveredFile[] = [];
  const [current] = await privateKeysFor(attempt.scope, contract.fileTypes);
  if (!current) return files;
  for (const fileType of contract.fileTypes.filter(hasPrivateColumns)) {
    const batch = live.batches[fileType.name];
    if (batch === undefined) continue;
    const { former } = await attempt.warehouse.row({
      name: 'count-former-key',
      row: formerRow,
      sql: `SELECT countIf(${KEY_VERSION.name} != {version:UInt16}) AS former FROM ${fileType.table} WHERE ${inBatch(contract)}`,
      parameters: { variant: attempt.slice.storedVariant, batch, version: current.version },
    });
    if (former > 0) files.push(await fileBehind(attempt, logs, fileType, live));
  }
  await assertUnchanged(attempt, files);
  return files;
}

/** The uploads that brought the live rows, if one sync brought them all. */
async function fileBehind(
  attempt: Attempt,
  logs: SyncLogs,
  fileType: FileType,
  live: Publication,
): Promise<DeliveredFile> {
  const said = { file_type: fileType.name };
  const [sync] = await syncsBehind(attempt, logs, fileType, live);
  const file = sync?.files[fileType.name];
  if (!file || file.kept_rows !== null) {
    throw new SyncFailure('file-changed', serviceSentence('private-file-corrected', said));
  }
  const gone = serviceSentence('private-file-gone', said);
  const ids = file.uploads.map(({ upload_id }) => upload_id);
  const [first, ...others] = await inspectedUploads(attempt.staging, ids, () => gone);
  if (!first) throw new SyncFailure('file-changed', gone);
  return { fileType, uploads: [first, ...others], isCorrection: false };
}
