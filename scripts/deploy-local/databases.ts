import pg from 'pg';
import { DeployFailure } from './failure.ts';
import type { DatabaseAddresses } from './settings.ts';

const PATIENCE_MS = 5_000;

/** @throws {DeployFailure} saying which database does not answer, and why */
export async function checkDatabases(databases: DatabaseAddresses): Promise<void> {
  await checkPostgres(databases.DATABASE_URL);
  await checkClickHouse(databases);
}

async function checkPostgres(address: string): Promise<void> {
  const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: PATIENCE_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
  } catch (error) {
    throw new DeployFailure(`Postgres at ${host(address)} (DATABASE_URL): ${postgresReason(error)}`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function postgresReason(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'ECONNREFUSED') return 'nothing listens there. Start it, or set DATABASE_URL.';
  if (code === 'ENOTFOUND') return 'there is no such host. Set DATABASE_URL to an address that this machine knows.';
  if (code === '28P01' || code === '28000') return 'it refuses the user name or the password.';
  if (code === '3D000') return 'it has no such database.';
  return message ?? 'it does not answer';
}

async function checkClickHouse({
  WAREHOUSE_URL,
  WAREHOUSE_USER,
  WAREHOUSE_PASSWORD,
}: DatabaseAddresses): Promise<void> {
  const fail = (why: string) => new DeployFailure(`ClickHouse at ${host(WAREHOUSE_URL)} (WAREHOUSE_URL): ${why}`);
  const answer = await fetch(new URL('/?query=SELECT%201', WAREHOUSE_URL), {
    headers: { 'X-ClickHouse-User': WAREHOUSE_USER, 'X-ClickHouse-Key': WAREHOUSE_PASSWORD },
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: Error) => {
    const { code } = (error.cause ?? {}) as { code?: string };
    throw fail(
      code === 'ECONNREFUSED' ? 'nothing listens there. Start it, or set WAREHOUSE_URL.' : (code ?? error.message),
    );
  });
  const text = (await answer.text()).trim();
  if (answer.status === 401 || answer.status === 403 || /AUTHENTICATION_FAILED|REQUIRED_PASSWORD/.test(text)) {
    throw fail('it refuses WAREHOUSE_USER or WAREHOUSE_PASSWORD.');
  }
  if (answer.status !== 200 || text !== '1')
    throw fail(`it answers "SELECT 1" with ${answer.status}: ${text.slice(0, 200)}`);
}

/** Without user and password. */
const host = (address: string): string => new URL(address).host;
