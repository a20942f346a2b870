import { createHmac } from 'node:crypto';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import type { Queryable } from './database.ts';

/** So many wrong passwords … */
export const MOST_WRONG_PASSWORDS = 5;
/** … within this time close an account for as long. */
export const CLOSED_SECONDS = 15 * 60;

const KNOWN_ADDRESS_DAYS = 30;
const MOST_KNOWN_ADDRESSES = 20;
const MOST_REMOVED_AT_ONCE = 100;

/** A name of a tenant, whether or not anybody has it, as failures are kept of it. */
export const nameHash = (pepper: string, tenantId: string, username: string): Buffer =>
  createHmac('sha256', pepper).update(`user ${tenantId} ${username}`).digest();

export interface Attempt {
  readonly inside: Queryable;
  readonly nameHash: Buffer;
  /** Undefined for a name that nobody has. */
  readonly userId: string | undefined;
  /** Where the attempt comes from. */
  readonly address: string;
}

export type Outcome =
  | { readonly state: 'right' }
  /** `closesNow`: the account is closed from now on. */
  | { readonly state: 'wrong'; readonly closesNow: boolean }
  /** Nothing was tried. */
  | { readonly state: 'closed'; readonly seconds: number };

/**
 * Tries a password, unless the account is closed to whoever asks. Wrong ones count apart at each address that the user has
 * signed in from, and together for everybody else: who only knows the name closes the account to strangers.
 * Attempts at one name follow each other, so that no more are tried at once than may be in all.
 */
export async function tryPassword(attempt: Attempt, isRight: () => Promise<boolean>): Promise<Outcome> {
  const { inside } = attempt;
  const place = await placeOf(attempt);
  const [{ seconds } = { seconds: 0 }] = await inside.query<{ seconds: number | null }>(
    `INSERT INTO sign_in_failures AS f (name_hash, place) VALUES ($1, $2)
     ON CONFLICT (name_hash, place) DO UPDATE SET place = f.place
     RETURNING ceil(extract(epoch FROM closed_until - clock_timestamp()))::int AS seconds`,
    [attempt.nameHash, place],
  );
  if (seconds !== null && seconds > 0) return { state: 'closed', seconds };
  if (!(await isRight())) return { state: 'wrong', closesNow: await countWrong(attempt, place) };
  await inside.query('DELETE FROM sign_in_failures WHERE name_hash = $1 AND place = $2', [attempt.nameHash, place]);
  return { state: 'right' };
}

/** How whoever asks hears of it, also about a name that nobody has. */
export const accountClosed = (seconds: number): Problem =>
  new Problem('account-closed', serviceSentence('account-closed', { seconds }), {
    headers: { 'Retry-After': String(seconds) },
  });

/** Opens the account to everybody: its password is another, or nobody signs in with it for now. */
export const forgetWrongPasswords = (inside: Queryable, name: Buffer): Promise<unknown> =>
  inside.query('DELETE FROM sign_in_failures WHERE name_hash = $1', [name]);

/** Notes that the user has signed in from there. */
export async function rememberAddress(inside: Queryable, userId: string, address: string): Promise<void> {
  await inside.query(
    `INSERT INTO user_addresses (user_id, address, last_login_at) VALUES ($1, $2, clock_timestamp())
     ON CONFLICT (user_id, address) DO UPDATE SET last_login_at = excluded.last_login_at`,
    [userId, address],
  );
  await inside.query(
    `DELETE FROM user_addresses WHERE user_id = $1 AND (last_login_at < now() - make_interval(days => $2)
       OR address NOT IN (SELECT address FROM user_addresses WHERE user_id = $1 ORDER BY last_login_at DESC LIMIT $3))`,
    [userId, KNOWN_ADDRESS_DAYS, MOST_KNOWN_ADDRESSES],
  );
}

/** As many statements for a name that nobody has as for any other. */
async function placeOf({ inside, userId, address }: Attempt): Promise<string> {
  const known = await inside.query(
    'SELECT 1 FROM user_addresses WHERE user_id = $1 AND address = $2 AND last_login_at > now() - make_interval(days => $3)',
    [userId ?? null, address, KNOWN_ADDRESS_DAYS],
  );
  return known.length > 0 ? address : '';
}

/** @returns whether that was one too many */
async function countWrong({ inside, nameHash: name }: Attempt, place: string): Promise<boolean> {
  const [counted] = await inside.query<{ closes: boolean }>(
    `UPDATE sign_in_failures f SET
       failed_at = CASE WHEN closes THEN '{}' ELSE recent || clock_timestamp()::timestamptz(3) END,
       closed_until = CASE WHEN closes THEN clock_timestamp() + make_interval(secs => $4) END,
       changed_at = clock_timestamp()
     FROM (SELECT recent, cardinality(recent) + 1 >= $3 AS closes FROM
             (SELECT ARRAY(SELECT at FROM unnest(failed_at) AS at WHERE at > clock_timestamp() - make_interval(secs => $4))
                AS recent FROM sign_in_failures WHERE name_hash = $1 AND place = $2) AS seen) AS counted
     WHERE f.name_hash = $1 AND f.place = $2 RETURNING closes`,
    [name, place, MOST_WRONG_PASSWORDS, CLOSED_SECONDS],
  );
  await removeOld(inside);
  return counted?.closes ?? false;
}

/** A few at every wrong password, which makes one: so they never pile up. */
const removeOld = (inside: Queryable): Promise<unknown> =>
  inside.query(
    `DELETE FROM sign_in_failures WHERE (name_hash, place) IN
       (SELECT name_hash, place FROM sign_in_failures WHERE changed_at < now() - make_interval(secs => $1)
        ORDER BY changed_at LIMIT $2 FOR UPDATE SKIP LOCKED)`,
    [2 * CLOSED_SECONDS, MOST_REMOVED_AT_ONCE],
  );
