import { App, Tags } from 'aws-cdk-lib';
import { installationNames } from './names.ts';
import { IntakeStack } from './stacks/intake-stack.ts';
import { ServiceStack } from './stacks/service-stack.ts';
import { StorageStack } from './stacks/storage-stack.ts';

/**
 * The whole of Tranche, as the CDK CLI (`cdk.json`) and the laptop host read it. Three stacks, so that a change of code
 * does not touch data: intake (the function that S3 calls), storage (data), service (all other code).
 */
const app = new App();

const installation = textContext('installation', 'tranche');
const names = installationNames(installation);
const stackId = installation.replace(/(?:^|-)([a-z0-9])/g, (_, first: string) => first.toUpperCase());

const intake = new IntakeStack(app, `${stackId}Intake`, { names });
const storage = new StorageStack(app, `${stackId}Storage`, {
  names,
  connectionsSecret: textContext('connections_secret', `${installation}/connections`),
  stagedFileDays: countContext('staged_file_days', 90),
});
storage.addStackDependency(intake);
new ServiceStack(app, `${stackId}Service`, { storage, concurrentSyncs: countContext('concurrent_syncs', 2) });

Tags.of(app).add('application', installation);
app.synth();

function textContext(name: string, fallback: string): string {
  const value: unknown = app.node.tryGetContext(name) ?? fallback;
  if (typeof value !== 'string' || value === '') throw new TypeError(`context "${name}" must be text`);
  return value;
}

function countContext(name: string, fallback: number): number {
  const value = Number(app.node.tryGetContext(name) ?? fallback);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new TypeError(`context "${name}" must be a whole number above 0`);
  return value;
}
