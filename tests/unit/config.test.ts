import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigurationError, readConfig } from '../../shared/config.ts';
import { BrokenReference, resolveReferences } from '../../shared/secrets/references.ts';
import { readSecret, SecretUnavailable, signedRequest, writeSecret } from '../../shared/secrets/secrets-manager.ts';

const PEPPER = 'p'.repeat(32);

describe('a function that is configured wrongly', () => {
  const failure = (env: Record<string, string>) => {
    try {
      readConfig(['staging', 'operations', 'keys'], env);
    } catch (error) {
      return error as Error;
    }
    throw new Error('nothing was thrown');
  };

  it('names every setting that is missing or malformed, and what it should look like', () => {
    // audit:not-a-secret
    const error = failure({ STAGING_TABLE: 'x', DATABASE_URL: 'mysql://u:geheim@h/d' });
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain('STAGING_BUCKET is missing: expected an S3 bucket name');
    expect(error.message).toContain('STAGING_TABLE is malformed: expected a DynamoDB table name');
    expect(error.message).toContain('DATABASE_URL is malformed: expected a URL such as postgres://');
    expect(error.message).toContain('KEY_PEPPER is missing: expected at least 32 random characters');
  });

  it('takes a certificate for one only in the form that it is made in', () => {
    const warehouse = (WAREHOUSE_CA: string) =>
      readConfig(['warehouse'], { WAREHOUSE_URL: 'https://clickhouse:8443', WAREHOUSE_CA }).warehouse;
    const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
    expect(warehouse(pem).WAREHOUSE_CA).toBe(pem);
    // What Secrets Manager puts into the secret until the machine has written its certificate.
    expect(() => warehouse('k'.repeat(32))).toThrow('WAREHOUSE_CA is malformed: expected a certificate in PEM');
  });

  it('never shows a value', () => {
    // audit:not-a-secret
    expect(failure({ DATABASE_URL: 'mysql://u:geheim@h/d', KEY_PEPPER: 'kurz' }).message).not.toMatch(/geheim|kurz/);
  });

  const start = (env: Record<string, string>) =>
    spawnSync(process.execPath, ['-e', "await import('./shared/config.ts')"], {
      cwd: path.resolve(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH ?? '', ...env },
      encoding: 'utf8',
    });

  it('says so when it starts, and does not start', () => {
    const { status, stderr } = start({
      SETTINGS: 'staging,operations,keys',
      STAGING_TABLE: 'staging',
      KEY_PEPPER: PEPPER,
    });
    expect(status).not.toBe(0);
    expect(stderr).toContain('STAGING_BUCKET is missing: expected an S3 bucket name');
    expect(stderr).toContain('DATABASE_URL is missing: expected a URL');
    expect(stderr).not.toContain('KEY_PEPPER');
  });

  it('starts with the settings of its groups, whatever the others are', () => {
    expect(start({ SETTINGS: 'staging', STAGING_BUCKET: 'bucket', STAGING_TABLE: 'table' }).stderr).toBe('');
  });

  it('knows no other groups', () => {
    expect(start({ SETTINGS: 'staging,weather' }).stderr).toContain('weather is none of them');
  });
});

