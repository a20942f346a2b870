import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import pg from 'pg';

/** All that it takes to check a credential, and no column more. */
const READABLE = {
  tenants: ['tenant_id', 'name', 'is_active', 'disabled_at'],
  api_keys: ['key_id', 'tenant_id', 'prefix', 'key_hash', 'role', 'revoked_at'],
  users: ['user_id', 'tenant_id', 'username', 'role', 'is_active', 'revoked_at'],
  sessions: ['session_id', 'key_id', 'user_id', 'signed_in_at', 'expires_at', 'ended_at'],
} as const;

const STATEMENT_TIMEOUT = '5s';

/** CREDENTIALS_DATABASE_URL does not name a login that may be made into one for credentials. */
export class UnfitCredentialsLogin extends Error {
  override readonly name = 'UnfitCredentialsLogin';
}

/**
 * Makes the login that functions check credentials by, or brings it up to date: it reads those columns and can do nothing
 * else. Safe to repeat; the caller keeps others from doing the same at once.
 * @param client connected as the owner of the registry, which must have been migrated
 * @param credentialsUrl names the login and its password
 * @throws {UnfitCredentialsLogin}
 */
export async function ensureCredentialsLogin(client: pg.ClientBase, credentialsUrl: string): Promise<void> {
  const { username, password } = new URL(credentialsUrl);
  const name = decodeURIComponent(username);
  const known = (
    await client.query<{ is_bare: boolean }>(
      `SELECT rolname <> current_user AND NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
         AND NOT EXISTS (SELECT FROM pg_auth_members WHERE member = pg_roles.oid) AS is_bare
       FROM pg_roles WHERE rolname = $1`,
      [name],
    )
  ).rows[0];
  if (name === '' || password === '') {
    throw new UnfitCredentialsLogin('CREDENTIALS_DATABASE_URL has to name a user and a password.');
  }
  if (known && !known.is_bare) {
    throw new UnfitCredentialsLogin(
      `CREDENTIALS_DATABASE_URL names ${name}, which may do more than read credentials: name a login that does not exist yet.`,
    );
  }
  const login = pg.escapeIdentifier(name);
  const [{ current }] = (await client.query<{ current: string }>('SELECT current_database() AS current')).rows as [
    { current: string },
  ];
  const verifier = pg.escapeLiteral(scramVerifier(decodeURIComponent(password)));
  const grants = Object.entries(READABLE).map(
    ([table, columns]) => `GRANT SELECT (${columns.join(', ')}) ON public.${table} TO ${login}`,
  );
  await client.query(
    [
      'BEGIN',
      `${known ? 'ALTER' : 'CREATE'} ROLE ${login} LOGIN NOINHERIT PASSWORD ${verifier}`,
      `ALTER ROLE ${login} SET search_path = public`,
      `ALTER ROLE ${login} SET default_transaction_read_only = on`,
      `ALTER ROLE ${login} SET statement_timeout = '${STATEMENT_TIMEOUT}'`,
      // Everybody may make temporary tables, unless it is said otherwise; nobody here has to.
      `REVOKE TEMPORARY ON DATABASE ${pg.escapeIdentifier(current)} FROM PUBLIC`,
      // What it was allowed by an earlier version goes.
      `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${login}`,
      `GRANT USAGE ON SCHEMA public TO ${login}`,
      ...grants,
      'COMMIT',
    ].join(';\n'),
  );
}

/** A password as Postgres stores it (RFC 5803), so that it stands in no statement, and in no log of statements. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const iterations = 4096;
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${hmac('Server Key').toString('base64')}`;
}
