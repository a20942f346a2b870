import type { Slice } from '../contracts/slice.ts';
import type { SyncLog } from '../domain/sync.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import type { Logger } from '../observability/logger.ts';
import type { SyncLogPatch } from '../operations/sync-logs.ts';
import type { StageTimes } from '../pipeline/stage-times.ts';
import type { TenantStaging } from '../staging/tenant-staging.ts';
import type { Warehouse } from '../warehouse/client.ts';
import type { KeptLease } from './hold-lease.ts';
import type { Lease, LeaseHold } from './lease.ts';

/** Everything one attempt at a sync works with. */
export interface Attempt {
  readonly scope: TenantScope;
  readonly slice: Slice;
  readonly lease: Lease;
  readonly hold: LeaseHold;
  readonly kept: KeptLease;
  readonly warehouse: Warehouse;
  readonly staging: TenantStaging;
  readonly logger: Logger;
  /** The rows of this attempt and of no other: one that lost its lease writes where no reader looks. */
  readonly batchId: string;
  readonly times: StageTimes;
  /** The log as it is now; undefined when another attempt has taken the sync over. */
  advance(patch: SyncLogPatch): Promise<SyncLog | undefined>;
}
