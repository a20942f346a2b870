import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { NAMESPACE } from '../../shared/observability/cloudwatch.ts';

/** Numbers that the functions of one installation emit (shared/observability/emf.ts). */
export class TrancheMetrics {
  readonly #service: string;

  /** @param service the dimension that tells installations apart */
  constructor(service: string) {
    this.#service = service;
  }

  /** What has been counted within a period. */
  sum(name: string, minutes: number, dimensions: Readonly<Record<string, string>> = {}): Metric {
    return this.metric(name, Stats.SUM, minutes, dimensions);
  }

  /** The highest that has been measured within a period. */
  highest(name: string, minutes = 1): Metric {
    return this.metric(name, Stats.MAXIMUM, minutes);
  }

  metric(
    metricName: string,
    statistic: string,
    minutes: number,
    dimensions: Readonly<Record<string, string>> = {},
  ): Metric {
    return new Metric({
      namespace: NAMESPACE,
      metricName,
      dimensionsMap: { service: this.#service, ...dimensions },
      statistic,
      period: Duration.minutes(minutes),
    });
  }

  /** One line for each value of a dimension, such as each function: for dashboards; alarms cannot search. */
  each(name: string, statistic: string, minutes: number, ...dimensions: readonly string[]): MathExpression {
    const schema = [NAMESPACE, 'service', ...dimensions].join(',');
    return new MathExpression({
      expression: `SEARCH('{${schema}} MetricName="${name}" service="${this.#service}"', '${statistic}', ${minutes * 60})`,
      label: '',
      period: Duration.minutes(minutes),
    });
  }
}

/** What the machine of ClickHouse tells of itself (infra/clickhouse/setup.sh), each minute. */
export const machineMetric = (installation: string, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: NAMESPACE,
    metricName,
    dimensionsMap: { Installation: installation },
    period: Duration.minutes(5),
    statistic,
  });

/** The part of one number in another. */
export const share = (part: Metric, whole: Metric, label: string): MathExpression =>
  new MathExpression({ expression: 'part / whole', usingMetrics: { part, whole }, label, period: part.period });

/** By how much a number grew from one period to the next; when what counts begins anew, it is below zero. */
export const growth = (of: Metric, label: string): MathExpression =>
  new MathExpression({ expression: 'DIFF(counted)', usingMetrics: { counted: of }, label, period: of.period });
