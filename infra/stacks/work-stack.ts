import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { accept } from '../acknowledge.ts';
import { Alarms } from '../constructs/alarms.ts';
import { CountedLogs, letLogsCall } from '../constructs/counted-logs.ts';
import { makeFunction, type Surroundings } from '../constructs/make-function.ts';
import { allowQueues } from '../constructs/queue-access.ts';
import { deadLetterQueue, keepFailedEvents } from '../constructs/queues.ts';
import type { TrancheFunction } from '../constructs/tranche-function.ts';
import type { InstallationNames } from '../names.ts';
import { MEDIATOR_WORKERS, PULLS, SMALL_SYNCS, STREAM_WORKERS, WEBHOOK_WORKERS } from '../sizes.ts';
import type { FoundationStack } from './foundation-stack.ts';
import type { IntakeStack } from './intake-stack.ts';
import type { StorageStack } from './storage-stack.ts';

export interface WorkStackProps extends StackProps {
  readonly names: InstallationNames;
  readonly foundation: FoundationStack;
  readonly intake: IntakeStack;
  readonly storage: StorageStack;
  readonly surroundings: Omit<Surroundings, 'alarms'>;
  /** Syncs that run at the same time, over all tenants: what the warehouse can bear. */
  readonly concurrentSyncs: number;
  /** Whether log groups can have subscriptions: emulators may not know them. */
  readonly countsEvents: boolean;
}

const WORKERS = [
  ...(['check-and-sync', 'run-sync', 'pull-source', 'record-events', 'mediate', 'deliver-webhooks'] as const),
  ...(['count-events', 'tenants-admin'] as const),
] as const;
type WorkFunctionName = (typeof WORKERS)[number];

/** What works in the background: workers of queues, the schedule, what operators call. Holds no data. */
export class WorkStack extends Stack {
  readonly functions: Readonly<Record<WorkFunctionName, TrancheFunction>>;
  readonly alarms: Alarms;
  /** Where lines of logs are counted. */
  readonly logsMayCall: CfnPermission | undefined;

  constructor(scope: Construct, id: string, props: WorkStackProps) {
    super(scope, id, props);
    const { storage, foundation, names } = props;
    this.alarms = new Alarms(this, 'Alarms', foundation.alarms);
    const surroundings = { ...props.surroundings, alarms: this.alarms };
    this.functions = Object.fromEntries(
      WORKERS.map((name) => {
        const functionName = name === 'tenants-admin' ? names.tenantsFunction : undefined;
        return [name, makeFunction(this, name, surroundings, functionName)];
      }),
    ) as Record<WorkFunctionName, TrancheFunction>;
    allowQueues(this.functions, storage.queues);
    if (props.countsEvents) {
      const { 'count-events': counter, ...counted } = this.functions;
      this.logsMayCall = letLogsCall(this, 'FromLogs', counter);
      const functions = { ...counted, 'stage-upload': props.intake.stageUpload };
      new CountedLogs(this, 'CountedLogs', { counter, mayCall: this.logsMayCall, functions });
      this.#keepUncounted(props);
    }
    this.#workOffSyncs(props);
    this.#workOff('pull-source', storage.pullQueue, PULLS, 1);
    this.#workOff('record-events', storage.streamQueue, STREAM_WORKERS);
    this.#workOff('mediate', storage.mediatorQueue, MEDIATOR_WORKERS);
    this.#workOff('deliver-webhooks', storage.webhookQueue, WEBHOOK_WORKERS);
    this.#checkEveryMinute(props);
  }

  #workOffSyncs({ storage, concurrentSyncs }: WorkStackProps): void {
    const runSync = this.functions['run-sync'];
    const lanes = [
      { queue: storage.syncQueue, maxConcurrency: concurrentSyncs },
      { queue: storage.smallSyncQueue, maxConcurrency: SMALL_SYNCS },
    ];
    for (const { queue, maxConcurrency } of lanes) {
      runSync.addEventSource(
        new SqsEventSource(queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency }),
      );
    }
    accept(
      runSync,
      'Serverless-LambdaEventSourceMappingDestination',
      'What fails goes back to the queue, which has a dead-letter queue.',
    );
  }

  /** Up to ten messages at a time: those of one tenant, or one stream, are one piece of work. */
  #workOff(name: WorkFunctionName, queue: Queue, maxConcurrency: number, batchSize = 10): void {
    const worker = this.functions[name];
    worker.addEventSource(new SqsEventSource(queue, { batchSize, reportBatchItemFailures: true, maxConcurrency }));
    accept(
      worker,
      'Serverless-LambdaEventSourceMappingDestination',
      'What fails goes back to the queue, which has a dead-letter queue.',
    );
  }

  #keepUncounted({ foundation: { key } }: WorkStackProps): void {
    const failed = deadLetterQueue(this, 'FailedCounts', {
      key,
      alarms: this.alarms,
      meaning:
        'Lines of logs could not be counted in three attempts: /metrics shows less than there was. Read the log of count-events.',
    });
    keepFailedEvents('CountRetries', this.functions['count-events'], failed, { attempts: 2, key });
  }

  #checkEveryMinute({ foundation: { key } }: WorkStackProps): void {
    const check = this.functions['check-and-sync'];
    const failed = deadLetterQueue(this, 'FailedChecks', {
      key,
      alarms: this.alarms,
      meaning:
        'A look for staged files failed or could not be started: read the log of check-and-sync. The next minute looks again.',
    });
    // A missed minute needs no second try: the next minute looks at the same registry.
    const once = { maxAge: Duration.minutes(1), attempts: 0 };
    keepFailedEvents('CheckRetries', check, failed, { ...once, key });
    new Rule(this, 'CheckSchedule', {
      description: 'Looks for staged files that are due',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [
        new LambdaFunction(check, { retryAttempts: once.attempts, maxEventAge: once.maxAge, deadLetterQueue: failed }),
      ],
    });
  }
}
