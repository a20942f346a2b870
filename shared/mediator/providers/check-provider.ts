import { MEDIATION_DAYS } from '../../domain/provider.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import type { Mediation } from '../mediation.ts';
import { noteCall } from './call-counted.ts';
import { adapterOf, type Noted } from './http-adapter.ts';
import { findProvider, nextCheckAt, PROVIDER_COLUMNS, type ProviderRecord, tellStatus } from './provider-record.ts';
import { openedSecrets } from './secrets.ts';

/** A provider that does not answer is asked again so often before that is told: for a quarter of an hour. */
export const CHECKS_AGAIN = 3;
const AGAIN_SECONDS = 300;
/** One that is known to be down, so that it is soon known when it is back. */
const DOWN_SECONDS = 900;
const CLAIM_SECONDS = 60;
const AT_A_TIME = 8;
/** Less is not begun: a check lasts ten seconds at most. */
const ENOUGH_MS = 20_000;

type Check = { readonly isHealthy: boolean; readonly detail: string };

/** Asks a provider how it is, and writes the call down. */
async function ask(operations: Operations, provider: ProviderRecord): Promise<Check> {
  const [credentials] = await openedSecrets(operations, provider.code, 'credentials');
  let noted: Noted | undefined;
  const note = (one: Noted) => {
    noted = one;
  };
  const startedAt = new Date();
  const beganMs = performance.now();
  const found = await adapterOf(provider, credentials, 'production', { note }).check();
  const durationMs = Math.round(performance.now() - beganMs);
  if (noted !== undefined) {
    noteCall(operations.scope.tenantId, 'check', noted.outcome, durationMs);
    await operations.query(
      `INSERT INTO provider_calls (provider, environment, operation, attempt, started_at, duration_ms, outcome, http_status, failure)
       SELECT code, 'production', 'health', 1, $2::timestamptz, $3::int, $4, $5::int, $6 FROM providers WHERE code = $1 FOR KEY SHARE`,
      [...[provider.code, startedAt, durationMs], ...[noted.outcome, noted.httpStatus, noted.failure]],
    );
  }
  return found;
}

export interface Checked {
  readonly provider: ProviderRecord;
  /** Whether others are told of it. */
  readonly isNews: boolean;
}

/**
 * Asks a provider now, and believes it at once; others are told where that is news.
 * @returns undefined where there is no such provider any more
 */
export async function checkProvider(operations: Operations, provider: ProviderRecord): Promise<Checked | undefined> {
  const { isHealthy, detail } = await ask(operations, provider);
  return note(operations, provider.code, { isHealthy, detail, isFinal: true });
}

const note = (
  operations: Operations,
  code: string,
  { isHealthy, detail, isFinal }: Check & { readonly isFinal: boolean },
): Promise<Checked | undefined> =>
  operations.transaction(async (inside) => {
    const [row] = await inside.query<{ failed_checks: number }>(
      'SELECT failed_checks FROM providers WHERE code = $1 FOR UPDATE',
      [code],
    );
    const before = row && (await findProvider(inside, code));
    if (!before) return undefined;
    const failed = isHealthy ? 0 : row.failed_checks + 1;
    // It may be a hiccup: what is not told yet is not believed yet either.
    const isBelieved = isHealthy || isFinal || before.is_healthy === false || failed > CHECKS_AGAIN;
    const next = isHealthy
      ? nextCheckAt(code, Date.now())
      : new Date(Date.now() + 1000 * (isBelieved ? DOWN_SECONDS : AGAIN_SECONDS));
    await inside.query(
      `UPDATE providers SET last_check_at = now(), is_healthy = CASE WHEN $2 THEN $3 ELSE is_healthy END, health_detail = $4,
         failed_checks = $5, next_check_at = $6 WHERE code = $1`,
      [code, isBelieved, isHealthy, detail, failed, next],
    );
    const after = (await findProvider(inside, code))!;
    // The first check of all tells nothing new where all is well.
    const isNews = before.is_healthy !== after.is_healthy && !(before.is_healthy === null && after.is_healthy === true);
    if (isNews) await tellStatus(inside, before, after);
    return { provider: after, isNews };
  });

