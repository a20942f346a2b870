import { z } from 'zod';

/** API Gateway fills its variables in as text, and `-` where one has no value. */
const orNothing = z.string().transform((text) => (text === '-' ? '' : text));

/**
 * The API's access log → count-events: one line a request, whoever answered it, the gateway's own refusals included. The
 * part of the line (infra/constructs/http-api.ts) that is counted.
 */
const answeredRequest = z.object({
  tenant_id: orNothing,
  method: z.string(),
  /** As the API names the path: `/api/uploads/{upload_id}`. */
  resource: orNothing,
  status: z.coerce.number().int(),
  latency_ms: z.coerce.number().nonnegative().catch(0),
});

export type AnsweredRequest = z.infer<typeof answeredRequest>;

/** Undefined for a line of another kind. */
export const readAnsweredRequest = (line: unknown): AnsweredRequest | undefined => answeredRequest.safeParse(line).data;
