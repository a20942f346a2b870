import type { TrancheClient } from '../shared/client/tranche-client.ts';
import type { SyncLog, SyncNotice } from '../shared/domain/sync.ts';
import { inTableOrder } from './table-order.ts';

/** Rows of a file type that a book lacks: they are among the rejected rows of this sync. */
export interface MissingRows {
  readonly sync: SyncLog;
  readonly fileType: string;
}

/** The code of a notice that rows are missing which an earlier sync rejected. */
const STILL_REJECTED = 'rows-still-rejected';

/** What a sync says of rows that earlier ones rejected and nobody has sent mended. */
export const stillRejected = ({ notices }: Pick<SyncLog, 'notices'>): SyncNotice[] =>
  notices.filter(({ code }) => code === STILL_REJECTED);

/** The file types of which a sync rejected rows itself. */
export const rejectedFileTypes = ({ dataset, files }: SyncLog): string[] =>
  inTableOrder(dataset, files).flatMap(([name, { rejected_rows }]) => (rejected_rows ? [name] : []));

export const rejectedBy = (sync: SyncLog): MissingRows[] =>
  rejectedFileTypes(sync).map((fileType) => ({ sync, fileType }));

/**
 * What the book of a sync lacks: the rows that it rejected itself, and of files that it did not bring those that their last
 * sync rejected. That may be another sync for each.
 */
export async function findMissing(client: TrancheClient, sync: SyncLog): Promise<MissingRows[]> {
  const missing = rejectedBy(sync);
  const syncs = new Map<string, SyncLog>();
  for (const { message } of stillRejected(sync)) {
    const { sync_id: id, file_type: fileType } = message?.parameters ?? {};
    if (typeof id !== 'string' || typeof fileType !== 'string') continue;
    const rejecting = syncs.get(id) ?? (await client.getSync(id));
    syncs.set(id, rejecting);
    missing.push({ sync: rejecting, fileType });
  }
  return missing;
}
