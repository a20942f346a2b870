import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Stats,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface Watch {
  /** Of one number; its period is how long that is gathered. */
  readonly metric: IMetric;
  /** What is too much, or too little. */
  readonly limit: { readonly above: number } | { readonly below: number };
  /** What happened, for whoever is woken up. What to do is in the runbook. */
  readonly meaning: string;
  /** The section of docs/runbook.md, as its address has it. */
  readonly section: string;
  /** Periods one after the other that are beyond the limit. */
  readonly periods?: number;
  /** Whether silence is bad news too. */
  readonly silenceIsBad?: boolean;
}

/** What all alarms of an installation have in common. */
export interface AlarmDesk {
  readonly topic: ITopic;
  /** Where the runbook is read, up to the section. */
  readonly runbook: string;
  /** Before the name of every alarm. */
  readonly prefix: string;
  /** Whether alarms may be on expressions: emulators refuse those. */
  readonly expressions: boolean;
  /** Names of all alarms, in the order in which they are made: the dashboard shows them. */
  readonly names: string[];
}

/** Alarms of one stack, all told to one topic. An alarm stands in the stack of what it watches, so that both go together. */
export class Alarms extends Construct {
  readonly #desk: AlarmDesk;

  constructor(scope: Construct, id: string, desk: AlarmDesk) {
    super(scope, id);
    this.#desk = desk;
  }

  watch(id: string, { metric, limit, meaning, section, periods = 1, silenceIsBad = false }: Watch): void {
    if (metric instanceof MathExpression && !this.#desk.expressions) return;
    const alarmName = `${this.#desk.prefix}-${id}`;
    const alarm = new Alarm(this, id, {
      alarmName,
      metric,
      ...('above' in limit
        ? { threshold: limit.above, comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD }
        : { threshold: limit.below, comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD }),
      evaluationPeriods: periods,
      treatMissingData: silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `${meaning} What to do: ${this.#desk.runbook}#${section}`,
    });
    const tell = new SnsAction(this.#desk.topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    this.#desk.names.push(alarmName);
  }

  deadLetters(queue: IQueue, meaning: string): void {
    this.watch(`${queue.node.id}NotEmpty`, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
      limit: { above: 0 },
      meaning,
      section: 'dead-letters',
    });
  }

  /** Messages that nobody takes, although they are delivered again. */
  backlog(queue: IQueue, oldest: Duration, meaning: string): void {
    this.watch(`${queue.node.id}Waits`, {
      metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
      limit: { above: oldest.toSeconds() },
      meaning,
      section: 'sync-queue-waits',
    });
  }

  function(lambda: IFunction): void {
    const name = lambda.node.id;
    const sum = { period: Duration.minutes(5), statistic: Stats.SUM };
    this.watch(`${name}Fails`, {
      metric: lambda.metricErrors(sum),
      limit: { above: 0 },
      meaning: `${name} failed, ran out of time or could not start. Its log says why.`,
      section: 'function-fails',
    });
    this.watch(`${name}Throttled`, {
      metric: lambda.metricThrottles(sum),
      limit: { above: 0 },
      meaning: `${name} was not started because too many functions of this account were running.`,
      section: 'function-throttled',
    });
  }
}
