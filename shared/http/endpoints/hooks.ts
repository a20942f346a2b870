import * as z from 'zod';
import {
  HOOK_STATUSES,
  HOOK_TOLERANCE_SECONDS,
  hookEvent,
  hookEventRead,
  hookSummary,
  MAX_HOOK_BYTES,
  MAX_HOOK_NAME,
} from '../../domain/hook.ts';
import { pageQuery } from '../../domain/pagination.ts';
import { MEDIATION_DAYS } from '../../domain/provider.ts';
import { WRITERS } from '../../domain/roles.ts';
import { listOf, timestampParameter } from '../../domain/values.ts';
import { endpoint, rawBytes } from '../../lambda/endpoint.ts';
import { receivedHookBody } from '../schemas/hook.ts';

const common = { tag: 'hooks', access: 'tenant', function: 'hooks' } as const;
const ofEvent = { ...common, params: z.strictObject({ hook_id: z.uuid() }) };
const name = z.string().min(1).max(MAX_HOOK_NAME).optional();

export const receiveHook = endpoint({
  operationId: 'receiveHook',
  method: 'POST',
  path: '/hooks/{tenant_id}/{provider_code}',
  summary: 'A webhook of a provider',
  description:
    'No credentials but a signature over the bytes that are sent: Standard Webhooks 1.0.0 (`webhook-id`, `webhook-timestamp`, ' +
    '`webhook-signature`: HMACs, `v1`) with the `webhook_secret` of the provider, at most ' +
    `${HOOK_TOLERANCE_SECONDS} seconds old or early. Of a provider whose \`signature_scheme\` is \`legacy\`: \`x-signature\`, an HMAC-SHA256 ` +
    'in hex or base64 of the JSON with sorted keys. Answered once it is written down; it is applied soon after. The same id within ' +
    `${MEDIATION_DAYS} days is a duplicate, whatever else it says: after a failure, send the same again.`,
  tag: 'hooks',
  access: 'public',
  function: 'hooks',
  limit: 'hooks',
  replayable: false,
  rawBody: true,
  body: rawBytes,
  maxBodyBytes: MAX_HOOK_BYTES,
  params: z.strictObject({ tenant_id: z.string().max(100), provider_code: z.string().max(100) }),
  success: { status: 200, description: 'It is written down, or was before.', schema: receivedHookBody },
  problems: ['signature-invalid'],
});

export const listWebhookEvents = endpoint({
  ...common,
  operationId: 'listWebhookEvents',
  method: 'GET',
  path: '/api/webhook-events',
  summary: 'Webhooks that came in, newest first',
  description: `They are kept for ${MEDIATION_DAYS} days.`,
  query: z.strictObject({
    provider: name,
    event_type: name,
    event_id: name.meta({ description: "The provider's own id." }),
    status: z.enum(HOOK_STATUSES).optional(),
    subject: name.meta({ description: 'Id of a transaction or of a request to verify.' }),
    from: timestampParameter.optional().meta({ description: 'It came then or later.' }),
    to: timestampParameter.optional().meta({ description: 'It came before then.' }),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of them.', schema: listOf(hookEvent) },
  problems: ['invalid-cursor'],
});

export const summarizeWebhookEvents = endpoint({
  ...common,
  operationId: 'summarizeWebhookEvents',
  method: 'GET',
  path: '/api/webhook-events/summary',
  summary: 'What became of the webhooks of the last 24 hours',
  success: { status: 200, description: 'How many there are of each status.', schema: hookSummary },
  problems: [],
});

export const getWebhookEvent = endpoint({
  ...ofEvent,
  operationId: 'getWebhookEvent',
  method: 'GET',
  path: '/api/webhook-events/{hook_id}',
  summary: 'Read a webhook that came in',
  success: { status: 200, description: 'With its body, for an admin.', schema: hookEventRead },
  problems: ['not-found'],
});

export const retryWebhookEvent = endpoint({
  ...ofEvent,
  operationId: 'retryWebhookEvent',
  method: 'POST',
  path: '/api/webhook-events/{hook_id}/retry',
  summary: 'Have a webhook applied once more',
  description: 'One that has failed or is parked. Applying one twice does no harm.',
  roles: WRITERS,
  success: { status: 200, description: 'It is pending again.', schema: hookEvent },
  problems: ['not-found', 'wrong-state'],
});

export const cancelWebhookEvent = endpoint({
  ...ofEvent,
  operationId: 'cancelWebhookEvent',
  method: 'POST',
  path: '/api/webhook-events/{hook_id}/cancel',
  summary: 'Give a webhook up',
  description:
    'One that nothing has come of. What is being applied at that very moment may still be completed, and says so then.',
  roles: WRITERS,
  success: { status: 200, description: 'It is cancelled.', schema: hookEvent },
  problems: ['not-found', 'wrong-state'],
});
