import { randomUUID } from 'node:crypto';
import { AwsRefusal, type Emulator } from './emulator.ts';
import type { DatabaseAddresses } from './settings.ts';

/** Puts the databases' addresses, as functions reach them, where the stacks look for them. */
export async function keepConnections(emulator: Emulator, name: string, addresses: DatabaseAddresses): Promise<void> {
  // Every client of AWS makes a token by itself; some emulators insist on it.
  const version = { SecretString: JSON.stringify(addresses), ClientRequestToken: randomUUID() };
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
