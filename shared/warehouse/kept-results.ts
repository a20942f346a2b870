import * as z from 'zod';
import type { Warehouse } from './client.ts';
import { BATCH_PROFILES, readResults } from './tables.ts';

/** Names a result. A batch never changes, so what follows from its rows is computed once. */
export interface ResultKey {
  readonly batchId: string;
  readonly fileType: string;
  /** What is computed, and the version of how: results of another version are not read. */
  readonly version: string;
}

export interface KeptResult {
  /** The result as JSON text. */
  readonly json: string;
  /** Why it could not be kept, if that failed: it is correct all the same, and computed again next time. */
  readonly notKept?: unknown;
}

const keptRow = z.strictObject({ profile: z.string() });

const NAMED = 'batch_id = {batch_id:UUID} AND file_type = {file_type:String} AND version = {version:String}';

/** The kept result, or undefined. */
export async function readResult(
  warehouse: Warehouse,
  { batchId, fileType, version }: ResultKey,
): Promise<KeptResult | undefined> {
  const [kept] = await warehouse.rows({
    name: 'kept-result',
    row: keptRow,
    sql: `SELECT profile FROM (
       SELECT profile FROM ${BATCH_PROFILES} WHERE ${NAMED} UNION ALL
       SELECT profile FROM ${readResults(warehouse.scope)} WHERE ${NAMED}
     ) LIMIT 1`,
    parameters: { batch_id: batchId, file_type: fileType, version },
  });
  return kept && { json: kept.profile };
}

/** The kept result, or computed and kept. */
export async function keptResult(
  warehouse: Warehouse,
  key: ResultKey,
  compute: () => Promise<unknown>,
): Promise<KeptResult> {
  const kept = await readResult(warehouse, key);
  if (kept) return kept;
  const json = JSON.stringify(await compute());
  // A read may not touch what loads have written (logins.ts).
  const table = warehouse.login === 'read' ? readResults(warehouse.scope) : BATCH_PROFILES;
  const row = { batch_id: key.batchId, file_type: key.fileType, version: key.version, profile: json };
  try {
    await warehouse.command({
      name: 'keep-result',
      // The row stands in the statement: the text may be longer than a parameter in an address.
      sql: `INSERT INTO ${table} (batch_id, file_type, version, profile) FORMAT JSONEachRow\n${JSON.stringify(row)}`,
    });
    return { json };
  } catch (notKept) {
    return { json, notKept };
  }
}
