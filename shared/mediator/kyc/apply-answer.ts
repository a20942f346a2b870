import { isFinal } from '../../domain/kyc.ts';
import type { Operations, Queryable } from '../../operations/database.ts';
import type { Applied, ProviderEvent } from '../adapter.ts';
import { findRequest, type RequestRow } from './request-record.ts';
import { type Step, stepRequest } from './step-request.ts';
import { type ProviderAnswer, verdictOf } from './verification-result.ts';

/** How often a provider is asked what became of a verification. */
export const ASK_AGAIN_SECONDS = 300;

export type VerificationEvent = Extract<ProviderEvent, { readonly about: 'verification' }>;

/**
 * Applies what a provider says of a verification in a webhook. Forward only: what is decided stays as it is, whoever decided it.
 * Whoever calls it asks deliver-webhooks for what waits (`sendWebhooksDue`), where something was applied.
 * @param provider whose webhook it is: of others' verifications it says nothing
 * @param by shown in the history
 */
export const applyVerificationEvent = (
  operations: Operations,
  provider: string,
  { requestId, reference, answer }: VerificationEvent,
  by: string,
): Promise<Applied> =>
  operations.transaction(async (inside) => {
    const found = await requestNamed(inside, provider, { requestId, reference });
    if (!found) return { status: 'not-found', detail: 'no verification of this provider has this id or reference' };
    return applyAnswer(inside, operations.scope.tenantId, found, answer, by);
  });

/** Applies an answer to a request, in the transaction that has it locked. */
export async function applyAnswer(
  inside: Queryable,
  tenantId: string,
  request: RequestRow,
  answer: ProviderAnswer,
  by: string,
): Promise<Applied> {
  const subject = request.request_id;
  const { status } = request;
  const step = stepOf(answer, by);
  if (isFinal(status)) {
    const isSame = step.to === status || step.to === 'processing';
    return { status: isSame ? 'already' : 'refused', subject, detail: `the verification is ${status}` };
  }
  if (step.to === status) {
    await inside.query(
      `UPDATE kyc_requests SET status_details = $2, provider_reference = coalesce($3, provider_reference),
         due_at = now() + make_interval(secs => $4) WHERE request_id = $1`,
      [subject, step.details, answer.reference, ASK_AGAIN_SECONDS],
    );
    return { status: 'already', subject, detail: `the verification is ${status}` };
  }
  await stepRequest(inside, tenantId, request, step);
  return { status: 'applied', subject, detail: `the verification is ${step.to}` };
}

function stepOf(answer: ProviderAnswer, by: string): Step {
  const { outcome, reference } = answer;
  if (outcome === 'processing') {
    const details = 'waits-for-provider';
    return { to: outcome, by, reason: null, details, reference, askInSeconds: ASK_AGAIN_SECONDS };
  }
  const verdict = verdictOf({ ...answer, outcome });
  const details = verdict.status === 'failed' ? verdict.detail : 'decided-by-provider';
  const result = verdict.status === 'failed' ? {} : { result: verdict.result };
  return { to: verdict.status, by, reason: details, details, reference, personal: verdict.personal, ...result };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** By our id, or else by the provider's, if only one has it. Locked. */
async function requestNamed(
  inside: Queryable,
  provider: string,
  { requestId, reference }: Pick<VerificationEvent, 'requestId' | 'reference'>,
): Promise<RequestRow | undefined> {
  const rows =
    requestId === null
      ? await inside.query<{ request_id: string }>(
          'SELECT request_id FROM kyc_requests WHERE provider = $1 AND provider_reference = $2 LIMIT 2',
          [provider, reference],
        )
      : [{ request_id: requestId }];
  const [named] = rows;
  if (!named || rows.length > 1 || !UUID.test(named.request_id)) return undefined;
  const found = await findRequest(inside, named.request_id, { isLocked: true });
  return found?.provider === provider ? found : undefined;
}
