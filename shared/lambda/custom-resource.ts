import * as z from 'zod';

/** What CloudFormation asks of a custom resource, as far as it matters here. */
export const ResourceRequest = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  /** Takes the answer, by one PUT. */
  ResponseURL: z.url(),
  StackId: z.string(),
  RequestId: z.string(),
  LogicalResourceId: z.string(),
  PhysicalResourceId: z.string().optional(),
});
export type ResourceRequest = z.infer<typeof ResourceRequest>;

const ATTEMPTS = 5;
const TIMEOUT_MS = 10_000;
const PAUSE_MS = 500;
/** Longer answers are refused. */
const MAX_REASON = 2000;

/** What became of the resource, and what it is called from now on: CloudFormation takes no answer without a name. */
export type Outcome = { readonly id: string } & (
  | { readonly ok: true; readonly attributes?: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly reason: string }
);

/**
 * Tells CloudFormation how it went: the deployment goes on, or stops and shows the reason.
 * @throws when the answer cannot be delivered: the event is then given to the function again
 */
export async function answer(request: ResourceRequest, outcome: Outcome): Promise<void> {
  const body = JSON.stringify({
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
    PhysicalResourceId: outcome.id,
    ...(outcome.ok
      ? { Status: 'SUCCESS', Data: outcome.attributes ?? {} }
      : { Status: 'FAILED', Reason: outcome.reason.slice(0, MAX_REASON) }),
  });
  for (let attempt = 1; ; attempt++) {
    try {
      // The URL is signed without a content type.
      const { ok, status } = await fetch(request.ResponseURL, {
        method: 'PUT',
        headers: { 'content-type': '' },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      if (ok) return;
      throw new Error(`CloudFormation refused the answer with status ${status}`);
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * attempt));
    }
  }
}
