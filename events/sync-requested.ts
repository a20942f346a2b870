import * as z from 'zod';

/** check-and-sync or sync → SQS sync queue → run-sync. Ids only: what is to be done stands in the lease and the log. */
export const syncRequested = z.strictObject({
  type: z.literal('sync-requested'),
  version: z.literal(1),
  tenant_id: z.string().min(1),
  dataset: z.string().min(1),
  variant: z.string().min(1).nullable(),
  sync_id: z.uuid(),
  /** Whose workers take it: see shared/sync/turns.ts. */
  lane: z.enum(['large', 'small']).default('large'),
  /** Of the request, or the tick, that asked for the sync: it is in every log line from there to the end. */
  request_id: z.string().min(1).max(128).optional(),
});

export type SyncRequested = z.infer<typeof syncRequested>;

export const makeSyncRequested = (ids: Omit<SyncRequested, 'type' | 'version'>): SyncRequested => ({
  type: 'sync-requested',
  version: 1,
  ...ids,
});

/** @throws {z.ZodError | SyntaxError} for a message of another shape. */
export const parseSyncRequested = (body: string): SyncRequested => syncRequested.parse(JSON.parse(body));
