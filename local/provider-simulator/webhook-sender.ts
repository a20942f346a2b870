import { createHmac, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where webhooks go, and how they are signed. */
export interface WebhookTarget {
  readonly url: string;
  /** `whsec_` and base64. */
  readonly secret: string;
  /** Signed as M1.9 has it, instead of by Standard Webhooks. */
  readonly isLegacy?: boolean;
}

export interface Webhook {
  readonly id: string;
  readonly type: string;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface SentWebhook {
  readonly id: string;
  readonly type: string;
  /** 0 where nobody answered. */
  readonly status: number;
}

export const makeWebhook = (type: string, data: Webhook['data'], atMs = Date.now()): Webhook => ({
  id: `msg_${randomBytes(12).toString('hex')}`,
  type,
  timestamp: new Date(atMs).toISOString(),
  data,
});

/** JSON with sorted keys and without blanks, which is what the legacy scheme signs. */
export const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/** The bytes of a webhook, and the headers that prove whose it is. */
export function signedWebhook(
  { id, type, timestamp, data }: Webhook,
  { secret, isLegacy = false }: Pick<WebhookTarget, 'secret' | 'isLegacy'>,
  nowMs = Date.now(),
): { readonly body: string; readonly headers: Record<string, string> } {
  if (isLegacy) {
    const payload = { event_id: id, type, timestamp, data };
    const signature = createHmac('sha256', secret).update(sortedJson(payload)).digest('hex');
    return { body: JSON.stringify(payload), headers: { 'x-signature': signature } };
  }
  const body = JSON.stringify({ type, timestamp, data });
  const seconds = String(Math.floor(nowMs / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64');
  return {
    body,
    headers: { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` },
  };
}

const MOST_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 200;
const ATTEMPT_MS = 10_000;

/** Sends a webhook until it is taken, a few times; one that is signed wrongly only once. */
export async function sendWebhook(
  webhook: Webhook,
  target: WebhookTarget,
  signal: AbortSignal,
  note: (sent: SentWebhook) => void,
  { isWronglySigned = false } = {},
): Promise<void> {
  const secret = isWronglySigned ? `whsec_${randomBytes(32).toString('base64')}` : target.secret;
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    const { body, headers } = signedWebhook(webhook, { ...target, secret });
    const status = await fetch(target.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_MS)]),
    }).then(
      async (answer) => {
        await answer.arrayBuffer();
        return answer.status;
      },
      () => 0,
    );
    note({ id: webhook.id, type: webhook.type, status });
    if ((status >= 200 && status < 300) || isWronglySigned || attempt === MOST_ATTEMPTS) return;
    await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, { signal }).catch(() => {});
  }
}
