import { mkdirSync, rmSync } from 'node:fs';
import { tenantsFile } from '../../local/tenants-file.ts';
import { checkHealth, findApi } from './api-address.ts';
import { openCdk } from './cdk.ts';
import { keepConnections, readSecret } from './connections.ts';
import { checkDatabases } from './databases.ts';
import type { Dropped } from './dropped/dropped.ts';
import { droppedSettings, repairDropped } from './dropped-settings.ts';
import { Emulator } from './emulator.ts';
import { DeployFailure } from './failure.ts';
import type { DeploySettings } from './settings.ts';
import { type DeployedResource, deployedResources, refuseUnmade } from './stacks.ts';
import { provideTenants } from './tenants.ts';

export interface LocalDeployment {
  readonly baseUrl: string;
  readonly tenantsFile: string;
  readonly resources: readonly DeployedResource[];
  /** Of the keys; a secret. */
  readonly pepper: string;
  /** What the emulator forgot, before anything was done about it. */
  readonly dropped: readonly Dropped[];
  /** What of it is still missing. */
  readonly missing: readonly Dropped[];
}

/**
 * The CDK app in an emulator, as `cdk deploy` puts it into AWS; then databases, tenants and keys.
 * @throws {DeployFailure} in words for whoever started it
 */
export async function deployLocally(
  settings: DeploySettings,
  root: string,
  say: (line: string) => void,
): Promise<LocalDeployment> {
  const { home, logFile, databases } = settings;
  const installation = installationOf(settings.cdkArguments);
  const emulator = new Emulator(settings);
  const accountId = await emulator.accountId();
  await checkDatabases(databases);

  mkdirSync(home, { recursive: true });
  rmSync(logFile, { force: true });
  const cdk = openCdk({ root, access: settings, logFile, onStack: (stack) => say(`  ${stack} is deployed`) });
  try {
    say(`Deploying into ${settings.endpoint} (account ${accountId}, ${settings.region}); log: ${logFile}`);
    await keepConnections(emulator, installation, settings.functionsDatabases);
    await cdk.bootstrap(accountId);
    const gaps = (await emulator.isLocalStack()) ? ['-c', 'compressAnswers=false'] : [];
    const outputs = await cdk.deploy([
      ...['-c', 'emulator=true', ...gaps],
      // As on a laptop: an emulator's functions run on this machine, and may fetch from it.
      ...['-c', 'outboundAllowed=127.0.0.0/8,::1'],
      ...settings.cdkArguments,
    ]);

    const resources = await deployedResources(emulator, Object.keys(outputs), cdk.template);
    refuseUnmade(resources);
    const deployment = { emulator, resources };
    const dropped = await droppedSettings(deployment);
    const missing = await repairDropped(deployment, dropped);
    for (const line of describeDropped(dropped, missing)) say(line);

    const baseUrl = await findApi(settings.endpoint, outputNamed(outputs, 'ApiUrl'));
    const pepper = await readSecret(emulator, outputNamed(outputs, 'KeyPepperSecretArn'));
    await provideTenants(emulator, installation, baseUrl, home);
    await checkHealth(baseUrl);
    return { baseUrl, tenantsFile: tenantsFile(home), pepper, resources, dropped, missing };
  } finally {
    cdk.close();
  }
}

function outputNamed(outputs: Readonly<Record<string, Readonly<Record<string, string>>>>, name: string): string {
  for (const stack of Object.values(outputs)) if (stack[name]) return stack[name];
  throw new DeployFailure(`The stacks have no output ${name}. Is the CDK app that was deployed another one?`);
}

/** The context value `installation`, or its default. */
const installationOf = (cdkArguments: readonly string[]): string =>
  cdkArguments.map((argument) => /^(?:--context=|-c=?)?installation=(.+)$/.exec(argument)?.[1]).findLast(Boolean) ??
  'tranche';

function describeDropped(dropped: readonly Dropped[], missing: readonly Dropped[]): string[] {
  const names = (list: readonly Dropped[]) => [...new Set(list.map(({ setting }) => setting))].join(', ');
  const isMissing = (one: Dropped) =>
    missing.some(({ resource, setting }) => resource === one.resource && setting === one.setting);
  const repaired = dropped.filter((one) => !isMissing(one));
  return [
    ...(repaired.length > 0 ? [`  the emulator forgot, and was told again: ${names(repaired)}`] : []),
    ...(missing.length > 0 ? [`  the emulator leaves out: ${names(missing)} (docs/emulators.md)`] : []),
  ];
}
