import type { FunctionName } from './functions.ts';
import type { Size } from './settings.ts';

/** What a size stands for. The figures of a sync are in docs/performance.md, the prices in docs/deploying.md. */
export interface Capacity {
  /** Aurora capacity units, at rest and at most; one is about 2 GB of memory. The schedule asks every minute: it never pauses. */
  readonly postgresUnits: { readonly least: number; readonly most: number };
  /** A second Postgres instance in another zone that takes over within a minute. */
  readonly postgresStandby: boolean;
  /** Of ClickHouse. A sync needs two cores and at most 4 GB, whatever the file. */
  readonly warehouseInstance: string;
  readonly warehouseDiskGib: number;
  /** Large syncs at the same time: what the warehouse's cores can bear. */
  readonly concurrentSyncs: number;
  /** Requests of one bank that the warehouse works on at the same time. */
  readonly readsAtATime: number;
  /** Files that are staged at the same time: each is read once, as fast as S3 gives it. */
  readonly concurrentStagings: number;
  readonly natGateways: number;
  /** Requests a second that the API takes in the long run, and at once. */
  readonly requests: { readonly rate: number; readonly burst: number };
}

export const CAPACITY: Readonly<Record<Size, Capacity>> = {
  small: {
    postgresUnits: { least: 0.5, most: 2 },
    postgresStandby: false,
    warehouseInstance: 'm7g.large',
    warehouseDiskGib: 100,
    concurrentSyncs: 2,
    readsAtATime: 2,
    concurrentStagings: 10,
    natGateways: 1,
    requests: { rate: 50, burst: 100 },
  },
  medium: {
    postgresUnits: { least: 0.5, most: 8 },
    postgresStandby: true,
    warehouseInstance: 'm7g.2xlarge',
    warehouseDiskGib: 500,
    concurrentSyncs: 4,
    readsAtATime: 4,
    concurrentStagings: 20,
    natGateways: 1,
    requests: { rate: 200, burst: 400 },
  },
  large: {
    postgresUnits: { least: 2, most: 32 },
    postgresStandby: true,
    warehouseInstance: 'r7g.4xlarge',
    warehouseDiskGib: 2000,
    concurrentSyncs: 8,
    readsAtATime: 8,
    concurrentStagings: 40,
    natGateways: 2,
    requests: { rate: 1000, burst: 2000 },
  },
};

/** Workers for syncs of some thousand rows: beside the large ones, which take minutes. */
export const SMALL_SYNCS = 2;

/** Sources that are pulled at the same time, over all tenants: mostly they are waited for. */
export const PULLS = 4;

/** Streams that are worked off at the same time, over all tenants: each takes some tenths of a second. */
export const STREAM_WORKERS = 4;

/** Workers of the mediator, over all tenants: mostly they wait for providers. */
export const MEDIATOR_WORKERS = 6;

/** Workers that deliver webhooks, over all tenants: mostly they wait for receivers. */
export const WEBHOOK_WORKERS = 4;

/**
 * What the work in the background always gets of the concurrent calls of an account, and never more: a flood of requests
 * leaves it room, and a flood of files leaves room for requests. Lambda keeps a hundred for all other functions.
 */
export const reservedConcurrency = ({
  concurrentSyncs,
  concurrentStagings,
}: Pick<Capacity, 'concurrentSyncs' | 'concurrentStagings'>): Partial<Record<FunctionName, number>> => ({
  'run-sync': concurrentSyncs + SMALL_SYNCS,
  'stage-upload': concurrentStagings,
  'pull-source': PULLS,
  'record-events': STREAM_WORKERS,
  mediate: MEDIATOR_WORKERS,
  'deliver-webhooks': WEBHOOK_WORKERS,
});
