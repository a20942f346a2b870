import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { HOOK_TOLERANCE_SECONDS } from '../../domain/hook.ts';
import type { SignatureScheme } from '../../domain/provider.ts';
import type { Json } from '../adapter.ts';
import { sortedJson } from './sorted-json.ts';

const DIGEST_BYTES = 32;

/** How a provider signs, and with what: those in force first, then former ones that still hold. */
export interface HookSigner {
  readonly scheme: SignatureScheme;
  readonly secrets: readonly string[];
  /** Where the type of an event stands, if it stands where only this provider has it. */
  readonly typeOf?: (payload: Json) => string | null;
}

/** A webhook as it came. */
export interface SignedHook {
  /** By its name in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
}

/** For the log: whoever sent it is told nothing of it. */
export type NotSigned = 'no-signature' | 'too-old' | 'too-new' | 'no-secret' | 'wrong-signature';

/**
 * Whether a webhook was signed by somebody who has one of the secrets, at about this time.
 *
 * By hand: `standardwebhooks` 1.1.1 makes a text of the bytes before it signs them, so that bytes which are no UTF-8 count as others;
 * writes the timestamp anew, knows one secret, and parses the body.
 * @param nowMs since the epoch
 * @returns why not; undefined where it was
 */
export function whyNotSigned({ scheme, secrets }: HookSigner, hook: SignedHook, nowMs: number): NotSigned | undefined {
  // Whichever was sent is looked at, also where nobody signs so: the work is by what came, and tells nobody whether there is such a
  // provider, and how it signs.
  const found = {
    standard: standard(scheme === 'standard' ? secrets : [], hook, nowMs),
    legacy: legacy(scheme === 'legacy' ? secrets : [], hook, nowMs),
  };
  return found[scheme];
}

/** Standard Webhooks 1.0.0, HMACs: `v1,<base64>` of `<id>.<timestamp>.<body>`, several of them with blanks between. */
function standard(secrets: readonly string[], { header, body }: SignedHook, nowMs: number): NotSigned | undefined {
  const [id = '', timestamp = '', signatures = ''] = ['id', 'timestamp', 'signature'].map((name) =>
    header(`webhook-${name}`),
  );
  if (id === '' || !/^[1-9]\d{0,11}$/.test(timestamp)) return 'no-signature';
  const given = signatures
    .split(' ')
    .flatMap((signature) => /^v1,([A-Za-z0-9+/]{43}=)$/.exec(signature)?.[1] ?? [])
    .map((base64) => Buffer.from(base64, 'base64'));
  if (given.length === 0) return 'no-signature';
  const signed = [Buffer.from(`${id}.${timestamp}.`), body];
  return outOfTime(Number(timestamp) * 1000, nowMs) ?? among(orNobodys(secrets).map(keyOf), [signed], given);
}

/**
 * M1.9: an HMAC of the body with sorted keys in `x-signature`, as hex or base64. The key is the secret as it is written; that which
 * it holds in base64 does as well. A `timestamp` in the body has to be of about this time; without one there is no telling.
 */
function legacy(secrets: readonly string[], { header, body }: SignedHook, nowMs: number): NotSigned | undefined {
  const given = digestIn(header('x-signature')?.trim() ?? '');
  if (given === undefined) return 'no-signature';
  const text = textOf(body);
  const forms = text === undefined ? undefined : sortedJson(text);
  if (forms === undefined) return 'wrong-signature';
  const keys = orNobodys(secrets).flatMap((secret) => [Buffer.from(secret), keyOf(secret)]);
  const signed = forms.map((form) => [Buffer.from(form)]);
  const wrong = among(keys, signed, [given]);
  if (wrong !== undefined) return wrong;
  const time = timeIn(JSON.parse(text!));
  return time === undefined ? undefined : outOfTime(time, nowMs);
}

/** In the place of a secret where there is none: as much is done then, and nobody has it. */
const NOBODYS = randomBytes(DIGEST_BYTES);

const orNobodys = (secrets: readonly string[]): readonly string[] => (secrets.length === 0 ? [''] : secrets);

/** All pairs are looked at, whichever fits: how long it takes tells nothing. */
function among(
  keys: readonly Buffer[],
  signed: readonly (readonly Buffer[])[],
  given: readonly Buffer[],
): NotSigned | undefined {
  let fitting = 0;
  for (const key of keys.map((one) => (one.length > 0 ? one : NOBODYS))) {
    for (const parts of signed) {
      const hmac = createHmac('sha256', key);
      for (const part of parts) hmac.update(part);
      const expected = hmac.digest();
      for (const digest of given) fitting += Number(timingSafeEqual(digest, expected));
    }
  }
  if (keys.every(({ length }) => length === 0)) return 'no-secret';
  return fitting > 0 ? undefined : 'wrong-signature';
}

/** `whsec_` and base64, or base64 alone. */
const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

function digestIn(text: string): Buffer | undefined {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  if (!/^[A-Za-z0-9+/]{43}=$/.test(text)) return undefined;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === DIGEST_BYTES ? bytes : undefined;
}

export function textOf(bytes: Uint8Array): string | undefined {
  try {
    // A mark at the beginning is part of what was sent.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function outOfTime(timeMs: number, nowMs: number): 'too-old' | 'too-new' | undefined {
  const offSeconds = Math.floor(nowMs / 1000) - Math.floor(timeMs / 1000);
  if (Number.isNaN(offSeconds) || offSeconds > HOOK_TOLERANCE_SECONDS) return 'too-old';
  return offSeconds < -HOOK_TOLERANCE_SECONDS ? 'too-new' : undefined;
}

/** Larger numbers are milliseconds. */
const MOST_SECONDS = 1e11;

/** Seconds or milliseconds since the epoch, or ISO 8601, where no zone means UTC. @returns NaN for a timestamp that is none */
function timeIn(payload: unknown): number | undefined {
  if (typeof payload !== 'object' || payload === null || !Object.hasOwn(payload, 'timestamp')) return undefined;
  const { timestamp } = payload as { timestamp: unknown };
  const text = typeof timestamp === 'number' || typeof timestamp === 'string' ? String(timestamp) : '';
  if (/^\d+(?:\.\d+)?$/.test(text)) return Number(text) < MOST_SECONDS ? Number(text) * 1000 : Number(text);
  return Date.parse(/^\d{4}-\d\d-\d\d[T ][\d:.]+$/.test(text) ? `${text}Z` : text);
}
