import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeSyncRequested } from '../../../events/sync-requested.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { stagingFor } from '../../../shared/staging/tenant-staging.ts';
import { leaseOf, listLeases } from '../../../shared/sync/lease.ts';
import { requestSync } from '../../../shared/sync/prepare-sync.ts';
import { runTurn } from '../../../shared/sync/run-turn.ts';
import { setSettings } from '../../settings.ts';
import { type SyncQueue, startOperations, startStagingTable, startSyncQueue } from '../staging/services.ts';

const slice = { dataset: 'loans', variant: 'RETAIL' } as const;
const logger = makeLogger('run-sync');
const stops: (() => Promise<void>)[] = [];
let queue: SyncQueue;
beforeAll(async () => {
  const [table, postgres] = await Promise.all([startStagingTable(), startOperations()]);
  queue = await startSyncQueue();
  // Nobody answers there.
  setSettings({ WAREHOUSE_URL: 'http://127.0.0.1:9' });
  stops.push(table.stop, postgres.stop, queue.stop);
  for (const tenantId of ['TURN1', 'TURN2']) await createTenant(postgres.url, { tenantId, name: tenantId });
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const claimOf = (syncId: string) =>
  ({
    syncId,
    files: {},
    loadBytes: 100,
    validateOnly: false,
    trigger: 'MANUAL',
  }) as const;

test('a neighbour’s message begins no sync that is claimed and not prepared, and one that is', async () => {
  const scope = tenantScope('TURN1');
  const lease = leaseOf(scope, slice);
  const syncId = uuid();
  expect(await lease.claim(claimOf(syncId))).toBe(true);
  const neighbour = makeSyncRequested({ tenant_id: 'TURN2', ...slice, sync_id: uuid(), lane: 'small' });

  await runTurn(neighbour, logger);
  expect(await lease.read()).toMatchObject({ state: 'QUEUED', attempts: 0, is_ready: false });

  await requestSync(stagingFor(scope), (await listLeases()).find(({ sync_id }) => sync_id === syncId)!);
  expect(await queue.drain()).toMatchObject([{ sync_id: syncId, lane: 'small' }]);
  // There is no warehouse here, so the attempt ends in a back-off: what counts is that it was begun.
  await runTurn(neighbour, logger);
  expect(await lease.read()).toMatchObject({ attempts: 1, is_ready: true });
});

test('a claim that was given up meanwhile is not handed over', async () => {
  const scope = tenantScope('TURN2');
  const lease = leaseOf(scope, slice);
  const syncId = uuid();
  await lease.claim(claimOf(syncId));
  const claimed = (await lease.read())!;
  await lease.abandon(syncId);
  await requestSync(stagingFor(scope), claimed);
  expect(await queue.drain()).toEqual([]);
});
