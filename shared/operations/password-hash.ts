import * as crypto from 'node:crypto';
import { normalisedPassword } from '../domain/password.ts';
import { Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';

/** What a guess costs. OWASP's minimum for argon2id; they stand in every hash, so that they can grow. */
export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}
export const HASH_COST: HashCost = { memoryKib: 19_456, passes: 2, lanes: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{43,86})$/;

/** Whose hash it is: mixed into it, so that the table alone is useless and no hash fits another user. */
export interface HashOwner {
  readonly pepper: string;
  readonly userId: string;
}

/** A hash to be kept, as a PHC string. */
export async function hashOf(password: string, owner: HashOwner, cost: HashCost = HASH_COST): Promise<string> {
  const salt = crypto.randomBytes(SALT_BYTES);
  const hash = await derive(password, owner, cost, salt, HASH_BYTES);
  const { memoryKib, passes, lanes } = cost;
  return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${base64(salt)}$${base64(hash)}`;
}

/**
 * Whether a password is the one that was kept. Without one, as much work is done for nothing.
 * @throws {Error} for what is no hash of ours
 */
export async function isPasswordOf(password: string, kept: string | undefined, owner: HashOwner): Promise<boolean> {
  if (kept === undefined) {
    await derive(password, owner, HASH_COST, crypto.randomBytes(SALT_BYTES), HASH_BYTES);
    return false;
  }
  const [, m, t, p, salt = '', hash = ''] = PHC.exec(kept) ?? [];
  if (m === undefined) throw new Error('a password hash in the registry is none');
  const cost = { memoryKib: Number(m), passes: Number(t), lanes: Number(p) };
  const expected = Buffer.from(hash, 'base64');
  const given = await derive(password, owner, cost, Buffer.from(salt, 'base64'), expected.length);
  return crypto.timingSafeEqual(given, expected);
}

/** Whether a hash was made at another cost than new ones are. */
export const isOutdated = (kept: string): boolean =>
  !kept.includes(`$m=${HASH_COST.memoryKib},t=${HASH_COST.passes},p=${HASH_COST.lanes}$`);

/** What tells one password from another among requests with this idempotency key, and is as slow to guess by as a kept hash. */
export async function fingerprintOf(password: string, pepper: string, idempotencyKey: string): Promise<string> {
  const salt = crypto.createHash('sha256').update(idempotencyKey).digest();
  const owner = { pepper, userId: 'idempotency' };
  return (await inTurn(() => derive(password, owner, HASH_COST, salt, HASH_BYTES))).toString('base64');
}

function derive(
  password: string,
  { pepper, userId }: HashOwner,
  { memoryKib, passes, lanes }: HashCost,
  salt: Buffer,
  bytes: number,
): Promise<Buffer> {
  // Since Node 24.7, where it was built with OpenSSL 3.2 or newer.
  if (typeof crypto.argon2 !== 'function') throw new Error(`Node ${process.version} has no argon2: 24.7 is needed`);
  const parameters = {
    message: Buffer.from(normalisedPassword(password)),
    nonce: salt,
    parallelism: lanes,
    tagLength: bytes,
    memory: memoryKib,
    passes,
    secret: Buffer.from(pepper),
    associatedData: Buffer.from(userId),
  };
  return new Promise((resolve, reject) => {
    crypto.argon2('argon2id', parameters, (error, hash) => (error ? reject(error) : resolve(hash)));
  });
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** More at a time would not be faster, and each takes its memory. */
const AT_ONCE = 2;
const MOST_WAITING = 100;
const RETRY_SECONDS = '2';

let underWay = 0;
const waiting: (() => void)[] = [];

/**
 * Does what hashes a password in its turn: a process has few under way, however many are asked for.
 * @throws {Problem} 503 `unavailable` where too many wait already
 */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (underWay >= AT_ONCE) {
    if (waiting.length >= MOST_WAITING) {
      const headers = { 'Retry-After': RETRY_SECONDS };
      throw new Problem('unavailable', serviceSentence('sign-in-crowded'), { headers });
    }
    // Whoever is done hands over its place.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else underWay += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else underWay -= 1;
  }
}
