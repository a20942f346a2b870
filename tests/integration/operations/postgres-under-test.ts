import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startPostgres } from '../../../local/postgres/start.ts';
import { makeTokenKeys } from '../../../shared/operations/access-token.ts';
import { credentialsUrl } from '../../../shared/operations/credentials-url.ts';
import { type Database, openDatabase } from '../../../shared/operations/database.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { CREDENTIALS_PASSWORD, copyTemplate, PASSWORD, type Template } from './postgres-template.ts';

export const PEPPER = 'a pepper for tests only, long enough to be one';
export const TOKEN_KEYS = makeTokenKeys();

export interface TestPostgres {
  url: string;
  /** By the login that checks credentials, once the database is migrated. */
  credentialsUrl: string;
  database: Database;
  stop(): Promise<void>;
}

/** An empty Postgres of its own, without any table. */
export const emptyPostgres = (): Promise<TestPostgres> => postgresOf('empty');

/** The same, migrated and with these tenants. */
export async function postgresWith(...tenantIds: string[]): Promise<TestPostgres> {
  const postgres = await postgresOf('migrated');
  for (const tenantId of tenantIds) await createTenant(postgres.url, { tenantId, name: `Name of ${tenantId}` });
  return postgres;
}

async function postgresOf(template: Template): Promise<TestPostgres> {
  const directory = await mkdtemp(path.join(tmpdir(), 'tranche-operations-'));
  await copyTemplate(template, path.join(directory, 'pg'));
  const server = await startPostgres({
    directory: path.join(directory, 'pg'),
    port: 0,
    password: PASSWORD,
    log: () => undefined,
  });
  const database = openDatabase(server.url);
  return {
    url: server.url,
    credentialsUrl: credentialsUrl(server.url, CREDENTIALS_PASSWORD),
    database,
    async stop() {
      await database.close();
      await server.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
