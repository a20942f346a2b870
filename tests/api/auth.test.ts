import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { ProblemDocument } from './answers.ts';
import { type Answer, type Bank, problemCode, type Request } from './bank.ts';
import { deviation, type OpenApi } from './declared-answers.ts';
import { creditFile } from './files.ts';
import { banksFor, isGiven, isOperated, keepGivenKey, tenantsCommand } from './tenants.ts';

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly token_type: string;
  readonly expires_in: number;
  readonly tenant_id: string;
  readonly role: string;
}
interface Operation {
  readonly security: readonly Record<string, unknown>[];
  readonly requestBody?: unknown;
  readonly 'x-roles'?: readonly string[];
}

let bank: Bank;
let document: OpenApi;
/** Every key and token that this file has seen: none may be in a log. */
const secrets = new Set<string>();

beforeAll(async () => {
  [bank] = (await banksFor('AUTH', 1)) as [Bank];
  document = await bank.call<OpenApi>('/api/openapi.json');
  secrets.add(bank.apiKey);
});

/** A request without credentials, but for those in the body; its answer must be a declared one. */
async function post<T = ProblemDocument>(address: string, body: unknown): Promise<Answer<T>> {
  for (const value of Object.values(body as object)) secrets.add(String(value));
  const response = await fetch(bank.address(address), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const answer = {
    status: response.status,
    headers: response.headers,
    text,
    body: text ? JSON.parse(text) : undefined,
  };
  const { status } = response;
  const contentType = response.headers.get('content-type') ?? '';
  expect(
    deviation(document, { method: 'POST', path: address, status, contentType, body: answer.body }),
  ).toBeUndefined();
  for (const name of ['access_token', 'refresh_token']) if (answer.body?.[name]) secrets.add(answer.body[name]);
  return answer;
}
async function signIn(apiKey = bank.apiKey): Promise<Tokens> {
  const answer = await post<Tokens>('/api/auth/token', { api_key: apiKey });
  expect(answer.status).toBe(200);
  return answer.body;
}
const refresh = (refresh_token: string) => post<Tokens>('/api/auth/refresh', { refresh_token });
const logout = (refresh_token: string) => post('/api/auth/logout', { refresh_token });
const asking = <T = ProblemDocument>({ access_token }: Tokens, address: string, request: Request = {}) =>
  bank.ask<T>(address, { ...request, headers: { Authorization: `Bearer ${access_token}` } });
const whoami = (tokens: Tokens) => asking<{ tenant_id: string; role: string }>(tokens, '/api/tenant');

describe('a session', () => {
  it('does what its key does, until it is signed out', async () => {
    const tokens = await signIn();
    expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 900, tenant_id: bank.tenantId, role: 'admin' });
    expect(await whoami(tokens)).toMatchObject({ status: 200, body: { tenant_id: bank.tenantId, role: 'admin' } });
    const file = { loan_type: 'RETAIL', file_type: 'credit', file_name: 'a.csv', size_bytes: 10 };
    expect((await asking(tokens, '/api/uploads', { method: 'POST', body: file })).status).toBe(201);
    const other = await asking(tokens, '/api/tenant', { query: { tenant_id: 'BANK999' } });
    expect(problemCode(other.body)).toBe('tenant-mismatch');

    expect(await logout(tokens.refresh_token)).toMatchObject({ status: 204, text: '' });
    expect(await whoami(tokens)).toMatchObject({ status: 401, body: { type: '/problems/unauthorized' } });
    expect((await refresh(tokens.refresh_token)).status).toBe(401);
    expect((await logout(tokens.refresh_token)).status).toBe(204);
    expect((await logout('never seen')).status).toBe(204);
  });

  it('is renewed', async () => {
    const first = await signIn();
    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.body.refresh_token).not.toBe(first.refresh_token);
    expect((await whoami(second.body)).status).toBe(200);
    expect((await refresh(second.body.refresh_token)).status).toBe(200);
  });

  it('ends, as a whole, when a refresh token is used twice', async () => {
    const bystander = await signIn();
    const first = await signIn();
    const second = (await refresh(first.refresh_token)).body;
    expect(await refresh(first.refresh_token)).toMatchObject({ status: 401, body: { type: '/problems/unauthorized' } });
    expect((await whoami(first)).status).toBe(401);
    expect((await whoami(second)).status).toBe(401);
    expect((await refresh(second.refresh_token)).status).toBe(401);
    expect((await whoami(bystander)).status).toBe(200);
  });

  it('is won by exactly one of many refreshes at once, and then ended', async () => {
    const first = await signIn();
    const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(first.refresh_token)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
    const winner = answers.find(({ status }) => status === 200)?.body as Tokens;
    expect((await whoami(winner)).status).toBe(401);
  });

  it('has one answer for whatever is wrong with a credential', async () => {
    const { refresh_token } = await signIn();
    await logout(refresh_token);
    const wrong = [
      ...[`sk_live_${'0'.repeat(48)}`, `${bank.apiKey}0`, 'x', ''].map((api_key) =>
        post('/api/auth/token', { api_key }),
      ),
      ...[refresh_token, `rt_live_${'0'.repeat(64)}`, 'x', ''].map((token) => refresh(token)),
    ];
    const answers = await Promise.all(wrong as Promise<Answer<ProblemDocument>>[]);
    for (const { status, body, headers } of answers) {
      expect({ status, code: problemCode(body) }).toEqual({ status: 401, code: 'unauthorized' });
      expect(headers.get('www-authenticate')).toMatch(/Bearer/);
    }
    expect(new Set(answers.slice(0, 4).map(({ body }) => body.detail)).size).toBe(1);
    expect(new Set(answers.slice(4).map(({ body }) => body.detail)).size).toBe(1);
    expect((await bank.ask('/api/auth/token')).status).toBe(405);
  });

  it('falls with its key: rotated by itself, it is over', async () => {
    const tokens = await signIn();
    const rotated = await asking<{ api_key: string }>(tokens, '/api/tenant/api-key/rotate', { method: 'POST' });
    expect(rotated.status).toBe(200);
    const old = bank.apiKey;
    bank.apiKey = rotated.body.api_key;
    secrets.add(bank.apiKey);
    keepGivenKey(bank.tenantId, bank.apiKey);
    expect((await whoami(tokens)).status).toBe(401);
    expect((await refresh(tokens.refresh_token)).status).toBe(401);
    expect((await post('/api/auth/token', { api_key: old })).status).toBe(401);
    expect((await whoami(await signIn())).status).toBe(200);
  });
});

