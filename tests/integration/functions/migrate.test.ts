import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/migrate/handler.ts';
import { type ClickHouse, startClickHouse } from '../../../local/clickhouse/start.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { closeWarehouseClients } from '../../../shared/warehouse/client.ts';
import { setSettings } from '../../settings.ts';
import { emptyPostgres, PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';
import { plainSql } from '../warehouse/plain-sql.ts';

interface Answer {
  readonly Status: string;
  readonly Reason?: string;
}

/** CloudFormation's side: takes the answer, after refusing it as often as it is told to. */
const answers: Answer[] = [];
let refusals = 0;
const cloudFormation = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  if (refusals-- > 0) {
    response.writeHead(503).end();
    return;
  }
  expect(request.method).toBe('PUT');
  answers.push(JSON.parse(body) as Answer);
  response.writeHead(200).end();
});

let home: string;
let postgres: TestPostgres;
let clickhouse: ClickHouse;
let settings: Record<string, string>;
beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'tranche-migrate-'));
  clickhouse = await startClickHouse({ directory: path.join(home, 'clickhouse'), port: 0, log: () => undefined });
  postgres = await emptyPostgres();
  settings = {
    DATABASE_URL: postgres.url,
    CREDENTIALS_DATABASE_URL: postgres.credentialsUrl,
    KEY_PEPPER: PEPPER,
    WAREHOUSE_URL: clickhouse.url,
  };
  await new Promise<void>((listening) => cloudFormation.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  cloudFormation.close();
  await closeWarehouseClients();
  await postgres.stop();
  await clickhouse.stop();
  await rm(home, { recursive: true, force: true });
});
beforeEach(() => {
  refusals = 0;
  setSettings(settings);
});

async function deploy(RequestType: string, remainingMs = 600_000): Promise<Answer> {
  answers.length = 0;
  const request = {
    RequestType,
    ResponseURL: `http://127.0.0.1:${(cloudFormation.address() as AddressInfo).port}/answer?signed=yes`,
    StackId: 'arn:aws:cloudformation:eu-central-1:000000000000:stack/TrancheMigrations/1',
    RequestId: 'r-1',
    LogicalResourceId: 'Migrations',
    ResourceType: 'Custom::Migrations',
    ResourceProperties: { Fingerprint: '0' },
    ...(RequestType === 'Create' ? {} : { PhysicalResourceId: 'migrations' }),
  };
  await handler(request, { awsRequestId: 'r-1', getRemainingTimeInMillis: () => remainingMs });
  expect(answers).toHaveLength(1);
  expect(answers[0]).toMatchObject({ StackId: request.StackId, RequestId: 'r-1', LogicalResourceId: 'Migrations' });
  expect(answers[0]).toMatchObject({ PhysicalResourceId: 'migrations' });
  return answers[0] as Answer;
}

const warehouse = plainSql(tenantScope('BANK001'));
const warehouseTables = () => warehouse.rows<{ name: string }>('SHOW TABLES');
const inPostgres = async (sql: string) => {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

describe('migrations as a step of a deployment', () => {
  it('make an empty database ready, and can be repeated', async () => {
    expect(await deploy('Create')).toMatchObject({ Status: 'SUCCESS' });
    const done = await inPostgres('SELECT name FROM public.applied_migrations ORDER BY name');
    expect(done.length).toBeGreaterThan(0);
    expect(await deploy('Update')).toMatchObject({ Status: 'SUCCESS' });
    expect(await inPostgres('SELECT name FROM public.applied_migrations ORDER BY name')).toEqual(done);
  });

  it('bring the warehouse of every tenant up to date', async () => {
    await createTenant(postgres.url, { tenantId: 'BANK001', name: 'Bank 001' });
    expect(await deploy('Update')).toMatchObject({ Status: 'SUCCESS' });
    expect((await warehouseTables()).length).toBeGreaterThan(3);
    await warehouse.command('ALTER TABLE fact_credit DROP COLUMN internal_rating');
    expect(await deploy('Update')).toMatchObject({ Status: 'SUCCESS' });
    const columns = await warehouse.rows<{ name: string }>('DESCRIBE TABLE fact_credit');
    expect(columns.map(({ name }) => name)).toContain('internal_rating');
  });

  it('leave the data alone when the stack is deleted', async () => {
    expect(await deploy('Delete')).toMatchObject({ Status: 'SUCCESS' });
    expect((await warehouseTables()).length).toBeGreaterThan(3);
    expect(await inPostgres('SELECT tenant_id FROM public.tenants')).toEqual([{ tenant_id: 'BANK001' }]);
  });

  it('repeat an answer that CloudFormation did not take', async () => {
    refusals = 2;
    expect(await deploy('Update')).toMatchObject({ Status: 'SUCCESS' });
  });
});

describe('migrations by hand', () => {
  const byHand = () => handler({}, { awsRequestId: 'r-1', getRemainingTimeInMillis: () => 600_000 });

  it('give the login for credentials the password that its setting says by now', async () => {
    const url = new URL(postgres.credentialsUrl);
    url.password = 'another one';
    const login = async () => {
      const client = new pg.Client({ connectionString: url.href });
      await client.connect();
      await client.end();
    };
    await expect(login()).rejects.toMatchObject({ code: '28P01' });
    setSettings({ CREDENTIALS_DATABASE_URL: url.href });
    answers.length = 0;
    expect(await byHand()).toEqual({ ok: true });
    await login();
    expect(answers).toEqual([]);
  });

  it('say why they failed', async () => {
    setSettings({ WAREHOUSE_URL: undefined });
    expect(await byHand()).toEqual({ ok: false, reason: expect.stringContaining('WAREHOUSE_URL is missing') });
  });
});

describe('migrations that fail the deployment', () => {
  it('say which setting is missing, and what it should look like', async () => {
    setSettings({ WAREHOUSE_URL: undefined });
    expect(await deploy('Update')).toEqual(
      expect.objectContaining({
        Status: 'FAILED',
        Reason: expect.stringContaining('WAREHOUSE_URL is missing: expected a URL'),
      }),
    );
  });

  it('say that the database does not answer, and nothing of its password', async () => {
    // audit:not-a-secret
    setSettings({ DATABASE_URL: 'postgres://tranche:geheim@127.0.0.1:1/tranche' });
    const { Status, Reason } = await deploy('Create');
    expect(Status).toBe('FAILED');
    expect(Reason).toContain('ECONNREFUSED');
    expect(Reason).not.toContain('geheim');
  });

  it('say what in the warehouse is not as the contract has it', async () => {
    await warehouse.command('ALTER TABLE fact_credit DROP COLUMN internal_rating');
    await warehouse.command('ALTER TABLE fact_credit ADD COLUMN internal_rating Array(String)');
    const { Status, Reason } = await deploy('Update');
    expect(Status).toBe('FAILED');
    expect(Reason).toMatch(/fact_credit\.internal_rating is Array\(String\), the contract says/);
  });

  it('end in time to say that they took too long', async () => {
    const { Status, Reason } = await deploy('Update', 30_000);
    expect(Status).toBe('FAILED');
    expect(Reason).toContain('took too long');
  });
});
