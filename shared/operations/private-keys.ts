import { createHmac, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { readConfig } from '../config.ts';
import type { FileType } from '../contracts/contract.ts';
import { hasPrivateColumns } from '../contracts/private-values.ts';
import type { TenantScope } from '../domain/tenancy.ts';
import { createSecret, readSecret, SecretUnavailable, writeSecret } from '../secrets/secrets-manager.ts';

/** One version of a tenant's private key. */
export interface PrivateKey {
  readonly version: number;
  /** Hashes private values, as the text that it is: 64 hexadecimal digits. */
  readonly key: string;
  /** Encrypts rejected rows: 32 characters, made from the key. */
  readonly recordKey: string;
}

const kept = z.strictObject({
  current: z.int().min(1),
  /** By version. */
  keys: z.record(z.string().regex(/^[1-9]\d{0,4}$/), z.string().regex(/^[0-9a-f]{64}$/)),
});
type Kept = z.infer<typeof kept>;

/**
 * The versions of a tenant's private key, the current one first; the first is made when it is first asked for. Every tenant has a
 * secret of its own, `<PRIVATE_KEYS_PREFIX>/<tenant>/private-key`. It is read each time: what begins after a rotation has to know
 * of it, or rows of two versions would be live side by side, and rejected rows that another function sealed would not open.
 * @throws {SecretUnavailable}
 */
export const privateKeysOf = async (scope: TenantScope): Promise<readonly PrivateKey[]> =>
  versions(await readOrMake(nameOf(scope)));

/** {@link privateKeysOf}, where one of the file types needs them; none otherwise. */
export const privateKeysFor = async (
  scope: TenantScope,
  fileTypes: readonly FileType[],
): Promise<readonly PrivateKey[]> => (fileTypes.some(hasPrivateColumns) ? privateKeysOf(scope) : []);

/** Makes a new version of the key. What is loaded from now on has its hashes; the versions before stay. */
export async function rotatePrivateKey(scope: TenantScope): Promise<PrivateKey> {
  const name = nameOf(scope);
  const { current, keys } = await readOrMake(name);
  const next = { current: current + 1, keys: { ...keys, [current + 1]: newKey() } };
  await writeSecret(name, JSON.stringify(next));
  return versions(next)[0]!;
}

const nameOf = ({ tenantId }: TenantScope): string =>
  `${readConfig(['privateKeys']).privateKeys.PRIVATE_KEYS_PREFIX}/${tenantId}/private-key`;

const newKey = (): string => randomBytes(32).toString('hex');

async function readOrMake(name: string): Promise<Kept> {
  try {
    return kept.parse(JSON.parse(await readSecret(name)));
  } catch (error) {
    if (!(error instanceof SecretUnavailable && error.reason === 'ResourceNotFoundException')) throw error;
  }
  const made: Kept = { current: 1, keys: { 1: newKey() } };
  const { PRIVATE_KEYS_KMS_ID: kmsKey } = readConfig(['privateKeys']).privateKeys;
  try {
    await createSecret(name, JSON.stringify(made), {
      description: "Tranche: hashes a tenant's private columns; without it the hashes cannot be made again",
      ...(kmsKey === '' ? {} : { kmsKey }),
    });
    return made;
  } catch (error) {
    if (!(error instanceof SecretUnavailable && error.reason === 'ResourceExistsException')) throw error;
    // Another function was faster.
    return kept.parse(JSON.parse(await readSecret(name)));
  }
}

const versions = ({ current, keys }: Kept): readonly PrivateKey[] =>
  Object.entries(keys)
    .map(([version, key]) => ({ version: Number(version), key, recordKey: recordKeyOf(key) }))
    .toSorted((a, b) => Number(b.version === current) - Number(a.version === current) || b.version - a.version);

const recordKeyOf = (key: string): string =>
  createHmac('sha256', key).update('tranche rejected rows v1').digest('base64url').slice(0, 32);
