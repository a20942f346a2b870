import { createHmac, randomBytes } from 'node:crypto';
import { readConfig } from '../config.ts';
import { sealer } from '../secrets/sealer.ts';

const PREFIX = 'whsec_';
const BYTES = 32;

interface Owner {
  readonly tenantId: string;
  readonly webhookId: string;
}

const sealed = () => sealer(readConfig(['webhooks']).webhooks.WEBHOOK_KEY, 'tranche webhook secrets v1');
/** What is copied to another webhook does not open there. */
const contextOf = ({ tenantId, webhookId }: Owner): string => `${tenantId}#${webhookId}`;

/** As Standard Webhooks writes them. */
export const newWebhookSecret = (): string => PREFIX + randomBytes(BYTES).toString('base64');

/** As it is kept: only functions that have the key of webhooks can open it. */
export const sealWebhookSecret = (owner: Owner, secret: string): Buffer =>
  sealed().close(owner.tenantId, contextOf(owner), secret);

export const openWebhookSecret = (owner: Owner, kept: Uint8Array): string =>
  sealed().open(owner.tenantId, contextOf(owner), kept).toString('utf8');

/**
 * The signatures of Standard Webhooks 1.0.0, one for each secret, with spaces between.
 * @param id of the event, the same with every attempt @param timestamp seconds since 1970, when it is sent
 */
export function signatures(secrets: readonly string[], id: string, timestamp: number, payload: string): string {
  const signed = `${id}.${timestamp}.${payload}`;
  return secrets
    .map((secret) => {
      const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
      return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
    })
    .join(' ');
}
