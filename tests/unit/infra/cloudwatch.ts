/** What a stack says of one alarm. */
export interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
  readonly Threshold: number;
  readonly ComparisonOperator: 'GreaterThanThreshold' | 'LessThanThreshold';
  readonly EvaluationPeriods: number;
  readonly TreatMissingData: 'breaching' | 'notBreaching';
  readonly Namespace?: string;
  readonly MetricName?: string;
  readonly Dimensions?: readonly Dimension[];
  readonly Period?: number;
  readonly Statistic?: string;
  readonly ExtendedStatistic?: string;
  readonly Metrics?: readonly Query[];
}
interface Dimension {
  readonly Name: string;
  readonly Value: unknown;
}
interface Query {
  readonly Id: string;
  readonly Expression?: string;
  readonly ReturnData?: boolean;
  readonly MetricStat?: {
    readonly Metric: {
      readonly Namespace: string;
      readonly MetricName: string;
      readonly Dimensions?: readonly Dimension[];
    };
    readonly Period: number;
    readonly Stat: string;
  };
}

/** One metric as an alarm or a panel names it. */
export interface Named {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, unknown>>;
}

/** A value that CloudWatch has got. */
export interface Point extends Named {
  readonly minute: number;
  readonly value: number;
}

interface Source extends Named {
  readonly id: string;
  readonly periodMinutes: number;
  readonly statistic: string;
}

const record = (dimensions: readonly Dimension[] = []): Record<string, unknown> =>
  Object.fromEntries(dimensions.map(({ Name, Value }) => [Name, Value]));
const keyOf = ({ namespace, name, dimensions }: Named): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** The metrics that an alarm looks at. */
export function sourcesOf(alarm: AlarmProperties): Source[] {
  if (alarm.MetricName !== undefined) {
    return [
      {
        id: 'it',
        namespace: alarm.Namespace as string,
        name: alarm.MetricName,
        dimensions: record(alarm.Dimensions),
        periodMinutes: (alarm.Period as number) / 60,
        statistic: (alarm.Statistic ?? alarm.ExtendedStatistic) as string,
      },
    ];
  }
  return (alarm.Metrics ?? []).flatMap(({ Id, MetricStat }) =>
    MetricStat === undefined
      ? []
      : [
          {
            id: Id,
            namespace: MetricStat.Metric.Namespace,
            name: MetricStat.Metric.MetricName,
            dimensions: record(MetricStat.Metric.Dimensions),
            periodMinutes: MetricStat.Period / 60,
            statistic: MetricStat.Stat,
          },
        ],
  );
}

/** The metrics that CloudWatch makes of a line in its embedded format, a value for each of its sets of dimensions. */
export function pointsOf(line: Readonly<Record<string, unknown>>, minute: number): Point[] {
  const { CloudWatchMetrics } = line._aws as {
    CloudWatchMetrics: readonly { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
  };
  return CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Dimensions.flatMap((names) =>
      Metrics.map(({ Name }) => ({
        namespace: Namespace,
        name: Name,
        dimensions: Object.fromEntries(names.map((name) => [name, line[name]])),
        value: line[Name] as number,
        minute,
      })),
    ),
  );
}

const STATISTICS: Readonly<Record<string, (values: readonly number[]) => number>> = {
  Sum: (values) => values.reduce((sum, value) => sum + value, 0),
  Average: (values) => values.reduce((sum, value) => sum + value, 0) / values.length,
  Maximum: (values) => Math.max(...values),
  Minimum: (values) => Math.min(...values),
  SampleCount: (values) => values.length,
  p95: (values) => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] as number,
};

/**
 * Whether an alarm is in ALARM at the end of a minute: as CloudWatch works it out, as far as the alarms of this app use
 * it. Periods end with that minute; an expression that cannot be worked out is no data.
 */
export function isAlarming(alarm: AlarmProperties, points: readonly Point[], atMinute: number): boolean {
  const sources = sourcesOf(alarm);
  const [minutes = 1] = sources.map(({ periodMinutes }) => periodMinutes);
  const gathered = (source: Source, period: number): number | undefined => {
    const end = atMinute - period * minutes;
    const values = points
      .filter((point) => keyOf(point) === keyOf(source) && point.minute <= end && point.minute > end - minutes)
      .map(({ value }) => value);
    const statistic = STATISTICS[source.statistic];
    if (statistic === undefined) throw new Error(`statistic ${source.statistic} is not known here`);
    return values.length === 0 ? undefined : statistic(values);
  };
  const value = (period: number): number | undefined => {
    const expression = alarm.Metrics?.find((query) => query.Expression !== undefined)?.Expression;
    const by = (id: string, back = 0) => gathered(sources.find((source) => source.id === id) as Source, period + back);
    if (expression === undefined) return by('it');
    const [, part, whole] = /^(\w+) \/ (\w+)$/.exec(expression) ?? [];
    if (part !== undefined && whole !== undefined) return dividing(by(part), by(whole));
    const [, counted] = /^DIFF\((\w+)\)$/.exec(expression) ?? [];
    if (counted === undefined) throw new Error(`expression ${expression} is not known here`);
    const [now, before] = [by(counted), by(counted, 1)];
    return now === undefined || before === undefined ? undefined : now - before;
  };
  const breaches = Array.from({ length: alarm.EvaluationPeriods }, (_, period) => {
    const found = value(period);
    if (found === undefined) return alarm.TreatMissingData === 'breaching';
    return alarm.ComparisonOperator === 'GreaterThanThreshold' ? found > alarm.Threshold : found < alarm.Threshold;
  });
  return breaches.every(Boolean);
}

const dividing = (part: number | undefined, whole: number | undefined): number | undefined =>
  part === undefined || whole === undefined || whole === 0 ? undefined : part / whole;
