import { Aws, CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { Connections } from '../constructs/connections.ts';
import { workQueue } from '../constructs/queues.ts';
import { StagingBucket } from '../constructs/staging-bucket.ts';
import { FUNCTIONS } from '../functions.ts';
import type { InstallationNames } from '../names.ts';

export interface StorageStackProps extends StackProps {
  readonly names: InstallationNames;
  /** Secrets Manager secret with the addresses of the databases. */
  readonly connectionsSecret: string;
  /** Days that a staged file is kept. */
  readonly stagedFileDays: number;
}

/** What must outlive every deployment: the staged files, the staging registry, queued work, secrets. No code here. */
export class StorageStack extends Stack {
  readonly stagingBucket: StagingBucket;
  readonly stagingTable: Table;
  readonly syncQueue: Queue;
  readonly connections: Connections;

  constructor(scope: Construct, id: string, props: StorageStackProps) {
    super(scope, id, props);
    const { names } = props;
    this.stagingBucket = new StagingBucket(this, 'StagingBucket', {
      bucketName: names.stagingBucket,
      stagedFileDays: props.stagedFileDays,
      objectCreatedFunctionArn: `arn:${Aws.PARTITION}:lambda:${Aws.REGION}:${Aws.ACCOUNT_ID}:function:${names.stageUploadFunction}`,
    });
    this.stagingTable = new Table(this, 'StagingTable', {
      tableName: names.stagingTable,
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      timeToLiveAttribute: 'expires_at',
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryption.AWS_MANAGED,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.syncQueue = workQueue(this, 'SyncQueue', FUNCTIONS['run-sync'].timeoutSeconds);
    this.connections = new Connections(this, 'Connections', { secretName: props.connectionsSecret });

    new CfnOutput(this, 'KeyPepperSecretArn', { value: this.connections.pepperSecretArn });
  }
}
