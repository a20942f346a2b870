import { Aws, CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { accept } from '../acknowledge.ts';
import { Alarms } from '../constructs/alarms.ts';
import { generatedSecret } from '../constructs/generated-secret.ts';
import type { QueueName, QueueOfWork } from '../constructs/queue-access.ts';
import { type WorkQueueProps, workQueue } from '../constructs/queues.ts';
import { StagingBucket } from '../constructs/staging-bucket.ts';
import { FUNCTIONS } from '../functions.ts';
import type { InstallationNames } from '../names.ts';
import type { FoundationStack } from './foundation-stack.ts';

export interface StorageStackProps extends StackProps {
  readonly names: InstallationNames;
  readonly foundation: FoundationStack;
  /** Days that a staged file is kept. */
  readonly stagedFileDays: number;
  readonly keepData: boolean;
  readonly canBeEmptied: boolean;
}

/** What must outlive every deployment: the staged files, the staging registry, queued work, secrets. No code here. */
export class StorageStack extends Stack {
  readonly stagingBucket: StagingBucket;
  readonly stagingTable: Table;
  readonly syncQueue: Queue;
  /** Of syncs that are over within seconds. */
  readonly smallSyncQueue: Queue;
  /** Where messages wait that no worker could handle. */
  readonly failedSyncs: Queue;
  readonly pullQueue: Queue;
  readonly streamQueue: Queue;
  /** Where messages wait of events that could not be recorded. */
  readonly failedStreams: Queue;
  readonly mediatorQueue: Queue;
  readonly failedMediations: Queue;
  readonly webhookQueue: Queue;
  readonly failedWebhooks: Queue;
  /** As the specs of functions name them. */
  readonly queues: Readonly<Record<QueueName, QueueOfWork>>;
  /** Mixed into the hash of every API key. */
  readonly keyPepper: Secret;
  /** Signs access tokens: token-keys writes it, auth reads it. */
  readonly tokenPrivateKey: Secret;
  /** Seals the credentials of sources. */
  readonly sourceKey: Secret;
  /** Seals the credentials and the webhook secrets of providers. */
  readonly providerKey: Secret;
  /** Seals what is known of persons. */
  readonly personKey: Secret;
  /** Seals the secrets that webhooks are signed with. */
  readonly webhookKey: Secret;
  /** Of whoever scrapes `/metrics` for all tenants. */
  readonly metricsToken: Secret;
  /** By which the API knows CloudFront, and believes it whose request it passes on. */
  readonly edgeSecret: Secret;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, props);
    const { names, foundation, keepData } = props;
    const { key } = foundation;
    const removalPolicy = keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    const alarms = new Alarms(this, 'Alarms', foundation.alarms);
    this.stagingBucket = new StagingBucket(this, 'StagingBucket', {
      bucketName: names.stagingBucket,
      stagedFileDays: props.stagedFileDays,
      objectCreatedFunctionArn: `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${names.stageUploadFunction}`,
      key,
      keepData,
      canBeEmptied: props.canBeEmptied,
    });
    this.stagingTable = new Table(this, 'StagingTable', {
      tableName: names.stagingTable,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expires_at',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: key,
      deletionProtection: keepData,
      removalPolicy,
    });
    accept(
      this.stagingTable,
      'NIST.800.53.R5-DynamoDBInBackupPlan',
      'Backed up continuously, to any second of the last 35 days; a plan would keep the same once more.',
    );
    const work: WorkQueueProps = {
      consumerTimeoutSeconds: FUNCTIONS['run-sync'].timeoutSeconds,
      key,
      alarms,
      meaning:
        'A sync could not be worked off in three attempts, for a reason that is not in its file: read the log of run-sync. check-and-sync asks for the sync again by itself.',
      backlog: 'A sync has waited for an hour: more are asked for than run at a time, or run-sync takes none.',
    };
    const { queue, failed } = workQueue(this, 'SyncQueue', work);
    this.syncQueue = queue;
    this.smallSyncQueue = workQueue(this, 'SmallSyncQueue', work, failed).queue;
    this.failedSyncs = failed;
    this.pullQueue = workQueue(this, 'PullQueue', {
      consumerTimeoutSeconds: FUNCTIONS['pull-source'].timeoutSeconds,
      key,
      alarms,
      meaning:
        'A pull could not be worked off in three attempts, for a reason that is not in its source: read the log of pull-source. check-and-sync asks for the pull again by itself.',
      backlog:
        'A pull has waited for an hour: more sources are due than are pulled at a time, or pull-source takes none.',
    }).queue;
    const streams = workQueue(this, 'StreamQueue', {
      consumerTimeoutSeconds: FUNCTIONS['record-events'].timeoutSeconds,
      key,
      alarms,
      meaning:
        'Events of a stream could not be recorded in three attempts: read the log of record-events. Nothing is lost: they wait in Postgres, and check-and-sync asks for them again by itself.',
      backlog:
        'Events of a stream have waited for an hour: more come than are recorded at a time, or record-events takes none.',
    });
    this.streamQueue = streams.queue;
    this.failedStreams = streams.failed;
    const mediations = workQueue(this, 'MediatorQueue', {
      consumerTimeoutSeconds: FUNCTIONS.mediate.timeoutSeconds,
      key,
      alarms,
      meaning:
        'What the mediator had to do for a bank failed in three attempts: read the log of mediate. Nothing is lost: it waits in Postgres, and check-and-sync asks for it again by itself.',
      backlog: 'Work of the mediator has waited for an hour: more comes than is done at a time, or mediate takes none.',
    });
    this.mediatorQueue = mediations.queue;
    this.failedMediations = mediations.failed;
    const webhooks = workQueue(this, 'WebhookQueue', {
      consumerTimeoutSeconds: FUNCTIONS['deliver-webhooks'].timeoutSeconds,
      key,
      alarms,
      meaning:
        'Webhooks of a bank could not be worked off in three attempts, for a reason that is not their receiver: read the log of deliver-webhooks. Nothing is lost: they wait in Postgres, and check-and-sync asks for them again by itself.',
      backlog:
        'Webhooks have waited for an hour: more come than are delivered at a time, or deliver-webhooks takes none.',
    });
    this.webhookQueue = webhooks.queue;
    this.failedWebhooks = webhooks.failed;
    this.queues = {
      syncQueue: { queues: [this.syncQueue, this.smallSyncQueue], failed: this.failedSyncs },
      pullQueue: { queues: [this.pullQueue] },
      streamQueue: { queues: [this.streamQueue], failed: this.failedStreams },
      mediatorQueue: { queues: [this.mediatorQueue], failed: this.failedMediations },
      webhookQueue: { queues: [this.webhookQueue], failed: this.failedWebhooks },
    };
    this.keyPepper = generatedSecret(this, 'KeyPepper', {
      description: 'Mixed into the hash of every API key of Tranche. Losing it makes every key invalid.',
      key,
      removalPolicy,
    });
    // What is generated is replaced by a key with the first deployment of the service.
    this.tokenPrivateKey = generatedSecret(this, 'TokenSigningKey', {
      description: 'Signs the access tokens of Tranche. Context value tokenKeys makes a new one.',
      key,
      removalPolicy,
    });

    this.sourceKey = generatedSecret(this, 'SourceKey', {
      description: 'Seals the credentials of sources of Tranche. Losing it means to enter them again.',
      key,
      removalPolicy,
    });

    this.providerKey = generatedSecret(this, 'ProviderKey', {
      description:
        'Seals the credentials and webhook secrets of providers of Tranche. Losing it means to enter them again.',
      key,
      removalPolicy,
    });

    this.personKey = generatedSecret(this, 'PersonKey', {
      description: 'Seals what Tranche knows of persons (KYC). Losing it loses that.',
      key,
      removalPolicy,
    });

    this.webhookKey = generatedSecret(this, 'WebhookKey', {
      description: 'Seals the secrets that webhooks of Tranche are signed with. Losing it means to make them anew.',
      key,
      removalPolicy,
    });

    this.metricsToken = generatedSecret(this, 'MetricsToken', {
      description: 'Lets a scraper read /metrics of Tranche for all tenants: Authorization: Bearer.',
      key,
      removalPolicy,
    });

    this.edgeSecret = generatedSecret(this, 'EdgeSecret', {
      description: 'CloudFront shows it to the API of Tranche, so that it believes the address of a client.',
      key,
      removalPolicy,
    });

    new CfnOutput(this, 'StagingBucketName', {
      description: 'Where banks put their files, by the URLs that the API gives them',
      value: this.stagingBucket.bucketName,
    });
    new CfnOutput(this, 'MetricsTokenSecretArn', { value: this.metricsToken.secretArn });
    new CfnOutput(this, 'KeyPepperSecretArn', { value: this.keyPepper.secretArn });
  }
}
