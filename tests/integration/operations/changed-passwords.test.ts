import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { CREDENTIALS_USER } from '../../../shared/operations/credentials-url.ts';
import { type SecretsManager, startSecretsManager } from '../../secrets-manager.ts';
import { PEPPER, postgresWith, type TestPostgres } from './postgres-under-test.ts';

let secretsManager: SecretsManager;
let postgres: TestPostgres;
let admin: pg.Client;
let operations: typeof import('../../../shared/operations/database.ts');
let probePostgres: (timeoutMs: number) => Promise<void>;

beforeAll(async () => {
  postgres = await postgresWith('BANK001');
  admin = new pg.Client({ connectionString: postgres.url });
  await admin.connect();
  await admin.query("CREATE ROLE owner LOGIN SUPERUSER PASSWORD 'first'");
  secretsManager = await startSecretsManager({
    owner: 'first',
    credentials: decodeURIComponent(new URL(postgres.credentialsUrl).password),
  });
  const { host, pathname } = new URL(postgres.url);
  const settings = {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsManager.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'LOCALKEY',
    AWS_SECRET_ACCESS_KEY: 'local/secret',
    KEY_PEPPER: PEPPER,
    DATABASE_URL: `postgres://owner:{secret:owner}@${host}${pathname}`,
    CREDENTIALS_DATABASE_URL: `postgres://${CREDENTIALS_USER}:{secret:credentials}@${host}${pathname}`,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  // Settings are read when a function starts.
  vi.resetModules();
  operations = await import('../../../shared/operations/database.ts');
  ({ probePostgres } = await import('../../../functions/health/postgres-probe.ts'));
});
afterAll(async () => {
  await operations?.database().close();
  await operations?.closeCredentialRegistry();
  await admin?.end();
  await postgres?.stop();
  secretsManager.close();
  vi.unstubAllEnvs();
});

const byOwner = () => operations.database().registry.query<{ tenant_id: string }>('SELECT tenant_id FROM tenants');
const byCredentials = () =>
  operations.credentialRegistry().query<{ tenant_id: string }>('SELECT tenant_id FROM tenants');
/** Also ends the connections there are: those of a pool would hide that nobody can log in any more. */
async function changePassword(login: string, password: string): Promise<void> {
  await admin.query(`ALTER ROLE ${login} PASSWORD ${pg.escapeLiteral(password)}`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [login]);
}
/** The first statement may still meet a connection that was ended. */
const settled = <T>(ask: () => Promise<T>) => expect.poll(() => ask().catch((error: { code?: string }) => error.code));
const BANK = [{ tenant_id: 'BANK001' }];

test('functions that run go on with a new password of the owner, and of the login for credentials', async () => {
  for (const [secret, login, ask] of [
    ['owner', 'owner', byOwner],
    ['credentials', CREDENTIALS_USER, byCredentials],
  ] as const) {
    expect(await ask()).toEqual(BANK);
    const readsBefore = secretsManager.reads();
    secretsManager.secrets.set(secret, `second/${secret} ü`);
    await changePassword(login, `second/${secret} ü`);
    await settled(ask).toEqual(BANK);
    expect(secretsManager.reads()).toBeGreaterThan(readsBefore);
    const many = await Promise.all(Array.from({ length: 20 }, () => ask()));
    expect(many).toEqual(Array.from({ length: 20 }, () => BANK));
  }
});

test('a login that stays refused is an error, and Secrets Manager is not flooded', async () => {
  await changePassword('owner', 'nobody was told');
  await settled(byOwner).toBe('28P01');
  const readsBefore = secretsManager.reads();
  const codes = await Promise.all(
    Array.from({ length: 50 }, () =>
      byOwner().then(
        () => 'in',
        (error: { code?: string }) => error.code,
      ),
    ),
  );
  expect(new Set(codes)).toEqual(new Set(['28P01']));
  // Both secrets, once.
  expect(secretsManager.reads() - readsBefore).toBeLessThanOrEqual(2);
  secretsManager.secrets.set('owner', 'nobody was told');
  await settled(byOwner).toEqual(BANK);
});

test('health finds its way back too', async () => {
  await probePostgres(2000);
  secretsManager.secrets.set('credentials', 'third');
  await changePassword(CREDENTIALS_USER, 'third');
  await settled(() => probePostgres(2000)).toBe(undefined);
});
