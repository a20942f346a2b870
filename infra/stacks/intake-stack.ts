import { Aws, Stack, type StackProps } from 'aws-cdk-lib';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { CfnPermission, EventInvokeConfig } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import type { Construct } from 'constructs';
import { functionEntry } from '../bundling.ts';
import { allowObjects, allowTable } from '../constructs/function-access.ts';
import { deadLetterQueue } from '../constructs/queues.ts';
import { TrancheFunction } from '../constructs/tranche-function.ts';
import { FUNCTIONS } from '../functions.ts';
import type { InstallationNames } from '../names.ts';

export interface IntakeStackProps extends StackProps {
  readonly names: InstallationNames;
}

/**
 * stage-upload, which S3 calls for every new object. It stands before the storage stack, because S3 refuses a
 * notification to a function that does not exist, and knows bucket and table by name only.
 */
export class IntakeStack extends Stack {
  readonly stageUpload: TrancheFunction;

  constructor(scope: Construct, id: string, props: IntakeStackProps) {
    super(scope, id, props);
    const { names } = props;
    const spec = FUNCTIONS['stage-upload'];
    this.stageUpload = new TrancheFunction(this, 'StageUpload', {
      entry: functionEntry('stage-upload'),
      functionName: names.stageUploadFunction,
      memoryMb: spec.memoryMb,
      timeoutSeconds: spec.timeoutSeconds,
      environment: { STAGING_BUCKET: names.stagingBucket, STAGING_TABLE: names.stagingTable },
    });
    const bucketArn = `arn:${Aws.PARTITION}:s3:::${names.stagingBucket}`;
    allowObjects(this.stageUpload, bucketArn, 'staging/', spec.staged ?? []);
    allowTable(this.stageUpload, Table.fromTableName(this, 'Table', names.stagingTable), spec.table ?? 'read');

    new CfnPermission(this, 'FromStagingBucket', {
      action: 'lambda:InvokeFunction',
      functionName: this.stageUpload.functionArn,
      principal: 's3.amazonaws.com',
      sourceAccount: Aws.ACCOUNT_ID,
      sourceArn: bucketArn,
    });
    // S3 calls without waiting: an event that fails three times is kept here, not lost.
    const failed = deadLetterQueue(this, 'FailedUploadEvents');
    new EventInvokeConfig(this, 'StageUploadRetries', {
      function: this.stageUpload,
      retryAttempts: 2,
      onFailure: new SqsDestination(failed),
    });
  }
}
