import * as z from 'zod';

/** check-and-sync or sources → SQS pull queue → pull-source. Ids only: what is to be done stands in the pull. */
export const pullRequested = z.strictObject({
  type: z.literal('pull-requested'),
  version: z.literal(1),
  tenant_id: z.string().min(1),
  pull_id: z.uuid(),
  /** Of the request, or the tick, that asked for the pull: it is in every log line from there to the end. */
  request_id: z.string().min(1).max(128).optional(),
});

export type PullRequested = z.infer<typeof pullRequested>;

export const makePullRequested = (ids: Omit<PullRequested, 'type' | 'version'>): PullRequested => ({
  type: 'pull-requested',
  version: 1,
  ...ids,
});

/** @throws {z.ZodError | SyntaxError} for a message of another shape. */
export const parsePullRequested = (body: string): PullRequested => pullRequested.parse(JSON.parse(body));
