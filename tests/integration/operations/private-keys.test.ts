import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type SecretsManager, startSecretsManager } from '../../../local/secrets-manager/start.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { privateKeysOf, rotatePrivateKey } from '../../../shared/operations/private-keys.ts';
import { createSecret, readSecret, writeSecret } from '../../../shared/secrets/secrets-manager.ts';
import { setSettings } from '../../settings.ts';

const REGION = 'eu-central-1';
const CREDENTIALS = { AKIDLOCAL: 'the secret of the laptop' };
let folder: string;
let server: SecretsManager;
const start = async () => {
  server = await startSecretsManager({
    port: 0,
    file: path.join(folder, 'secrets.json'),
    keyring: { credentials: CREDENTIALS, region: REGION },
  });
  setSettings({
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'AKIDLOCAL',
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.AKIDLOCAL,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: server.url,
    PRIVATE_KEYS_PREFIX: 'tranche/tenants',
  });
};
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tranche-secrets-'));
  await start();
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Each test has tenants of its own. */
let tenants = 0;
const someTenant = () => {
  tenants += 1;
  return tenantScope(`BANK_KEYS_${tenants}`);
};

describe("a tenant's private key", () => {
  it('is made once, however many ask for it first, and is another for each tenant', async () => {
    const [one, other] = [someTenant(), someTenant()];
    // As other functions would, that do not know each other.
    const asked = await Promise.all(
      Array.from({ length: 8 }, async () => {
        vi.resetModules();
        const anew = await import('../../../shared/operations/private-keys.ts');
        return anew.privateKeysOf(one);
      }),
    );
    const [first] = asked;
    expect(asked.every((keys) => JSON.stringify(keys) === JSON.stringify(first))).toBe(true);
    expect(first).toMatchObject([{ version: 1, key: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(first![0]!.recordKey).toMatch(/^[\w-]{32}$/);
    expect((await privateKeysOf(other))[0]!.key).not.toBe(first![0]!.key);
  });

  it('keeps its former versions behind the current one, also over a restart', async () => {
    const scope = someTenant();
    const [first] = await privateKeysOf(scope);
    const second = await rotatePrivateKey(scope);
    const third = await rotatePrivateKey(scope);
    expect([second.version, third.version]).toEqual([2, 3]);
    await server.stop();
    await start();
    vi.resetModules();
    const anew = await import('../../../shared/operations/private-keys.ts');
    expect(await anew.privateKeysOf(scope)).toEqual([third, second, first]);
  });

  it('is the new one at once, also for a function that had asked before another one rotated it', async () => {
    const scope = someTenant();
    const [first] = await privateKeysOf(scope);
    vi.resetModules();
    const elsewhere = await import('../../../shared/operations/private-keys.ts');
    const second = await elsewhere.rotatePrivateKey(scope);
    expect(await privateKeysOf(scope)).toEqual([second, first]);
  });

  it('says which secret could not be read, and nothing of what is in it', async () => {
    const scope = someTenant();
    setSettings({ AWS_SECRET_ACCESS_KEY: 'another' });
    await expect(privateKeysOf(scope)).rejects.toThrow(
      `the secret tranche/tenants/${scope.tenantId}/private-key cannot be read (InvalidSignatureException)`,
    );
    setSettings({ AWS_SECRET_ACCESS_KEY: CREDENTIALS.AKIDLOCAL });
    expect(await privateKeysOf(scope)).toHaveLength(1);
  });
});

describe('the Secrets Manager of a laptop', () => {
  it('keeps texts in a file for its owner only, by the rules of the real one', async () => {
    await createSecret('a/b', 'text 1', { description: 'd' });
    await expect(createSecret('a/b', 'text 2', { description: 'd' })).rejects.toMatchObject({
      reason: 'ResourceExistsException',
    });
    await expect(readSecret('a/c')).rejects.toMatchObject({ reason: 'ResourceNotFoundException' });
    await expect(writeSecret('a/c', 'text')).rejects.toMatchObject({ reason: 'ResourceNotFoundException' });
    await writeSecret('a/b', 'text 3');
    expect(await readSecret('a/b')).toBe('text 3');
    const file = path.join(folder, 'secrets.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readFile(file, 'utf8')).toContain('text 3');
  });

  it('answers nobody who has not signed', async () => {
    const response = await fetch(server.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'secretsmanager.GetSecretValue' },
      body: JSON.stringify({ SecretId: 'a/b' }),
    });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain('MissingAuthenticationTokenException');
  });
});
