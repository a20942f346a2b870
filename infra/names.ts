import { Aws } from 'aws-cdk-lib';

/**
 * Names that two stacks must agree on before either exists. S3 tells stage-upload about new objects, and stage-upload
 * reads those objects: whichever is created first has to know the other by name. All else is named by CloudFormation.
 */
export interface InstallationNames {
  readonly stagingBucket: string;
  readonly stagingTable: string;
  readonly stageUploadFunction: string;
  /** Operators call it by this name: `npm run tenants -- --aws`. */
  readonly tenantsFunction: string;
}

/** @param installation prefix that keeps two installations in one account apart */
export function installationNames(installation: string): InstallationNames {
  return {
    stagingBucket: `${installation}-staging-${Aws.ACCOUNT_ID}-${Aws.REGION}`,
    stagingTable: `${installation}-staging`,
    stageUploadFunction: `${installation}-stage-upload`,
    tenantsFunction: `${installation}-tenants`,
  };
}

export const stagingBucketArn = (names: InstallationNames): string =>
  `arn:${Aws.PARTITION}:s3:::${names.stagingBucket}`;

export const stagingTableArn = (names: InstallationNames): string =>
  `arn:${Aws.PARTITION}:dynamodb:${Aws.REGION}:${Aws.ACCOUNT_ID}:table/${names.stagingTable}`;
