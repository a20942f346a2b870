import { operationsFor } from '../operations/database.ts';
import { syncConfigsOf } from '../operations/sync-configs.ts';
import type { LoadedFile } from './load-uploads.ts';
import type { Attempt } from './sync-attempt.ts';
import { SyncFailure } from './sync-failure.ts';

/** Too many rejected rows in a file, or in all of them together, keep the portfolio as it is. */
export async function gateFailure(
  { scope, lease }: Attempt,
  loaded: readonly LoadedFile[],
): Promise<SyncFailure | undefined> {
  const config = await syncConfigsOf(operationsFor(scope)).get(lease);
  const highest = config?.max_error_rate ?? 0.5;
  const gated = [
    ...loaded.map(({ fileType, counts }) => ({ what: `the ${fileType.name} file`, ...counts })),
    ...(loaded.length > 1
      ? [
          {
            what: 'all files together',
            totalRows: loaded.reduce((rows, { counts }) => rows + counts.totalRows, 0),
            rejectedRows: loaded.reduce((rows, { counts }) => rows + counts.rejectedRows, 0),
          },
        ]
      : []),
  ];
  for (const { what, totalRows, rejectedRows } of gated) {
    if (rejectedRows > totalRows * highest) {
      return new SyncFailure(
        'error-rate-exceeded',
        `${rejectedRows} of ${totalRows} rows of ${what} were rejected: more than the ${highest * 100} % that this ` +
          'configuration allows. Nothing was published; the data before is in place.',
      );
    }
  }
  const empty = loaded.find(({ counts }) => counts.validRows === 0);
  return empty
    ? new SyncFailure(
        'nothing-valid',
        `No row of the ${empty.fileType.name} file is valid. The data before is in place.`,
      )
    : undefined;
}