describe('what only the operator can do', () => {
  const command = <T>(...args: string[]) => tenantsCommand<T>(...args);

  it('a disabled tenant is refused with tokens as with its key', async ({ skip }) => {
    skip(!isOperated(), 'only the operator can disable a tenant');
    const tokens = await signIn();
    await command('disable', bank.tenantId);
    expect(await whoami(tokens)).toMatchObject({ status: 403, body: { type: '/problems/tenant-inactive' } });
    expect(problemCode((await refresh(tokens.refresh_token)).body as unknown as ProblemDocument)).toBe(
      'tenant-inactive',
    );
    expect((await post('/api/auth/token', { api_key: bank.apiKey })).status).toBe(403);
    await command('enable', bank.tenantId);
    // Its sessions are over: whoever had signed in signs in again.
    expect((await whoami(tokens)).status).toBe(401);
    expect((await refresh(tokens.refresh_token)).status).toBe(401);
    expect((await whoami(await signIn())).status).toBe(200);
  });

  it.for(['operator', 'viewer'])(
    '%s: every operation that the role may not do says which may',
    async (role, { skip }) => {
      skip(!isOperated(), 'only the operator can issue keys');
      const made = await command<{ api_key: string; key_id: string }>('key', bank.tenantId, role);
      const tokens = await signIn(made.api_key);
      expect(await whoami(tokens)).toMatchObject({ status: 200, body: { role } });
      const refused: string[] = [];
      for (const [address, methods] of Object.entries(document.paths)) {
        for (const [method, operation] of Object.entries(methods) as [string, unknown][] as [string, Operation][]) {
          if (operation.security.length === 0) continue;
          const concrete = address.replaceAll(/\{\w+\}/g, '01890000-0000-7000-8000-000000000000');
          const answer = await asking(tokens, concrete, {
            method: method.toUpperCase(),
            ...(operation.requestBody ? { body: {} } : {}),
          });
          const may = operation['x-roles']?.includes(role) ?? true;
          expect(`${method} ${address} ${answer.status === 403}`).toBe(`${method} ${address} ${!may}`);
          expect(answer.status, `${method} ${address}`).not.toBe(401);
          if (may) continue;
          refused.push(address);
          expect(problemCode(answer.body)).toBe('forbidden');
          for (const needed of operation['x-roles'] ?? []) expect(answer.body.detail).toContain(needed);
        }
      }
      expect(refused).toContain('/api/tenant/api-key/rotate');
      expect(refused.includes('/api/uploads')).toBe(role === 'viewer');

      await command('revoke', bank.tenantId, made.key_id);
      expect((await whoami(tokens)).status).toBe(401);
      expect((await refresh(tokens.refresh_token)).status).toBe(401);
    },
  );

  it('an operator delivers a file', async ({ skip }) => {
    skip(!isOperated(), 'only the operator can issue keys');
    const { api_key } = await command<{ api_key: string }>('key', bank.tenantId, 'operator');
    secrets.add(api_key);
    const admin = bank.apiKey;
    bank.apiKey = api_key;
    const log = await bank.load(creditFile('RETAIL', 3)).finally(() => {
      bank.apiKey = admin;
    });
    expect(log.valid_credit_rows).toBe(3);
  });
});

