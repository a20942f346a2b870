import { ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { sealCredentials } from '../../../shared/sources/credentials.ts';
import { postgresConfig } from '../../../shared/sources/postgres/config.ts';
import { type PullRecord, pullsOf, untouchedFile } from '../../../shared/sources/pull-record.ts';
import { runPull } from '../../../shared/sources/run-pull.ts';
import { store } from '../../../shared/staging/bucket.ts';
import { setSettings } from '../../settings.ts';
import { startOperations, startStagingBucket, startStagingTable } from '../staging/services.ts';

const scope = tenantScope('SNAPSHOTS');
const stops: (() => Promise<void>)[] = [];
let port: number;
beforeAll(async () => {
  const [table, bucket, postgres] = await Promise.all([startStagingTable(), startStagingBucket(), startOperations()]);
  stops.push(table.stop, bucket.stop, postgres.stop);
  setSettings({ SOURCE_KEY: 'a key of sources for tests only, long enough', OUTBOUND_ALLOWED: '127.0.0.0/8' });
  await createTenant(postgres.url, { tenantId: scope.tenantId, name: 'Bank' });
  port = Number(new URL(postgres.url).port);
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

/** A pull of these tables, worked at once by a worker that may live for so long. */
async function pulled(tables: object, remainingMs: number): Promise<PullRecord> {
  const owner = { tenant_id: scope.tenantId, source_id: uuid() };
  const { pull_id } = await pullsOf(scope).create({
    ...owner,
    pull_id: uuid(),
    source_name: 'Ledger',
    dataset: 'cash',
    variant: null,
    kind: 'postgres',
    config: postgresConfig.parse({ host: '127.0.0.1', port, database: 'postgres', tls: 'disable', tables }),
    sealed: sealCredentials(owner, { username: 'postgres', password: 'test' }),
    trigger: 'MANUAL',
    until: new Date().toISOString(),
    files: Object.fromEntries(Object.keys(tables).map((fileType) => [fileType, untouchedFile(uuid())])),
    request_id: null,
  });
  const until = Date.now() + remainingMs;
  const options = { logger: makeLogger('pull-source'), remainingMs: () => until - Date.now() };
  await runPull({ tenantId: scope.tenantId, pullId: pull_id }, options);
  return (await pullsOf(scope).get(pull_id))!;
}

const openParts = async () => {
  const { client, bucket } = store();
  return (await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? [];
};
const columns = { id: 'id', name: 'name' };
const LARGE = { query: "SELECT g AS id, repeat('x', 1000) AS name FROM generate_series(1, 20000) g", columns };

it('is over when the time of its worker is: nobody else can go on, nor has more of it', async () => {
  const slow = { query: 'SELECT pg_sleep(120) AS id, 1 AS name', columns };
  const { status, failure } = await pulled({ company: LARGE, sepa: slow }, 33_000);
  expect([status, failure?.type, failure?.message?.id]).toEqual(['FAILED', '/problems/pull-too-long', 'pull-too-long']);
  expect(await openParts()).toEqual([]);
});

it('that fails throws away what it has sent', async () => {
  const wrong = { query: 'SELECT 1 / 0 AS id, 1 AS name', columns };
  const { status, failure, files } = await pulled({ company: LARGE, sepa: wrong }, 600_000);
  expect([status, failure?.type]).toEqual(['FAILED', '/problems/source-refuses']);
  expect(files.company).toMatchObject({ is_read: true, rows: 20_000 });
  expect(files.company!.parts.length).toBeGreaterThan(1);
  expect(await openParts()).toEqual([]);
});
