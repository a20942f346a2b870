import { CfnOutput, CustomResource, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { accept } from '../acknowledge.ts';
import { Alarms } from '../constructs/alarms.ts';
import { CountedLogs } from '../constructs/counted-logs.ts';
import { ServiceDashboard, type ServiceDashboardProps } from '../constructs/dashboard.ts';
import { allowKey } from '../constructs/encryption-key.ts';
import { secretArn } from '../constructs/generated-secret.ts';
import { type ApiOrigin, HttpApi, type HttpApiProps } from '../constructs/http-api.ts';
import { makeFunction, type Surroundings } from '../constructs/make-function.ts';
import { deadLetterQueue, keepFailedEvents } from '../constructs/queues.ts';
import { watchService } from '../constructs/service-alarms.ts';
import type { TrancheFunction } from '../constructs/tranche-function.ts';
import { TrancheMetrics } from '../constructs/tranche-metrics.ts';
import { FUNCTIONS, type FunctionName } from '../functions.ts';
import type { InstallationNames } from '../names.ts';
import { ROUTES } from '../routes.ts';
import { MEDIATOR_WORKERS, PULLS, SMALL_SYNCS, STREAM_WORKERS, WEBHOOK_WORKERS } from '../sizes.ts';
import type { FoundationStack } from './foundation-stack.ts';
import type { IntakeStack } from './intake-stack.ts';
import type { StorageStack } from './storage-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly names: InstallationNames;
  readonly foundation: FoundationStack;
  readonly intake: IntakeStack;
  readonly storage: StorageStack;
  readonly surroundings: Omit<Surroundings, 'alarms'>;
  /** Syncs that run at the same time, over all tenants: what the warehouse can bear. */
  readonly concurrentSyncs: number;
  /** Context value `tokenKeys`. */
  readonly tokenKeys: string;
  readonly api: Pick<HttpApiProps, 'requests' | 'domain' | 'webAclArn' | 'edgeSecret' | 'accountLogRole'>;
  /** Whether log groups can have subscriptions: emulators may not know them. Without, `/metrics` shows no requests. */
  readonly countsEvents: boolean;
  /** Emulators know none. */
  readonly dashboard: Pick<ServiceDashboardProps, 'name' | 'cluster' | 'warehouseOf'> | undefined;
  /** What stands behind `npm run tenants -- ` to reach this installation. */
  readonly tenantsArguments: string;
}

type ServiceFunctionName = Exclude<FunctionName, 'stage-upload' | 'migrate' | 'token-keys'>;

/** Of functions that do what webhooks tell of. */
const WEBHOOK_SENDERS = [
  ...(['sync', 'providers', 'transactions', 'kyc', 'webhooks', 'check-and-sync', 'run-sync'] as const),
  ...(['record-events', 'mediate', 'deliver-webhooks'] as const),
] as const;

