import { Aws } from 'aws-cdk-lib';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { CfnSubscriptionFilter, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { COUNTED_LINES, GATEWAY_REFUSALS } from '../../shared/observability/cloudwatch.ts';
import type { TrancheFunction } from './tranche-function.ts';

export interface CountedLogsProps {
  /** Adds up what it is called with. */
  readonly counter: IFunction;
  /** That it may be called with lines of logs. */
  readonly mayCall: CfnPermission;
  /** What the gateway refused by itself is counted from it. */
  readonly accessLog?: ILogGroup;
  /** Functions of whose logs the marked lines are counted; not the counter, which would call itself. */
  readonly functions: Readonly<Record<string, Pick<TrancheFunction, 'logGroup'>>>;
}

/** CloudWatch asks for it before it takes a subscription. */
export function letLogsCall(scope: Construct, id: string, counter: IFunction): CfnPermission {
  // One for all log groups of the account: one for each would soon be more than a function's policy holds.
  return new CfnPermission(scope, id, {
    action: 'lambda:InvokeFunction',
    functionName: counter.functionArn,
    principal: 'logs.amazonaws.com',
    sourceAccount: Aws.ACCOUNT_ID,
    sourceArn: `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:log-group:*`,
  });
}

/** Hands lines of log groups to the function that counts them for `/metrics`: gathered, and outside of every request. */
export class CountedLogs extends Construct {
  constructor(scope: Construct, id: string, { counter, mayCall, accessLog, functions }: CountedLogsProps) {
    super(scope, id);
    const subscribe = (name: string, { logGroupName }: ILogGroup, filterPattern: string) => {
      const filter = new CfnSubscriptionFilter(this, name, {
        logGroupName,
        filterPattern,
        destinationArn: counter.functionArn,
      });
      filter.node.addDependency(mayCall);
    };
    if (accessLog) subscribe('Requests', accessLog, GATEWAY_REFUSALS);
    for (const [name, { logGroup }] of Object.entries(functions)) subscribe(name, logGroup, COUNTED_LINES);
  }
}
