import { Aws, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { Alarms } from '../constructs/alarms.ts';
import type { SettingsSources } from '../constructs/function-settings.ts';
import type { LogKeeping } from '../constructs/kept-log.ts';
import { makeFunction, type Surroundings } from '../constructs/make-function.ts';
import { deadLetterQueue, keepFailedEvents } from '../constructs/queues.ts';
import type { FunctionNetwork, Telemetry, TrancheFunction } from '../constructs/tranche-function.ts';
import { type InstallationNames, stagingBucketArn, stagingTableArn } from '../names.ts';
import type { FoundationStack } from './foundation-stack.ts';

export interface IntakeStackProps extends StackProps {
  readonly names: InstallationNames;
  readonly foundation: FoundationStack;
  readonly settings: Partial<SettingsSources>;
  /** Where it stands to ask whether a credential is in force. */
  readonly network: FunctionNetwork | undefined;
  readonly logs: LogKeeping;
  readonly reservedConcurrency: Surroundings['reservedConcurrency'];
  readonly telemetry: Telemetry;
}

/**
 * stage-upload, which S3 calls for every new object. It stands before the storage stack, because S3 refuses a
 * notification to a function that does not exist, and knows bucket and table by name only.
 */
export class IntakeStack extends Stack {
  readonly stageUpload: TrancheFunction;

  constructor(scope: Construct, id: string, props: IntakeStackProps) {
    super(scope, id, props);
    const { names, foundation } = props;
    const alarms = new Alarms(this, 'Alarms', foundation.alarms);
    const bucketArn = stagingBucketArn(names);
    this.stageUpload = makeFunction(
      this,
      'stage-upload',
      {
        settings: props.settings,
        logs: props.logs,
        reservedConcurrency: props.reservedConcurrency,
        telemetry: props.telemetry,
        alarms,
        key: foundation.key,
        stagingBucketArn: bucketArn,
        stagingTableArn: stagingTableArn(names),
        network: props.network,
      },
      names.stageUploadFunction,
    );
    new CfnPermission(this, 'FromStagingBucket', {
      action: 'lambda:InvokeFunction',
      functionName: this.stageUpload.functionArn,
      principal: 's3.amazonaws.com',
      sourceAccount: Aws.ACCOUNT_ID,
      sourceArn: bucketArn,
    });
    // S3 calls without waiting: an event that fails three times is kept here, not lost.
    const failed = deadLetterQueue(this, 'FailedUploadEvents', {
      key: foundation.key,
      alarms,
      meaning:
        'A new file could not be staged in three attempts. The message holds the event and the error: when the cause is mended, give the event to stage-upload again (docs/deploying.md).',
    });
    keepFailedEvents('StageUploadRetries', this.stageUpload, failed, { attempts: 2, key: foundation.key });
  }
}
