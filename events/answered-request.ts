import * as z from 'zod';

/** One request that was answered, as far as it is counted. */
export interface AnsweredRequest {
  /** '' where it is nobody's in particular. */
  readonly tenantId: string;
  readonly method: string;
  /** As the API names the path, `/api/uploads/{upload_id}`, or `{none}`. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** A function → count-events: the line of each request that it answered (shared/lambda/request-log.ts). */
const ofFunction = z
  .object({
    http_requests_total: z.literal(1),
    http_request_duration_seconds: z.number().nonnegative(),
    labels: z
      .string()
      .transform((text, context) => {
        try {
          return JSON.parse(text) as unknown;
        } catch {
          context.addIssue({ code: 'custom', message: 'not JSON' });
          return z.NEVER;
        }
      })
      .pipe(
        z.object({
          tenant: z.string(),
          method: z.string(),
          route: z.string(),
          status: z.coerce.number().int(),
        }),
      ),
  })
  .transform(
    ({ labels: { tenant, ...labels }, http_request_duration_seconds: seconds }): AnsweredRequest => ({
      tenantId: tenant,
      ...labels,
      seconds,
    }),
  );

/** API Gateway fills its variables in as text, and `-` where one has no value. */
const orNothing = z.string().transform((text) => (text === '-' ? '' : text));

/**
 * The API's access log → count-events: what the gateway refused by itself, so that no function has a line about it. The
 * part of the line (infra/constructs/http-api.ts) that is counted.
 */
const ofGateway = z
  .object({
    method: z.string(),
    resource: orNothing,
    status: z.coerce.number().int(),
    latency_ms: z.coerce.number().nonnegative().catch(0),
    refusal: z.string().regex(/^[A-Z]/),
  })
  .transform(
    ({ method, resource, status, latency_ms }): AnsweredRequest => ({
      tenantId: '',
      method,
      route: resource === '' ? '{none}' : resource,
      status,
      seconds: latency_ms / 1000,
    }),
  );

/** Undefined for a line of another kind. */
export const readAnsweredRequest = (line: unknown): AnsweredRequest | undefined =>
  z.union([ofFunction, ofGateway]).safeParse(line).data;
