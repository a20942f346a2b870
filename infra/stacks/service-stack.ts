import { CfnOutput, CustomResource, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { HttpFunctionName } from '../../shared/lambda/endpoint.ts';
import { accept } from '../acknowledge.ts';
import { Alarms } from '../constructs/alarms.ts';
import { CountedLogs } from '../constructs/counted-logs.ts';
import { ServiceDashboard, type ServiceDashboardProps } from '../constructs/dashboard.ts';
import { allowKey } from '../constructs/encryption-key.ts';
import { secretArn } from '../constructs/generated-secret.ts';
import { type ApiOrigin, HttpApi, type HttpApiProps } from '../constructs/http-api.ts';
import { makeFunction, type Surroundings } from '../constructs/make-function.ts';
import { allowQueues } from '../constructs/queue-access.ts';
import { deadLetterQueue, keepFailedEvents } from '../constructs/queues.ts';
import { watchService } from '../constructs/service-alarms.ts';
import type { TrancheFunction } from '../constructs/tranche-function.ts';
import { TrancheMetrics } from '../constructs/tranche-metrics.ts';
import { FUNCTIONS } from '../functions.ts';
import { ROUTES } from '../routes.ts';
import type { FoundationStack } from './foundation-stack.ts';
import type { StorageStack } from './storage-stack.ts';
import type { WorkStack } from './work-stack.ts';

export interface ServiceStackProps extends StackProps {
  readonly foundation: FoundationStack;
  readonly storage: StorageStack;
  readonly work: WorkStack;
  readonly surroundings: Omit<Surroundings, 'alarms'>;
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

/** What answers requests: the REST API, and the functions behind it. Holds no data. */
export class ServiceStack extends Stack {
  readonly functions: Readonly<Record<HttpFunctionName, TrancheFunction>>;
  readonly alarms: Alarms;
  readonly apiOrigin: ApiOrigin;

  constructor(scope: Construct, id: string, props: ServiceStackProps) {
    super(scope, id, props);
    const { storage, foundation, work } = props;
    this.alarms = new Alarms(this, 'Alarms', foundation.alarms);
    const tokenKeys = this.#makeTokenKeys(props);
    const surroundings = {
      ...props.surroundings,
      settings: { ...props.surroundings.settings, tokens: { environment: { TOKEN_PUBLIC_KEY: tokenKeys.publicKey } } },
      alarms: this.alarms,
    };
    const make = (name: HttpFunctionName) => makeFunction(this, name, surroundings);
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
    };
    allowQueues(this.functions, storage.queues);

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
      const { functions } = this;
      const counter = work.functions['count-events'];
      new CountedLogs(this, 'CountedLogs', {
        counter,
        mayCall: work.logsMayCall!,
        accessLog: http.accessLog,
        functions,
      });
    }
    this.#measureEveryMinute();

    if (props.dashboard) {
      new ServiceDashboard(this, 'Dashboard', {
        ...props.dashboard,
        runbook: foundation.alarms.runbook,
        alarms: foundation.alarms.names,
        metrics,
        api: http.api,
        functions: [...Object.values(this.functions), ...Object.values(work.functions)],
        measuresLog: this.functions.metrics.logGroup,
        queue: storage.syncQueue,
        failed: storage.failedSyncs,
        streamQueue: storage.streamQueue,
        failedStreams: storage.failedStreams,
        webhookQueue: storage.webhookQueue,
        failedWebhooks: storage.failedWebhooks,
        mediatorQueue: storage.mediatorQueue,
        failedMediations: storage.failedMediations,
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
}
