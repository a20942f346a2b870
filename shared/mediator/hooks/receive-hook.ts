import { v7 as uuidv7 } from 'uuid';
import { MAX_HOOK_NAME, UNTYPED_HOOK } from '../../domain/hook.ts';
import { isPlainText } from '../../domain/plain-text.ts';
import { fieldError, Problem } from '../../domain/problems.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import type { Operations } from '../../operations/database.ts';
import type { Json } from '../adapter.ts';
import { sealBody } from './sealed-body.ts';
import { type HookSigner, type SignedHook, textOf } from './signature.ts';

/** A webhook whose signature is proven. */
export interface NewHook {
  readonly provider: string;
  readonly event_id: string;
  readonly event_type: string;
  readonly body: Buffer;
  readonly address: string;
}

/**
 * What of a webhook says what it is: the id by which it is known when it comes again, and the type.
 * @throws {Problem} 400 `invalid-request` for an id that is none
 */
export function namesOf(
  { scheme, typeOf }: Pick<HookSigner, 'scheme' | 'typeOf'>,
  { header, body }: SignedHook,
): Pick<NewHook, 'event_id' | 'event_type'> {
  const payload = objectIn(body);
  const given = scheme === 'standard' ? header('webhook-id') : payload.event_id;
  const id = typeof given === 'number' ? String(given) : given;
  if (typeof id !== 'string' || !isName(id)) {
    const field = scheme === 'standard' ? 'webhook-id' : 'event_id';
    const errors = [fieldError(field, 'format', serviceSentence('hook-event-id', { most: MAX_HOOK_NAME }))];
    throw new Problem('invalid-request', serviceSentence('not-accepted', { fields: field }), { errors });
  }
  const types: unknown[] = [typeOf?.(payload), payload.type, payload.event_type];
  const type = types.find((value): value is string => typeof value === 'string' && isName(value));
  return { event_id: id, event_type: type ?? UNTYPED_HOOK };
}

const isName = (text: string): boolean =>
  text.length > 0 && text.length <= MAX_HOOK_NAME && text.trim() === text && isPlainText(text);

/** Signed is whatever was signed: what is no JSON is kept all the same, and parked. */
function objectIn(body: Buffer): { readonly [name: string]: Json } {
  try {
    const payload: unknown = JSON.parse(textOf(body) ?? '');
    return typeof payload === 'object' && payload !== null ? (payload as { [name: string]: Json }) : {};
  } catch {
    return {};
  }
}

/** What became of it. */
export interface Received {
  readonly isNew: boolean;
  /** Whether it waits to be applied. */
  readonly isPending: boolean;
}

/**
 * Writes a webhook down, once. One statement: whoever sends it at the same time, one is the first, and once it is committed it cannot
 * be lost.
 * @returns undefined where its provider was removed a moment ago
 */
export async function receiveHook(operations: Operations, hook: NewHook): Promise<Received | undefined> {
  const hookId = uuidv7();
  try {
    const [row] = await operations.query<{ hook_id: string; status: string }>(
      `INSERT INTO hook_events AS known (hook_id, provider, event_id, event_type, body, body_bytes, address, due_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, now())
       ON CONFLICT (provider, event_id) DO UPDATE SET duplicates = known.duplicates + 1
       RETURNING hook_id, status`,
      [
        ...[hookId, hook.provider, hook.event_id, hook.event_type],
        ...[sealBody(operations.scope, hookId, hook.body), hook.body.length, hook.address],
      ],
    );
    return { isNew: row!.hook_id === hookId, isPending: row!.status === 'pending' };
  } catch (error) {
    if ((error as { code?: unknown }).code === FOREIGN_KEY_VIOLATION) return undefined;
    throw error;
  }
}

const FOREIGN_KEY_VIOLATION = '23503';
