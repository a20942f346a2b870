import { Aws } from 'aws-cdk-lib';

/**
 * Names that two stacks must agree on before either exists. S3 tells stage-upload about new objects, and stage-upload
 * reads those objects: whichever is created first has to know the other by name. All else is named by CloudFormation.
 */
export interface InstallationNames {
  readonly stagingBucket: string;
  readonly stagingTable: string;
  readonly stageUploadFunction: string;
}

/** @param installation prefix that keeps two installations in one account apart: lower-case letters, digits, hyphens. */
export function installationNames(installation: string): InstallationNames {
  if (!/^[a-z][a-z0-9-]{1,19}$/.test(installation)) {
    throw new RangeError(
      `context "installation" is ${JSON.stringify(installation)}: expected 2 to 20 lower-case letters, digits or hyphens, a letter first`,
    );
  }
  return {
    stagingBucket: `${installation}-staging-${Aws.ACCOUNT_ID}-${Aws.REGION}`,
    stagingTable: `${installation}-staging`,
    stageUploadFunction: `${installation}-stage-upload`,
  };
}
