import { expect, it } from 'vitest';
import { whyFailed } from '../../../scripts/deploy-local/cdk.ts';

it('of what the CDK CLI said, the resources that failed and why', () => {
  const said = [
    'TrancheStorage |  3/15 | 1:45:33 PM | CREATE_COMPLETE      | AWS::SQS::Queue | SyncQueue',
    'TrancheStorage |  4/15 | 1:45:33 PM | CREATE_FAILED        | AWS::S3::Bucket | StagingBucket (X) no such thing',
    '❌  TrancheStorage failed: ToolkitError: The stack named TrancheStorage failed to deploy: CREATE_FAILED',
  ];
  expect(whyFailed(said.join('\n'))).toBe(said.slice(1).join('\n'));
});

it('or else its last words', () => {
  const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
  expect(whyFailed(lines.join('\n'))).toBe(lines.slice(-12).join('\n'));
});
