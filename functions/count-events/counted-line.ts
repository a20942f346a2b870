import { z } from 'zod';
import type { Count } from '../../shared/operations/counters.ts';

/** A line that `emit` wrote with labels. */
const countedLine = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(z.object({ Metrics: z.array(z.object({ Name: z.string() })) })).length(1),
  }),
  labels: z.string(),
});
const labelsOf = z.record(z.string(), z.string());

/** The counts of a line; undefined for a line of another kind. */
export function readCountedLine(line: unknown): Count[] | undefined {
  const parsed = countedLine.safeParse(line).data;
  if (parsed === undefined) return undefined;
  const { tenant = '', ...labels } = labelsOf.parse(JSON.parse(parsed.labels));
  return parsed._aws.CloudWatchMetrics.flatMap(({ Metrics }) =>
    Metrics.map(({ Name }) => ({ name: Name, tenantId: tenant, labels, value: z.number().parse(parsed[Name]) })),
  );
}