/**
 * Asks those whose time it is, some of them at once. @returns seconds until the next is due, of those within a quarter of an hour;
 * undefined where there is none
 */
export async function checkDueProviders({ operations, logger, remainingMs }: Mediation): Promise<number | undefined> {
  while (remainingMs() > ENOUGH_MS) {
    const claimed = await operations.query<ProviderRecord>(
      `UPDATE providers SET next_check_at = now() + make_interval(secs => $1) WHERE code IN (
         SELECT code FROM providers WHERE is_active AND next_check_at <= now()
         ORDER BY next_check_at LIMIT $2 FOR UPDATE SKIP LOCKED)
       RETURNING ${PROVIDER_COLUMNS}`,
      [CLAIM_SECONDS, AT_A_TIME],
    );
    if (claimed.length === 0) return secondsToNext(operations);
    await Promise.all(
      claimed.map(async (provider) => {
        try {
          const found = await ask(operations, provider);
          await note(operations, provider.code, { ...found, isFinal: false });
          logger.info('provider checked', { provider: provider.code, is_healthy: found.isHealthy, said: found.detail });
        } catch (error) {
          // It is due again when its claim runs out.
          logger.error('a provider could not be checked', { provider: provider.code, error: error as Error });
        }
      }),
    );
  }
  return 0;
}

async function secondsToNext(operations: Queryable): Promise<number | undefined> {
  const [row] = await operations.query<{ seconds: number | null }>(
    `SELECT ceil(extract(epoch FROM min(next_check_at) - now()))::float8 AS seconds FROM providers
     WHERE is_active AND next_check_at < now() + interval '15 minutes'`,
  );
  return row?.seconds == null ? undefined : Math.max(row.seconds, 0);
}

/** Cheap: the first entry of an index. */
export async function areChecksDue(operations: Queryable): Promise<boolean> {
  const [row] = await operations.query<{ due: boolean }>(
    'SELECT EXISTS (SELECT FROM providers WHERE is_active AND next_check_at <= now()) AS due',
  );
  return row?.due === true;
}

/** All that are active are due now. @returns how many */
export async function askForChecks(operations: Queryable): Promise<number> {
  const due = await operations.query('UPDATE providers SET next_check_at = now() WHERE is_active RETURNING code');
  return due.length;
}

const AT_ONCE = 5000;
const MOST_ROUNDS = 100;

/** Calls past their time, and secrets that hold no more. */
export async function areProviderRecordsOld(operations: Queryable): Promise<boolean> {
  const [row] = await operations.query<{ old: boolean }>(
    `SELECT EXISTS (SELECT FROM (SELECT started_at FROM provider_calls ORDER BY started_at LIMIT 1) AS oldest
                    WHERE started_at < now() - make_interval(days => $1))
       OR EXISTS (SELECT FROM provider_secrets WHERE ends_at < now()) AS old`,
    [MEDIATION_DAYS],
  );
  return row?.old === true;
}

export async function removeOldProviderRecords({ operations, remainingMs }: Mediation): Promise<void> {
  await operations.query('DELETE FROM provider_secrets WHERE ends_at < now()');
  await operations.query('DELETE FROM provider_places WHERE held_until < now()');
  // A month's use is counted from its days.
  await operations.query(`DELETE FROM provider_key_usage WHERE day < (now() AT TIME ZONE 'UTC')::date - 62`);
  for (let round = 0; round < MOST_ROUNDS && remainingMs() > ENOUGH_MS; round++) {
    const gone = await operations.query<{ count: number }>(
      `WITH gone AS (DELETE FROM provider_calls WHERE call_id IN (
         SELECT call_id FROM provider_calls WHERE started_at < now() - make_interval(days => $1)
         ORDER BY started_at LIMIT $2) RETURNING 1)
       SELECT count(*)::int AS count FROM gone`,
      [MEDIATION_DAYS, AT_ONCE],
    );
    if ((gone[0]?.count ?? 0) < AT_ONCE) break;
  }
}
