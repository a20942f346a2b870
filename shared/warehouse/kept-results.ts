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

const keptRow = z.strictObject({
  batch_id: z.string(),
  file_type: z.string(),
  version: z.string(),
  profile: z.string(),
});
const COLUMNS = Object.keys(keptRow.shape).join(', ');

const NAMED =
  'batch_id IN {batches:Array(UUID)} AND has(arrayZip({batches:Array(UUID)}, {file_types:Array(String)}, {versions:Array(String)}), (batch_id, file_type, version))';

/** The kept results, as JSON text and in the order of the keys; undefined where there is none. */
export async function readKeptResults(
  warehouse: Warehouse,
  keys: readonly ResultKey[],
): Promise<(string | undefined)[]> {
  const kept = await warehouse.rows({
    name: 'kept-result',
    row: keptRow,
    sql: `SELECT ${COLUMNS} FROM ${BATCH_PROFILES} WHERE ${NAMED} UNION ALL
     SELECT ${COLUMNS} FROM ${readResults(warehouse.scope)} WHERE ${NAMED}`,
    parameters: {
      batches: keys.map(({ batchId }) => batchId),
      file_types: keys.map(({ fileType }) => fileType),
      versions: keys.map(({ version }) => version),
    },
  });
  return keys.map(
    ({ batchId, fileType, version }) =>
      kept.find((row) => row.batch_id === batchId && row.file_type === fileType && row.version === version)?.profile,
  );
}

/** The kept result, or undefined. */
export async function readKeptResult(warehouse: Warehouse, key: ResultKey): Promise<KeptResult | undefined> {
  const [json] = await readKeptResults(warehouse, [key]);
  return json === undefined ? undefined : { json };
}

/** Keeps results, of JSON text. */
export async function keepResults(
  warehouse: Warehouse,
  results: readonly (ResultKey & { readonly json: string })[],
): Promise<void> {
  // A read may not touch what loads have written (logins.ts).
  const table = warehouse.login === 'read' ? readResults(warehouse.scope) : BATCH_PROFILES;
  const rows = results.map(({ batchId, fileType, version, json }) =>
    JSON.stringify({ batch_id: batchId, file_type: fileType, version, profile: json }),
  );
  await warehouse.command({
    name: 'keep-result',
    // The rows stand in the statement: the text may be longer than a parameter in an address.
    sql: `INSERT INTO ${table} (${COLUMNS}) FORMAT JSONEachRow\n${rows.join('\n')}`,
  });
}

/** The kept result, or computed and kept. */
export async function keptResult(
  warehouse: Warehouse,
  key: ResultKey,
  compute: () => Promise<unknown>,
): Promise<KeptResult> {
  const kept = await readKeptResult(warehouse, key);
  if (kept) return kept;
  const json = JSON.stringify(await compute());
  try {
    await keepResults(warehouse, [{ ...key, json }]);
    return { json };
  } catch (notKept) {
    return { json, notKept };
  }
}
