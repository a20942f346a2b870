import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideUndecided } from '../../../functions/check-and-sync/decide-undecided.ts';
import { problemDocument } from '../../../shared/domain/problems.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { database } from '../../../shared/operations/database.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { rejectUpload } from '../../../shared/staging/stage.ts';
import { listUndecided, noteRejection } from '../../../shared/staging/undecided.ts';
import { bankWithFiles } from './bank-with-files.ts';
import { startOperations, startStagingTable } from './services.ts';

const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const table = await startStagingTable();
  const postgres = await startOperations();
  stops.push(table.stop, postgres.stop);
  for (const tenantId of ['REJ1', 'REJ2']) await createTenant(postgres.url, { tenantId, name: tenantId });
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const logger = makeLogger('test');
const problem = problemDocument('not-csv');
function bank(tenantId: string) {
  const scope = tenantScope(tenantId);
  return {
    ...bankWithFiles(scope),
    outbox: () =>
      database()
        .operationsFor(scope)
        .query<{ type: string; data: object }>('SELECT type, data FROM outbox ORDER BY occurred_at'),
    undecided: async () => (await listUndecided()).filter(({ tenant_id }) => tenant_id === tenantId).length,
  };
}
/** A tick of the schedule, as late as that. */
const tick = (minutes = 0): Promise<void> => decideUndecided(logger, Date.now() + minutes * 60_000);

describe('the rejection of an upload', () => {
  test('is told once, however often it is noted and whenever somebody was cut off', async () => {
    const { staging, announce, outbox, undecided } = bank('REJ1');
    const id = await announce('credit', { file_name: 'Ayşe.csv' });
    // Cut off before the upload was rejected: it is not told yet, and not forgotten.
    await noteRejection('REJ1', id);
    await tick();
    expect([await outbox(), await undecided()]).toEqual([[], 1]);
    await rejectUpload(staging, id, problem);
    await tick();
    expect(await undecided()).toBe(0);
    // Cut off before the note was taken away.
    await noteRejection('REJ1', id);
    await tick();
    const told = await outbox();
    expect(told).toMatchObject([
      {
        type: 'upload.rejected',
        data: {
          upload_id: id,
          dataset: 'loans',
          variant: 'RETAIL',
          file_type: 'credit',
          problem: 'not-csv',
          sync_id: null,
        },
      },
    ]);
    expect(JSON.stringify(told)).not.toContain('Ayşe');
    expect(await undecided()).toBe(0);
  });

  test('that never came to be is forgotten, once nobody can go on with it', async () => {
    const { staging, announce, outbox, undecided } = bank('REJ2');
    const id = await announce('credit');
    await noteRejection('REJ2', id);
    await tick(19);
    expect(await undecided()).toBe(1);
    await tick(21);
    expect([await outbox(), await undecided()]).toEqual([[], 0]);
    // Its event comes again.
    await rejectUpload(staging, id, problem);
    await tick();
    expect(await outbox()).toHaveLength(1);
  });
});
