import { expect, it } from 'vitest';
import { DeployFailure } from '../../../scripts/deploy-local/failure.ts';
import { type DeployedResource, refuseUnmade } from '../../../scripts/deploy-local/stacks.ts';

const resource = (type: string, physicalId: string): DeployedResource => ({
  stack: 'TrancheMigrations',
  logicalId: 'Run',
  type,
  properties: {},
  physicalId,
});

it('a custom resource that LocalStack made nothing of is no deployment', () => {
  const made = resource('AWS::SQS::Queue', 'http://127.0.0.1/queue');
  expect(() => refuseUnmade([made, resource('Custom::Migrations', 'migrations')])).not.toThrow();
  const refused = expect(() => refuseUnmade([made, resource('Custom::Migrations', 'unknown')]));
  refused.toThrow(DeployFailure);
  refused.toThrow(/Custom::Migrations \(TrancheMigrations\/Run\)/);
});
