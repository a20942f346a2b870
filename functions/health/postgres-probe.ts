import pg from 'pg';
import { readConfig, rereadSecrets } from '../../shared/config.ts';

let pool: pg.Pool | undefined;

/**
 * Asks Postgres over one connection of its own, that is given up as soon as it does not answer: a server that has stopped
 * in the middle of a connection neither holds up the next question nor takes connections from anybody. By the login that
 * every request needs: with that one gone, nobody gets in.
 */
export async function probePostgres(timeoutMs: number): Promise<void> {
  pool ??= makePool(timeoutMs);
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    if ((error as { code?: unknown }).code === '28P01') await renew(pool);
    throw error;
  }
}

/** The password was changed: the next question is asked with what the secret says by then. */
async function renew(refused: pg.Pool): Promise<void> {
  await rereadSecrets();
  if (pool !== refused) return;
  pool = undefined;
  void refused.end();
}

function makePool(timeoutMs: number): pg.Pool {
  const made = new pg.Pool({
    connectionString: readConfig(['credentials']).credentials.CREDENTIALS_DATABASE_URL,
    max: 1,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    allowExitOnIdle: true,
    application_name: 'tranche-health',
  });
  // The next question finds out what is the matter.
  made.on('error', () => undefined);
  return made;
}
