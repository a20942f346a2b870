import { Duration } from 'aws-cdk-lib';
import type { RestApi } from 'aws-cdk-lib/aws-apigateway';
import { Alarm, ComparisonOperator, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

interface Watch {
  readonly metric: IMetric;
  readonly atLeast: number;
  /** What happened and what to do, for whoever is woken up. */
  readonly meaning: string;
  readonly periods?: number;
  /** Whether silence is bad news too. */
  readonly silenceIsBad?: boolean;
}

/** Alarms of one stack, all told to one topic. An alarm stands in the stack of what it watches, so that both go together. */
export class Alarms extends Construct {
  readonly #topic: ITopic;

  constructor(scope: Construct, id: string, props: { topic: ITopic }) {
    super(scope, id);
    this.#topic = props.topic;
  }

  watch(id: string, { metric, atLeast, meaning, periods = 1, silenceIsBad = false }: Watch): Alarm {
    const alarm = new Alarm(this, id, {
      metric,
      threshold: atLeast,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: silenceIsBad ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: meaning,
    });
    const tell = new SnsAction(this.#topic);
    alarm.addAlarmAction(tell);
    alarm.addOkAction(tell);
    return alarm;
  }

  deadLetters(queue: IQueue, meaning: string): void {
    this.watch(`${queue.node.id}NotEmpty`, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
      atLeast: 1,
      meaning,
    });
  }

  /** Messages that nobody takes, although they are delivered again. */
  backlog(queue: IQueue, oldest: Duration, meaning: string): void {
    this.watch(`${queue.node.id}Waits`, {
      metric: queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: Stats.MAXIMUM }),
      atLeast: oldest.toSeconds(),
      meaning,
    });
  }

  /** @param errors false where a thrown error is an answer: so an authorizer says that a key is wrong */
  function(lambda: IFunction, { errors }: { errors: boolean }): void {
    const name = lambda.node.id;
    const sum = { period: Duration.minutes(5), statistic: Stats.SUM };
    if (errors) {
      this.watch(`${name}Fails`, {
        metric: lambda.metricErrors(sum),
        atLeast: 1,
        meaning: `${name} failed, ran out of time or could not start. Its log says why.`,
      });
    }
    this.watch(`${name}Throttled`, {
      metric: lambda.metricThrottles(sum),
      atLeast: 1,
      meaning: `${name} was not started because too many functions of this account were running: raise the account's concurrency.`,
    });
  }

  api(api: RestApi): void {
    this.watch('ApiServerErrors', {
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: Stats.SUM }),
      atLeast: 5,
      meaning: 'At least five answers of the API in five minutes were 5xx. The access log has their request ids.',
    });
  }
}
