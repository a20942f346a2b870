import * as z from 'zod';

/** providers, transactions, kyc, hooks, mediate itself or check-and-sync → SQS mediator queue → mediate. What is to be done waits in Postgres. */
export const mediationDue = z.strictObject({
  type: z.literal('mediation-due'),
  version: z.literal(1),
  tenant_id: z.string().min(1),
  /** Whether what is past its time is removed too: asked for by the schedule. */
  tidy: z.boolean().optional(),
  /** Of the request, or the tick, that asked for it. */
  request_id: z.string().min(1).max(128).optional(),
});

export type MediationDue = z.infer<typeof mediationDue>;

export const makeMediationDue = (ids: Omit<MediationDue, 'type' | 'version'>): MediationDue => ({
  type: 'mediation-due',
  version: 1,
  ...ids,
});

/** @throws {z.ZodError | SyntaxError} for a message of another shape. */
export const parseMediationDue = (body: string): MediationDue => mediationDue.parse(JSON.parse(body));
