import * as z from 'zod';
import type { Count } from '../../shared/operations/counters.ts';

/** A line that `emit` wrote to be counted. */
const countedLine = z.looseObject({
  _aws: z.object({
    CloudWatchMetrics: z.array(z.object({ Metrics: z.array(z.object({ Name: z.string() })) })).length(1),
  }),
  labels: z.string(),
  once: z.string().optional(),
});
const labelsOf = z.record(z.string(), z.string());

export interface Report {
  readonly counts: readonly Count[];
  /** Names what happened, where more than one line may tell of it. */
  readonly once?: string | undefined;
}

/** Undefined for a line of another kind. */
export function readCountedLine(line: unknown): Report | undefined {
  const parsed = countedLine.safeParse(line).data;
  if (parsed === undefined) return undefined;
  const { tenant = '', ...labels } = labelsOf.parse(JSON.parse(parsed.labels));
  const counts = parsed._aws.CloudWatchMetrics.flatMap(({ Metrics }) =>
    Metrics.map(({ Name }) => ({ name: Name, tenantId: tenant, labels, value: z.number().parse(parsed[Name]) })),
  );
  return { counts, once: parsed.once };
}
