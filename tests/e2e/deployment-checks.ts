import { readFileSync } from 'node:fs';
import type { LocalDeployment } from '../../scripts/deploy-local/deploy.ts';
import { askAws } from '../../scripts/deploy-local/signed-request.ts';
import { Bank } from '../api/bank.ts';
import { creditFile } from '../api/files.ts';
import type { ForgottenSetting } from './exceptions.ts';
import type { Surroundings } from './surroundings.ts';

/** What the emulator forgot of the template is what the list says, and the list says no more. */
export function checkForgotten(
  { dropped, missing }: Pick<LocalDeployment, 'dropped' | 'missing'>,
  expected: readonly ForgottenSetting[],
): string[] {
  const names = (list: LocalDeployment['dropped']) => new Set(list.map(({ setting }) => setting));
  const forgotten = names(dropped);
  const left = names(missing);
  return [
    ...[...forgotten]
      .filter((setting) => !expected.some((known) => known.setting === setting))
      .map((setting) => `the emulator forgot ${setting}, which no list names`),
    ...expected.flatMap(({ setting, answer }) => {
      if (!forgotten.has(setting)) return `the emulator no longer forgets ${setting}: take it from the list`;
      if (left.has(setting) !== (answer === 'left out')) return `${setting} was to be ${answer}, and was not`;
      return [];
    }),
  ];
}

/** A role that nobody knows may do nothing: then policies are looked at, and what passes the suite passes them. */
export async function checkIam(place: { endpoint: string; region: string }): Promise<string[]> {
  // audit:not-a-secret
  const nobody = { accessKeyId: 'AKIANOBODYKNOWSTHIS0', secretAccessKey: 'x'.repeat(40) };
  const { status } = await askAws(
    { ...place, credentials: nobody },
    { service: 'lambda', method: 'GET', path: '/2015-03-31/functions/' },
  );
  return status === 403 ? [] : [`IAM was to be enforced, but a stranger's call is answered ${status}`];
}

export function syncQueueUrl({ resources }: LocalDeployment): string {
  const [queue, another] = resources.filter(
    ({ type, logicalId }) => type === 'AWS::SQS::Queue' && /^SyncQueue[0-9A-F]{8}$/.test(logicalId),
  );
  if (!queue || another) throw new Error('one queue of large syncs was expected');
  return queue.physicalId;
}

/** Where uploads are staged: what a command needs that takes a credential away, to cancel what it announced. */
export function stagingSettings({ resources }: LocalDeployment): { STAGING_BUCKET: string; STAGING_TABLE: string } {
  const only = (wanted: string): string => {
    const [found, another] = resources.filter(({ type }) => type === wanted);
    if (!found || another) throw new Error(`one ${wanted} was expected`);
    return found.physicalId;
  };
  return { STAGING_BUCKET: only('AWS::S3::Bucket'), STAGING_TABLE: only('AWS::DynamoDB::Table') };
}

/** Deployed once more, everything is where it was: address, keys, and a file that is staged, which then loads. */
export async function checkUpgrade(
  surroundings: Surroundings,
  { baseUrl, tenantsFile }: LocalDeployment,
): Promise<string[]> {
  const keys = readFileSync(tenantsFile, 'utf8');
  const [tenant] = JSON.parse(keys) as [{ tenant_id: string; api_key: string }];
  const bank = new Bank({ baseUrl, tenantId: tenant.tenant_id, apiKey: tenant.api_key });
  const { upload_id } = await bank.stage(creditFile('RETAIL', 7));

  const again = await surroundings.deploy();
  // The schedule may have been there first.
  await bank.startSync('RETAIL').catch(() => undefined);
  await bank.waitForUpload(upload_id, ({ status }) => status === 'LOADED');
  const count = await bank.count('RETAIL', 'credit');
  return [
    ...(again.baseUrl === baseUrl ? [] : [`after an upgrade the API is at ${again.baseUrl} instead of ${baseUrl}`]),
    ...(readFileSync(tenantsFile, 'utf8') === keys ? [] : ['after an upgrade the keys of the tenants are others']),
    ...(count === 7 ? [] : [`of 7 credits staged before an upgrade ${count} are loaded`]),
  ];
}
