import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { handler } from '../../../functions/token-keys/handler.ts';
import { accessTokenReader, accessTokenSigner } from '../../../shared/operations/access-token.ts';

interface Answer {
  Status: string;
  Reason?: string;
  PhysicalResourceId: string;
  Data?: { PublicKey?: string };
}

/** Secrets Manager and CloudFormation in one: what was put into the secret, and what was answered. */
const written: { SecretId: string; SecretString: string }[] = [];
const answers: Answer[] = [];
let refuses = false;
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  if (request.method === 'PUT') answers.push(body);
  else if (request.headers['x-amz-target'] !== 'secretsmanager.PutSecretValue' || refuses) {
    response.statusCode = 400;
    response.end(JSON.stringify({ __type: 'AccessDeniedException' }));
    return;
  } else written.push(body);
  response.end('{}');
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', url);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('TOKEN_KEY_SECRET_ID', 'tranche/token-key');
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});
beforeEach(() => {
  written.length = 0;
  answers.length = 0;
  refuses = false;
});

async function deploy(RequestType: 'Create' | 'Update' | 'Delete', known?: string): Promise<Answer> {
  const request = {
    RequestType,
    ResponseURL: `${url}/answer`,
    StackId: 'stack',
    RequestId: 'r-1',
    LogicalResourceId: 'TokenKeyPair',
    ...(known === undefined ? {} : { PhysicalResourceId: known }),
  };
  await handler(request, { awsRequestId: 'r-1' });
  expect(answers).toHaveLength(1);
  return answers.splice(0)[0]!;
}

const claims = {
  tenantId: 'BANK001',
  role: 'admin',
  keyId: '01890000-0000-7000-8000-000000000001',
  userId: null,
  sessionId: '01890000-0000-7000-8000-000000000002',
} as const;

test('the private key goes into the secret and nowhere else; the public one proves what it signs', async () => {
  const made = await deploy('Create');
  expect(made).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: expect.stringMatching(/^[0-9a-f]{16}$/) });
  const [secret, ...more] = written;
  expect(more).toEqual([]);
  expect(secret?.SecretId).toBe('tranche/token-key');
  expect(JSON.stringify(made)).not.toContain(secret!.SecretString);
  const token = await accessTokenSigner(secret!.SecretString)(claims, 60);
  expect(await accessTokenReader(made.Data!.PublicKey!)(token)).toEqual({
    ok: true,
    claims,
    expiresAt: expect.any(Date),
  });
});

test('a new name makes another pair; deleting the stack leaves the secret alone', async () => {
  const first = await deploy('Create');
  const second = await deploy('Update', first.PhysicalResourceId);
  expect(second.PhysicalResourceId).not.toBe(first.PhysicalResourceId);
  expect(second.Data).not.toEqual(first.Data);
  expect(written).toHaveLength(2);
  expect(await deploy('Delete', second.PhysicalResourceId)).toMatchObject({
    Status: 'SUCCESS',
    PhysicalResourceId: second.PhysicalResourceId,
  });
  expect(written).toHaveLength(2);
});

test('where the secret cannot be written the deployment stops, and says why', async () => {
  refuses = true;
  expect(await deploy('Update', 'earlier')).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: 'earlier',
    Reason: 'No keys for access tokens: the secret tranche/token-key cannot be written (AccessDeniedException)',
  });
});
