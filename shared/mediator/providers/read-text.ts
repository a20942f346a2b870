import { scaled, unscaled } from '../../contracts/kinds/decimal.ts';
import { parseExact } from '../../domain/exact-json.ts';
import { ExactNumber } from '../../domain/exact-number.ts';
import { valueAt } from '../../domain/json-pointer.ts';
import { plainNumber } from '../../domain/plain-number.ts';
import { isPlainText } from '../../domain/plain-text.ts';
import type { Answer, Json } from '../adapter.ts';
import { decimalsOf, isCurrency } from '../money/currencies.ts';
import type { HttpDescription } from './description.ts';

/** Of ids and codes that providers give. */
const MOST_OF_ID = 200;
const MOST_OF_MESSAGE = 500;
const DEEPEST = 32;
const MOST_KEPT = 64 * 1024;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** What a provider sends, its numbers as texts, digit by digit. @returns undefined for what is no JSON */
export function readProviderJson(bytes: Uint8Array): Json | undefined {
  try {
    return parseExact(decoder.decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}

/** A text or a number where the pointer leads, as text. */
export function textAt(value: unknown, pointer: string | undefined): string | undefined {
  if (pointer === undefined) return undefined;
  const found = valueAt(value, pointer);
  if (typeof found === 'string') return found;
  if (found instanceof ExactNumber) return plainNumber(found.text);
  if (typeof found === 'number' && Number.isFinite(found)) return plainNumber(String(found));
  return typeof found === 'boolean' ? String(found) : undefined;
}

/** What may be an id of ours, or the provider's own; null for anything else. */
export function idAt(value: unknown, pointer: string | undefined): string | null {
  const text = textAt(value, pointer);
  return text !== undefined && text !== '' && text.length <= MOST_OF_ID && isPlainText(text) ? text : null;
}

/** In one line, and not long. */
export function messageAt(value: unknown, pointer: string | undefined): string | null {
  const text = (textAt(value, pointer) ?? '').replace(/[\s\p{C}\ufffd]+/gu, ' ').trim();
  return text === '' ? null : text.slice(0, MOST_OF_MESSAGE).toWellFormed();
}

/** `undefined` where the amount is there and cannot be read: that is something else than none. */
export function amountAt(
  value: unknown,
  pointer: string,
  currency: string | null,
  form: HttpDescription['amounts'],
): string | null | undefined {
  if ((valueAt(value, pointer) ?? null) === null) return null;
  const text = textAt(value, pointer) ?? '';
  if (!/^\d{1,30}(?:\.\d{1,30})?$/.test(text)) return undefined;
  const isKnown = currency !== null && isCurrency(currency);
  if (form === 'minor') {
    return isKnown && !text.includes('.') ? scaled(BigInt(text), decimalsOf(currency)) : undefined;
  }
  if (!isKnown) return text;
  const scale = decimalsOf(currency);
  const needed = text.replace(new RegExp(`(\\.\\d{${scale}})0+$`), '$1').replace(/\.$/, '');
  return (needed.split('.')[1] ?? '').length > scale ? text : scaled(unscaled(needed, scale), scale);
}

/**
 * What is kept of what a provider said: without characters that no database takes, and without what only we should know, should it
 * say that back.
 * @returns null for what is too long or too deep to be kept
 */
export function kept(value: Json | undefined, secrets: readonly string[]): Json {
  if (value === undefined) return null;
  try {
    const clean = cleaned(value, secrets, 0);
    return JSON.stringify(clean).length > MOST_KEPT ? null : clean;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function cleaned(value: unknown, secrets: readonly string[], depth: number): Json {
  if (depth > DEEPEST) throw new RangeError('too deep');
  if (typeof value === 'string') return cleanText(value, secrets);
  if (value instanceof ExactNumber) return plainNumber(value.text);
  if (Array.isArray(value)) return value.map((item) => cleaned(item, secrets, depth + 1));
  if (typeof value !== 'object' || value === null) return value as Json;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [cleanText(name, secrets), cleaned(inner, secrets, depth + 1)]),
  );
}

/** Shorter ones would be found everywhere. */
const SHORTEST_SECRET = 8;

/**
 * The forms in which secrets come back: as they are, as base64 and hexadecimal digits, in an address, and without the prefix that a
 * secret of webhooks has. The longest first: one that begins like another is not to leave its end behind.
 */
export function formsOf(secrets: Iterable<string>): string[] {
  const forms = [...secrets].flatMap((secret) => {
    if (secret.length < SHORTEST_SECRET) return [];
    const bytes = Buffer.from(secret);
    const encoded = (['base64', 'base64url', 'hex'] as const).map((form) => bytes.toString(form).replace(/=+$/, ''));
    return [secret, secret.replace(/^whsec_/, ''), encodeURIComponent(secret.toWellFormed()), ...encoded];
  });
  return [...new Set(forms)].toSorted((a, b) => b.length - a.length);
}

/** An answer without secrets that its provider has said back. */
export function cleanAnswer(answer: Answer, secrets: readonly string[]): Answer {
  if ('reason' in answer) return { ...answer, reason: cleanText(answer.reason, secrets) };
  const clean = (text: string | null) => (text === null ? null : cleanText(text, secrets));
  const { reference, data, code, message } = answer;
  return {
    ...answer,
    reference: clean(reference),
    data: kept(data, secrets),
    code: clean(code),
    message: clean(message),
  };
}

/** Without the secrets, and without what no database takes. */
export function cleanText(text: string, secrets: readonly string[]): string {
  let clean = text;
  for (const secret of secrets) if (secret.length >= SHORTEST_SECRET) clean = clean.replaceAll(secret, '***');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
  return clean.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/gu, '\ufffd');
}
