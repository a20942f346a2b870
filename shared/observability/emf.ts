import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { NAMESPACE } from './cloudwatch.ts';

const UNITS = {
  count: MetricUnit.Count,
  seconds: MetricUnit.Seconds,
  bytes: MetricUnit.Bytes,
  ratio: MetricUnit.NoUnit,
} as const;

export interface Measurement {
  /** By name, as in docs/observability.md. */
  readonly values: Readonly<Record<string, readonly [value: number, unit: keyof typeof UNITS]>>;
  /** Each set of dimensions makes a metric of its own in CloudWatch, and each of those costs money: few, small sets. */
  readonly dimensions: readonly Readonly<Record<string, string>>[];
  /** Found in the line, and not made a metric of. */
  readonly properties?: Readonly<Record<string, string | number>>;
  /** Where given, the values are counters of `/metrics` too: count-events gets the line and adds them up in Postgres. */
  readonly counted?: {
    /** `tenant` among them says whose it is. */
    readonly labels: Readonly<Record<string, string>>;
    /** Names what happened, where more than one line may tell of it: it is counted once. */
    readonly once?: string;
  };
}

let metrics: Metrics | undefined;

/**
 * One line of CloudWatch's embedded metric format on standard output: CloudWatch makes metrics of it, and nothing waits for
 * it. POWERTOOLS_METRICS_DISABLED=true turns it off.
 */
export function emit({ values, dimensions, properties = {}, counted }: Measurement): void {
  metrics ??= new Metrics({ namespace: NAMESPACE, serviceName: process.env.POWERTOOLS_SERVICE_NAME ?? 'tranche' });
  const marks = counted && {
    counted: 'yes',
    labels: JSON.stringify(counted.labels),
    ...(counted.once === undefined ? {} : { once: counted.once }),
  };
  // What is added is taken out again by publishing, and nothing is awaited in between: no other work can add to it.
  for (const set of dimensions) metrics.addDimensions({ ...set });
  for (const [name, value] of Object.entries({ ...properties, ...marks })) metrics.addMetadata(name, String(value));
  for (const [name, [value, unit]] of Object.entries(values)) metrics.addMetric(name, UNITS[unit], value);
  metrics.publishStoredMetrics();
}