describe('logs', () => {
  const lines = (name: RegExp): Record<string, unknown>[] => {
    const directory = path.join(inject('home'), 'logs');
    return readdirSync(directory)
      .filter((file) => name.test(file))
      .flatMap((file) => readFileSync(path.join(directory, file), 'utf8').split('\n'))
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  };

  it('warn of a token used twice, by the id of its session', async ({ skip }) => {
    skip(isGiven(), 'its logs are elsewhere');
    const first = await signIn();
    const sid = JSON.parse(Buffer.from(first.access_token.split('.')[1] ?? '', 'base64url').toString()).sid;
    await refresh(first.refresh_token);
    const { request_id } = (await refresh(first.refresh_token)).body as unknown as ProblemDocument;
    const found = () =>
      lines(/auth/).filter((line) => line.level === 'WARN' && JSON.stringify(line).includes(`"session_id":"${sid}"`));
    for (let tries = 0; tries < 50 && found().length === 0; tries++) await sleep(100);
    expect(found()).toEqual([expect.objectContaining({ component: 'auth', request_id, tenant_id: bank.tenantId })]);
  });

  it('hold no key and no token', async ({ skip }) => {
    skip(isGiven(), 'its logs are elsewhere');
    const all = JSON.stringify(lines(/./));
    expect(all.includes('"component":"tenant"')).toBe(true);
    expect(all.includes('signed in')).toBe(true);
    const hidden = [...secrets].filter((secret) => secret.length > 40);
    expect(hidden.length).toBeGreaterThan(30);
    for (const secret of hidden) {
      expect(all.includes(secret), `${secret.slice(0, 16)}…`).toBe(false);
      // Nor the part that cannot be guessed, without the rest.
      expect(all.includes(secret.slice(-40)), `…${secret.slice(-8)}`).toBe(false);
    }
  });
});
