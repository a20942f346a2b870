import { metricLabels } from '../../shared/datasets/labels.ts';
import type { Sample } from '../../shared/observability/prometheus.ts';
import { listStagedPointers, type StagedPointer } from '../../shared/staging/staged-files.ts';
import { type Lease, listLeases } from '../../shared/sync/lease.ts';

/** What waits and what is under way, from the staging table. @param now epoch milliseconds */
export async function stagingSamples(tenantId: string | undefined, now: number): Promise<Sample[]> {
  const ours = <T extends { tenant_id: string }>(all: T[]): T[] =>
    all.filter(({ tenant_id }) => tenantId === undefined || tenant_id === tenantId);
  const [pointers, leases] = await Promise.all([listStagedPointers(), listLeases()]);
  return [...stagedFiles(ours(pointers), now), ...syncsUnderWay(ours(leases), now)];
}

const seconds = (since: string, now: number): number => Math.max(0, (now - Date.parse(since)) / 1000);

function stagedFiles(pointers: readonly StagedPointer[], now: number): Sample[] {
  return pointers.flatMap((pointer) => {
    const { tenant_id, file_type, held, upload_ids, newest } = pointer;
    const labels = { tenant: tenant_id, ...metricLabels(pointer), file_type };
    const waits = upload_ids.length > 0;
    return [
      { name: 'staged_files', labels: { ...labels, held: 'false' }, value: waits && !held ? 1 : 0 },
      { name: 'staged_files', labels: { ...labels, held: 'true' }, value: waits && held ? 1 : 0 },
      ...(waits
        ? [
            {
              name: 'staged_file_age_seconds',
              labels: { ...labels, held: String(held) },
              value: seconds(newest.staged_at, now),
            },
          ]
        : []),
    ];
  });
}

function syncsUnderWay(leases: readonly Lease[], now: number): Sample[] {
  const waiting = leases.filter(({ state }) => state === 'QUEUED').map(({ queued_at }) => seconds(queued_at, now));
  return [
    ...leases.map((lease) => ({
      name: 'sync_in_progress_seconds',
      labels: { tenant: lease.tenant_id, ...metricLabels(lease), state: lease.state },
      value: seconds(lease.queued_at, now),
    })),
    { name: 'sync_queue_oldest_seconds', labels: {}, value: Math.max(0, ...waiting) },
  ];
}