/** Code and what calls it: the functions, the REST API, the schedule, the queue's consumer. Holds no data. */
export class ServiceStack extends Stack {
  readonly functions: Readonly<Record<ServiceFunctionName, TrancheFunction>>;
  readonly alarms: Alarms;
  readonly apiOrigin: ApiOrigin;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { storage, foundation } = props;
    this.alarms = new Alarms(this, 'Alarms', foundation.alarms);
    const tokenKeys = this.#makeTokenKeys(props);
    const surroundings = {
      ...props.surroundings,
      settings: { ...props.surroundings.settings, tokens: { environment: { TOKEN_PUBLIC_KEY: tokenKeys.publicKey } } },
      alarms: this.alarms,
    };
    const make = (name: ServiceFunctionName, functionName?: string) =>
      makeFunction(this, name, surroundings, functionName);
    this.functions = {
      uploads: make('uploads'),
      sync: make('sync'),
      errors: make('errors'),
      data: make('data'),
      datasets: make('datasets'),
      sources: make('sources'),
      streams: make('streams'),
      providers: make('providers'),
      transactions: make('transactions'),
      kyc: make('kyc'),
      hooks: make('hooks'),
      webhooks: make('webhooks'),
      profiling: make('profiling'),
      rules: make('rules'),
      tenant: make('tenant'),
      audit: make('audit'),
      auth: make('auth'),
      health: make('health'),
      metrics: make('metrics'),
      docs: make('docs'),
      'check-and-sync': make('check-and-sync'),
      'run-sync': make('run-sync'),
      'pull-source': make('pull-source'),
      'record-events': make('record-events'),
      mediate: make('mediate'),
      'deliver-webhooks': make('deliver-webhooks'),
      'count-events': make('count-events'),
      'tenants-admin': make('tenants-admin', props.names.tenantsFunction),
    };
    for (const queue of [storage.syncQueue, storage.smallSyncQueue]) {
      for (const name of ['sync', 'check-and-sync', 'run-sync', 'pull-source'] as const) {
        queue.grant(this.functions[name], 'sqs:SendMessage');
      }
      for (const name of ['health', 'metrics'] as const) queue.grant(this.functions[name], 'sqs:GetQueueAttributes');
    }
    for (const name of ['sources', 'check-and-sync', 'pull-source'] as const) {
      storage.pullQueue.grant(this.functions[name], 'sqs:SendMessage');
    }
    for (const name of ['streams', 'check-and-sync', 'record-events'] as const) {
      storage.streamQueue.grant(this.functions[name], 'sqs:SendMessage');
    }
    for (const name of ['providers', 'transactions', 'kyc', 'hooks', 'check-and-sync', 'mediate'] as const) {
      storage.mediatorQueue.grant(this.functions[name], 'sqs:SendMessage');
    }
    for (const name of WEBHOOK_SENDERS) storage.webhookQueue.grant(this.functions[name], 'sqs:SendMessage');
    for (const queue of [
      ...[storage.failedSyncs, storage.streamQueue, storage.failedStreams, storage.mediatorQueue],
      ...[storage.failedMediations, storage.webhookQueue, storage.failedWebhooks],
    ]) {
      queue.grant(this.functions.metrics, 'sqs:GetQueueAttributes');
    }

    const http = new HttpApi(this, 'Http', {
      ...props.api,
      name: this.stackName,
      routes: ROUTES,
      functions: this.functions,
      logs: surroundings.logs,
    });
    this.apiOrigin = http.origin;
    const metrics = new TrancheMetrics(surroundings.telemetry.service);
    watchService(this.alarms, http.api, metrics);
    if (props.countsEvents) {
      const { 'count-events': counter, ...counted } = this.functions;
      const functions = { ...counted, 'stage-upload': props.intake.stageUpload };
      new CountedLogs(this, 'CountedLogs', { counter, accessLog: http.accessLog, functions });
      this.#keepUncounted(props);
    }
    this.#workOffSyncs(props);
    this.#workOffPulls(props);
    this.#workOffStreams(props);
    this.#workOffMediations(props);
    this.#workOffWebhooks(props);
    this.#checkEveryMinute(props);
    this.#measureEveryMinute();

    if (props.dashboard) {
      new ServiceDashboard(this, 'Dashboard', {
        ...props.dashboard,
        runbook: foundation.alarms.runbook,
        alarms: foundation.alarms.names,
        metrics,
        api: http.api,
        functions: Object.values(this.functions),
        measuresLog: this.functions.metrics.logGroup,
        queue: storage.syncQueue,
        failed: storage.failedSyncs,
        streamQueue: storage.streamQueue,
        failedStreams: storage.failedStreams,
        webhookQueue: storage.webhookQueue,
        failedWebhooks: storage.failedWebhooks,
      });
    }

