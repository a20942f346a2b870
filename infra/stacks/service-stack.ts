import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import { functionEntry } from '../bundling.ts';
import { allowObjects, allowTable } from '../constructs/function-access.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { TrancheFunction } from '../constructs/tranche-function.ts';
import { FUNCTIONS, type FunctionName, type SettingsGroup } from '../functions.ts';
import { ROUTES } from '../routes.ts';
import type { StorageStack } from './storage-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly storage: StorageStack;
  /** Syncs that run at the same time, over all tenants: what the warehouse can bear. */
  readonly concurrentSyncs: number;
}

type ServiceFunctionName = Exclude<FunctionName, 'stage-upload'>;

/** Code and what calls it: the functions, the REST API, the schedule, the queue's consumer. Holds no data. */
export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { storage } = props;
    const settings: Readonly<Record<SettingsGroup, Readonly<Record<string, string>>>> = {
      staging: { STAGING_BUCKET: storage.stagingBucket.bucketName, STAGING_TABLE: storage.stagingTable.tableName },
      queue: { SYNC_QUEUE_URL: storage.syncQueue.queueUrl },
      operations: storage.connections.operations,
      tokens: storage.connections.tokens,
      warehouse: storage.connections.warehouse,
    };

    const make = (name: ServiceFunctionName): TrancheFunction => {
      const spec = FUNCTIONS[name];
      const made = new TrancheFunction(this, constructId(name), {
        entry: functionEntry(name),
        memoryMb: spec.memoryMb,
        timeoutSeconds: spec.timeoutSeconds,
        environment: Object.assign({}, ...spec.settings.map((group) => settings[group])),
      });
      if (spec.table) allowTable(made, storage.stagingTable, spec.table);
      if (spec.staged) allowObjects(made, storage.stagingBucket.bucketArn, 'staging/', spec.staged);
      if (spec.exports) allowObjects(made, storage.stagingBucket.bucketArn, 'exports/', spec.exports);
      if (spec.syncQueue === 'send') storage.syncQueue.grantSendMessages(made);
      return made;
    };
    const functions: Readonly<Record<ServiceFunctionName, TrancheFunction>> = {
      authorizer: make('authorizer'),
      uploads: make('uploads'),
      sync: make('sync'),
      data: make('data'),
      profiling: make('profiling'),
      tenant: make('tenant'),
      auth: make('auth'),
      health: make('health'),
      docs: make('docs'),
      'check-and-sync': make('check-and-sync'),
      'run-sync': make('run-sync'),
    };

    const http = new HttpApi(this, 'Http', {
      name: this.stackName,
      routes: ROUTES,
      functions,
      authorizer: functions.authorizer,
    });

    functions['run-sync'].addEventSource(
      new SqsEventSource(storage.syncQueue, {
        batchSize: 1,
        reportBatchItemFailures: true,
        maxConcurrency: props.concurrentSyncs,
      }),
    );

    new Rule(this, 'CheckSchedule', {
      description: 'Looks for staged files that are due',
      schedule: Schedule.rate(Duration.minutes(1)),
      // A missed minute needs no second try: the next minute looks at the same registry.
      targets: [
        new LambdaFunction(functions['check-and-sync'], { retryAttempts: 0, maxEventAge: Duration.minutes(1) }),
      ],
    });

    new CfnOutput(this, 'ApiUrl', { value: http.api.url });
    new CfnOutput(this, 'StagingBucketName', { value: storage.stagingBucket.bucketName });
  }
}

/** check-and-sync → CheckAndSync */
function constructId(name: string): string {
  return name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
