import { createHmac, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { ProblemDocument } from './answers.ts';
import { type Answer, type Bank, waitFor } from './bank.ts';
import { type MadeProvider, makeProvider, sandboxAt } from './sandbox-providers.ts';

/** A webhook that came in, as the API answers it. */
export interface WebhookEvent {
  readonly hook_id: string;
  readonly event_id: string;
  readonly provider: string;
  readonly event_type: string;
  readonly status: string;
  readonly outcome: string | null;
  readonly subject: string | null;
  readonly attempts: number;
  readonly duplicates: number;
}

/** A payment provider at an address where nobody has to be. */
export const hookedProvider = (bank: Bank, code: string, more: object = {}): Promise<MadeProvider> =>
  makeProvider(bank, { ...sandboxAt(code, 'http://127.0.0.1:9'), ...more });

export type Headers = Readonly<Record<string, string>>;

/** Signed by the implementation that the standard's authors publish. */
export function standardHeaders(
  secret: string,
  body: string,
  { id = randomUUID() as string, at = Date.now() } = {},
): Headers {
  const time = new Date(at);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(time.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, time, body),
  };
}

/** Of a provider of the old scheme: a text with sorted keys already. */
export const legacyHeaders = (secret: string, sorted: string): Headers => ({
  'x-signature': createHmac('sha256', secret).update(sorted).digest('hex'),
});

export interface Taken extends ProblemDocument {
  readonly received?: boolean;
  readonly duplicate?: boolean;
}

/** As a provider sends it: without a credential of the bank. */
export async function sendHook(
  bank: Bank,
  path: string,
  body: string | Uint8Array,
  headers: Headers,
): Promise<Answer<Taken>> {
  const response = await fetch(bank.address(path), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: body as NonNullable<RequestInit['body']>,
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Taken };
}

/** A webhook, once nobody works on it any more. */
export async function settledEvent(bank: Bank, eventId: string): Promise<WebhookEvent> {
  const [event] = await waitFor(
    `what becomes of ${eventId}`,
    () => bank.all<WebhookEvent>('/api/webhook-events', { event_id: eventId }),
    (events) => events.length > 0 && events.every(({ status }) => status !== 'pending' && status !== 'processing'),
  );
  return event!;
}

/** A webhook that came in for a bank. @returns our id of it */
export async function cameIn(bank: Bank, code: string): Promise<string> {
  const body = '{"type":"bank.statement"}';
  const { webhook_secret } = await hookedProvider(bank, code);
  const headers = standardHeaders(webhook_secret, body);
  await sendHook(bank, `/hooks/${bank.tenantId}/${code}`, body, headers);
  return (await settledEvent(bank, headers['webhook-id']!)).hook_id;
}
