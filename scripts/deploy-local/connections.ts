import { createHash, randomUUID } from 'node:crypto';
import { AwsRefusal, type Emulator } from './emulator.ts';
import type { DatabaseAddresses } from './settings.ts';

/**
 * Puts the databases' addresses, as functions reach them, where the stacks look for them: a secret for each of those who
 * use them.
 */
export async function keepConnections(
  emulator: Emulator,
  installation: string,
  { DATABASE_URL, ...warehouse }: DatabaseAddresses,
): Promise<void> {
  await keep(emulator, `${installation}/postgres`, { DATABASE_URL });
  await keep(emulator, `${installation}/credentials`, { CREDENTIALS_DATABASE_URL: credentialsUrl(DATABASE_URL) });
  await keep(emulator, `${installation}/clickhouse`, warehouse);
}

/** The login that migrations make there. Its password is the same with every deployment, and not the owner's. */
function credentialsUrl(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  const password = createHash('sha256').update(`credentials ${url.password}`).digest('hex');
  Object.assign(url, { username: 'tranche_credentials', password });
  return url.href;
}

async function keep(emulator: Emulator, name: string, fields: Readonly<Record<string, string>>): Promise<void> {
  // Every client of AWS makes a token by itself; some emulators insist on it.
  const version = { SecretString: JSON.stringify(fields), ClientRequestToken: randomUUID() };
  try {
    await emulator.json('secretsmanager', 'secretsmanager.CreateSecret', { Name: name, ...version });
  } catch (error) {
    if (!(error instanceof AwsRefusal && error.code === 'ResourceExistsException')) throw error;
    await emulator.json('secretsmanager', 'secretsmanager.PutSecretValue', { SecretId: name, ...version });
  }
}

export async function readSecret(emulator: Emulator, id: string): Promise<string> {
  const { SecretString } = (await emulator.json('secretsmanager', 'secretsmanager.GetSecretValue', {
    SecretId: id,
  })) as { SecretString: string };
  return SecretString;
}