    new CfnOutput(this, 'ApiUrl', { description: 'Base of the API; its description is at api/docs', value: http.url });
    new CfnOutput(this, 'CreateTenant', {
      description: 'Makes a bank and its first API key, shown once',
      value: `npm run tenants -- ${props.tenantsArguments} create BANK001 "Bank 001"`,
    });
  }

  /** The pair of keys for access tokens: auth signs by the private one, the others prove by the public one. */
  #makeTokenKeys({ foundation: { key }, storage, surroundings, tokenKeys }: ServiceStackProps): { publicKey: string } {
    const maker = makeFunction(this, 'token-keys', { ...surroundings, alarms: this.alarms });
    maker.addToRolePolicy(
      new PolicyStatement({
        actions: ['secretsmanager:PutSecretValue'],
        resources: [secretArn(storage.tokenPrivateKey)],
      }),
    );
    allowKey(maker, key, 'read-write');
    const failed = deadLetterQueue(this, 'FailedTokenKeys', {
      key,
      alarms: this.alarms,
      meaning: 'No keys for access tokens were made, and CloudFormation waits in vain: read the log of token-keys.',
    });
    keepFailedEvents('TokenKeysRetries', maker, failed, { attempts: 2, key });
    const pair = new CustomResource(this, 'TokenKeyPair', {
      resourceType: 'Custom::TokenKeys',
      serviceToken: maker.functionArn,
      serviceTimeout: Duration.seconds(5 * FUNCTIONS['token-keys'].timeoutSeconds),
      properties: { Name: tokenKeys },
    });
    pair.node.addDependency(maker);
    return { publicKey: pair.getAttString('PublicKey') };
  }

  #workOffSyncs({ storage, concurrentSyncs }: ServiceStackProps): void {
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

  #workOffPulls({ storage }: ServiceStackProps): void {
    this.#workOff('pull-source', storage.pullQueue, PULLS, 1);
  }

  /** Up to ten messages at a time: those of one stream are one piece of work. */
  #workOffStreams({ storage }: ServiceStackProps): void {
    this.#workOff('record-events', storage.streamQueue, STREAM_WORKERS);
  }

  /** Several messages of one bank are one piece of work. */
  #workOffMediations({ storage }: ServiceStackProps): void {
    this.#workOff('mediate', storage.mediatorQueue, MEDIATOR_WORKERS);
  }

  #workOffWebhooks({ storage }: ServiceStackProps): void {
    this.#workOff('deliver-webhooks', storage.webhookQueue, WEBHOOK_WORKERS);
  }

  #workOff(name: ServiceFunctionName, queue: Queue, maxConcurrency: number, batchSize = 10): void {
    const worker = this.functions[name];
    worker.addEventSource(new SqsEventSource(queue, { batchSize, reportBatchItemFailures: true, maxConcurrency }));
    accept(
      worker,
      'Serverless-LambdaEventSourceMappingDestination',
      'What fails goes back to the queue, which has a dead-letter queue.',
    );
  }

  #keepUncounted({ foundation: { key } }: ServiceStackProps): void {
    const failed = deadLetterQueue(this, 'FailedCounts', {
      key,
      alarms: this.alarms,
      meaning:
        'Lines of logs could not be counted in three attempts: /metrics shows less than there was. Read the log of count-events.',
    });
    keepFailedEvents('CountRetries', this.functions['count-events'], failed, { attempts: 2, key });
  }

  /** For the alarms and the dashboard. A minute that fails is not measured later: the next one is. */
  #measureEveryMinute(): void {
    const { metrics } = this.functions;
    const once = { maxEventAge: Duration.minutes(1), retryAttempts: 0 };
    const retries = new EventInvokeConfig(this, 'MeasureRetries', { function: metrics, ...once });
    const rule = new Rule(this, 'MeasureSchedule', {
      description: 'Tells CloudWatch how the service is',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [new LambdaFunction(metrics, once)],
    });
    const silence = 'Minutes without numbers are an alarm of their own (ServiceDown); a message would say no more.';
    accept(retries, 'Serverless-LambdaAsyncFailureDestination', silence);
    accept(rule, 'Serverless-EventBusDLQ', silence);
  }

  #checkEveryMinute({ foundation: { key } }: ServiceStackProps): void {
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