describe('references to secrets', () => {
  const secrets: Record<string, string> = {
    'tranche/postgres': JSON.stringify({ username: 'tranche', password: 'a/b@c d' }),
    'arn:aws:secretsmanager:eu-central-1:1:secret:pepper-AbCdEf': PEPPER,
    text: 'no JSON',
  };
  const read = async (id: string) =>
    secrets[id] ?? Promise.reject(new SecretUnavailable(id, 'GetSecretValue', 'ResourceNotFoundException'));

  it('are replaced: whole values as they are, parts of a URL encoded', async () => {
    const resolved = await resolveReferences(
      {
        DATABASE_URL: 'postgres://tranche:{secret:tranche/postgres#password}@db:5432/tranche',
        WAREHOUSE_PASSWORD: '{secret:tranche/postgres#password}',
        KEY_PEPPER: '{secret:arn:aws:secretsmanager:eu-central-1:1:secret:pepper-AbCdEf}',
        STAGING_BUCKET: 'bucket',
      },
      read,
    );
    expect(resolved).toEqual({
      // audit:not-a-secret
      DATABASE_URL: 'postgres://tranche:a%2Fb%40c%20d@db:5432/tranche',
      WAREHOUSE_PASSWORD: 'a/b@c d',
      KEY_PEPPER: PEPPER,
    });
  });

  it('read each secret once, and none where nothing refers to one', async () => {
    const asked: string[] = [];
    const counting = async (id: string) => {
      asked.push(id);
      return read(id);
    };
    await resolveReferences(
      { A: '{secret:tranche/postgres#username}', B: '{secret:tranche/postgres#password}' },
      counting,
    );
    await resolveReferences({ A: 'plain', B: undefined }, counting);
    expect(asked).toEqual(['tranche/postgres']);
  });

  it('say which setting, secret and field are wrong, and nothing of the secret', async () => {
    const broken = (value: string) => resolveReferences({ KEY_PEPPER: value }, read).catch((error: Error) => error);
    const noField = (await broken('{secret:tranche/postgres#pepper}')) as Error;
    expect(noField).toBeInstanceOf(BrokenReference);
    expect(noField.message).toBe('KEY_PEPPER: the secret tranche/postgres has no text "pepper"');
    expect(((await broken('{secret:text#pepper}')) as Error).message).toBe(
      'KEY_PEPPER: the secret text is not a JSON object',
    );
    expect(((await broken('{secret:gone}')) as Error).message).toContain('the secret gone cannot be read');
  });
});

describe('Secrets Manager', () => {
  const answers: [number, object][] = [];
  const requests: { target: unknown; authorization: unknown; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { 'x-amz-target': target, authorization } = request.headers;
    requests.push({ target, authorization, body });
    const [status, answer] = answers.shift() ?? [500, {}];
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
  });
  let env: Record<string, string>;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    env = {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      // audit:not-a-secret
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      AWS_ENDPOINT_URL_SECRETS_MANAGER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    };
  });
  afterAll(() => server.close());

  it('is asked for the value, and again where it is at a loss', async () => {
    answers.push([500, {}], [400, { __type: 'ThrottlingException' }], [200, { SecretString: 'value' }]);
    expect(await readSecret('tranche/x', env)).toBe('value');
    expect(requests).toHaveLength(3);
    expect(requests[2]).toMatchObject({ target: 'secretsmanager.GetSecretValue', body: '{"SecretId":"tranche/x"}' });
  });

  it('refuses once: the reason is given', async () => {
    requests.length = 0;
    answers.push([400, { __type: 'com.amazon#AccessDeniedException', Message: 'not you' }]);
    await expect(readSecret('tranche/x', env)).rejects.toThrow(
      'the secret tranche/x cannot be read (AccessDeniedException)',
    );
    expect(requests).toHaveLength(1);
  });

  it('takes a new value', async () => {
    requests.length = 0;
    answers.push([200, { VersionId: 'v' }], [400, { __type: 'AccessDeniedException' }]);
    await writeSecret('tranche/x', 'new value', env);
    expect(requests[0]).toMatchObject({ target: 'secretsmanager.PutSecretValue' });
    expect(JSON.parse(requests[0]!.body)).toMatchObject({ SecretId: 'tranche/x', SecretString: 'new value' });
    await expect(writeSecret('tranche/x', 'new value', env)).rejects.toThrow(
      'the secret tranche/x cannot be written (AccessDeniedException)',
    );
  });

  it('does not answer: given up after a few attempts', async () => {
    await expect(readSecret('x', { ...env, AWS_ENDPOINT_URL_SECRETS_MANAGER: 'http://127.0.0.1:1' })).rejects.toThrow(
      SecretUnavailable,
    );
  });

  it('gets requests signed as botocore signs them', () => {
    const { headers } = signedRequest(
      'GetSecretValue',
      { SecretId: 'tranche/x' },
      { ...env, AWS_SESSION_TOKEN: 'token', AWS_ENDPOINT_URL_SECRETS_MANAGER: '' },
      new Date('2026-11-20T12:00:00Z'),
    );
    expect(headers.authorization).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261120/eu-central-1/secretsmanager/aws4_request, ' +
        'SignedHeaders=content-type;host;x-amz-date;x-amz-security-token;x-amz-target, ' +
        'Signature=35f23afa878fbcf49b55fe01ee68181e8a798bd4de977df0caf3a95b703f529e',
    );
  });
});
