/** A part of a histogram, as Prometheus counts: each bucket holds what the ones before it do. */
export interface HistogramPart {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What one observation adds to a histogram. Buckets that it does not fall into are named too, with 0: so they exist. */
export function inBuckets(
  name: string,
  labels: Readonly<Record<string, string>>,
  observed: number,
  buckets: readonly number[],
): HistogramPart[] {
  return [
    ...buckets.map((bound) => ({
      name: `${name}_bucket`,
      labels: { ...labels, le: String(bound) },
      value: observed <= bound ? 1 : 0,
    })),
    { name: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: 1 },
    { name: `${name}_sum`, labels, value: observed },
    { name: `${name}_count`, labels, value: 1 },
  ];
}
