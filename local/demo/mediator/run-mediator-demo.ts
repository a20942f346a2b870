import { randomBytes } from 'node:crypto';
import { ApiConnection, RefusedRequest } from '../../../shared/client/api-connection.ts';
import type { Page } from '../../../shared/domain/pagination.ts';
import type { WebhookBody } from '../../../shared/http/schemas/webhook.ts';
import { closeAccounts } from './closing.ts';
import { type DemoProvider, type DemoProviders, joinProvider, PROVIDER_CODES } from './demo-providers.ts';
import { removeDecider, runIdentities } from './identities.ts';
import { runPayments } from './payments.ts';
import { type AtEnd, Story } from './story.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

export interface MediatorDemo {
  readonly url: string;
  /** With the key of an admin. */
  readonly tenant: { readonly tenant_id: string; readonly api_key: string };
  readonly say: (line: string) => void;
  /** Ends the story; what it has made is put away all the same. */
  readonly interrupted: AbortSignal;
}

/**
 * Pays, refunds and verifies by providers of this process, looks at what came of each, and leaves nothing switched on behind it.
 * @returns whether all came as expected
 */
export async function runMediatorDemo({ url, tenant, say, interrupted }: MediatorDemo): Promise<boolean> {
  const story = new Story(say, interrupted);
  const undone: Parameters<AtEnd>[0][] = [];
  try {
    await tellAll(new ApiConnection(url, tenant, { interrupted }), story, tenant.tenant_id, (undo) => {
      undone.push(undo);
    });
  } catch (error) {
    interrupted.throwIfAborted();
    story.breakOff((error as Error).message);
  } finally {
    const afterwards = new ApiConnection(url, tenant);
    for (const undo of undone.toReversed()) {
      await undo(afterwards).catch((error: Error) => {
        // A service of ours ends with Ctrl-C too: the next demo finds what is left.
        if (!interrupted.aborted) story.breakOff(`it could not be put away: ${error.message}`);
      });
    }
  }
  say('');
  say(
    story.isAsExpected
      ? `${tenant.tenant_id}: all ${story.checks} checks came as expected.`
      : `${tenant.tenant_id}: NOT all came as expected: see the lines that say so.`,
  );
  return story.isAsExpected;
}

async function tellAll(api: ApiConnection, story: Story, tenantId: string, atEnd: AtEnd): Promise<void> {
  const run = randomBytes(3).toString('hex');
  story.say('');
  story.say(`${tenantId}: the mediator, with providers of this machine`);
  const providers = await tellProviders(api, story, atEnd);
  const { receiver, webhookId } = await tellWebhook(api, story, atEnd);
  const paid = await runPayments({ api, story, providers, run });
  const verifications = await runIdentities({ api, story, tenantId, provider: providers.DEMOKYC, run, atEnd });
  await closeAccounts({ api, story, providers, paid, verifications, receiver, webhookId });
}

async function tellProviders(api: ApiConnection, story: Story, atEnd: AtEnd): Promise<DemoProviders> {
  story.chapter('Providers');
  const joined: DemoProvider[] = [];
  const rows: string[][] = [];
  for (const code of PROVIDER_CODES) {
    const provider = await joinProvider(api, code, atEnd);
    const { type, simulator, webhook, isFound } = provider;
    const check = await api.send<{ is_healthy: boolean; detail: string }>('POST', `/api/providers/${code}/check`);
    const hooks = new URL(webhook.url).pathname;
    rows.push([code, type, simulator.url, hooks, isFound ? 'found again' : 'made', check.detail]);
    story.expect([{ what: `whether ${code} is well`, expected: true, came: check.is_healthy }]);
    joined.push(provider);
  }
  const titles = ['code', 'type', 'is called at', 'sends its webhooks to', 'was', 'asked how it is'];
  story.table(
    titles.map((title) => ({ title })),
    rows,
  );
  story.say(
    '    Their secrets were shown this once. What transactions name stays: found again, it gets its new address and',
  );
  story.say('    fresh secrets; the former ones end at once.');
  return Object.fromEntries(joined.map((provider) => [provider.code, provider])) as DemoProviders;
}

const DESCRIPTION = 'npm run demo -- --mediator';
const EVENTS = [
  ...(['transaction.completed', 'transaction.failed', 'transaction.unknown', 'transaction.refunded'] as const),
  ...(['kyc.verified', 'kyc.rejected', 'kyc.expired', 'kyc.revoked'] as const),
];

async function tellWebhook(
  api: ApiConnection,
  story: Story,
  atEnd: AtEnd,
): Promise<{ readonly receiver: WebhookReceiver; readonly webhookId: string }> {
  await putAwayFormer(api);
  const receiver = await startWebhookReceiver();
  atEnd(() => receiver.stop());
  const made = await api.send<WebhookBody & { secret: string }>('POST', '/api/webhooks', {
    url: receiver.url,
    description: DESCRIPTION,
    events: EVENTS,
  });
  receiver.secret = made.secret;
  atEnd((connection) => connection.send('DELETE', `/api/webhooks/${made.webhook_id}`));
  story.chapter('Webhook out');
  story.step({
    asked: `transaction.* and kyc.* to ${receiver.url}`,
    came: made.is_enabled ? 'made, enabled' : 'made, not enabled',
    why: 'From now on each of these events is sent there, signed. What came is counted at the end.',
    checks: [{ what: 'is_enabled', expected: true, came: made.is_enabled }],
  });
  return { receiver, webhookId: made.webhook_id };
}

/** What a demo has left that was cut off. */
async function putAwayFormer(api: ApiConnection): Promise<void> {
  const { data } = await api.send<Page<WebhookBody>>('GET', '/api/webhooks?limit=100');
  for (const { webhook_id, description } of data) {
    if (description === DESCRIPTION) await api.send('DELETE', `/api/webhooks/${webhook_id}`);
  }
  await removeDecider(api).catch((error) => {
    if (!(error instanceof RefusedRequest) || error.status !== 404) throw error;
  });
}
