import { createHash, randomUUID } from 'node:crypto';
import { credentialsUrl } from '../../shared/operations/credentials-url.ts';
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
  await keep(emulator, `${installation}/credentials`, {
    CREDENTIALS_DATABASE_URL: credentialsUrl(DATABASE_URL, credentialsPassword(DATABASE_URL)),
  });
  await keep(emulator, `${installation}/clickhouse`, warehouse);
}

/** Of the login that migrations make there: the same with every deployment, and not the owner's. */
const credentialsPassword = (databaseUrl: string): string =>
  createHash('sha256')
    .update(`credentials ${new URL(databaseUrl).password}`)
    .digest('hex');

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
