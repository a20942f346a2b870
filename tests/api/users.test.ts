import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import type { AnnouncedUpload, SyncLog } from './answers.ts';
import { type Bank, problemCode, waitFor } from './bank.ts';
import { creditFile } from './files.ts';
import { logLines } from './observed.ts';
import { banksFor, isGiven } from './tenants.ts';

/** Nobody else in any log says this. */
const PASSWORD = `correct horse ${randomUUID()}`;
const WRONG = `a wrong guess ${randomUUID()}`;
const file = creditFile('RETAIL', 3);

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('USERS', 1)) as [Bank];
});

const login = (username: string, password = PASSWORD) =>
  bank.ask<Tokens>('/api/auth/login', { method: 'POST', body: { tenant_id: bank.tenantId, username, password } });
const bearer = ({ access_token }: Tokens) => ({ Authorization: `Bearer ${access_token}` });
/** A new user, signed in. */
async function signedIn(username: string, role: string) {
  await bank.ask(`/api/users/${username}`, { method: 'DELETE' });
  await bank.call('/api/users', { method: 'POST', body: { username, role, password: PASSWORD } });
  const { body } = await login(username);
  return { tokens: body, headers: bearer(body) };
}
const announced = { loan_type: 'RETAIL', file_type: 'credit', file_name: 'a.csv', size_bytes: file.content.length };

describe('what a user does', () => {
  it('is told of that user: who sent a file, who published a book, in the audit', async () => {
    const { headers } = await signedIn('op.erator', 'operator');
    const upload = await bank.call<AnnouncedUpload>('/api/uploads', { method: 'POST', body: announced, headers });
    if (upload.upload.method !== 'PUT') throw new Error('in parts');
    expect((await fetch(upload.upload.url, { method: 'PUT', body: file.content })).status).toBe(200);
    await bank.waitForUpload(upload.upload_id, ({ status }) => status === 'STAGED');
    const body = { tenant_id: bank.tenantId, loan_type: 'RETAIL' };
    const { id } = await bank.call<SyncLog>('/api/sync', { method: 'POST', body, headers });
    expect((await bank.waitForSync(id)).status).toBe('COMPLETED');
    expect(await bank.upload(upload.upload_id)).toMatchObject({ sent_by: 'op.erator', status: 'LOADED' });
    const [book] = (
      await bank.call<{ data: { by: string }[] }>('/api/publications', { query: { loan_type: 'RETAIL' } })
    ).data;
    expect(book?.by).toBe('op.erator');
    const entries = await bank.all<{ action: string; actor: object }>('/api/audit', { actor: 'op.erator' });
    const actor = { kind: 'user', role: 'operator', username: 'op.erator', key_id: null, api_key_prefix: null };
    for (const entry of entries) expect(entry.actor).toMatchObject(actor);
    expect(entries.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['session.started', 'upload.announced', 'sync.started']),
    );
  });

  it('is what the role allows, also after it has changed', async () => {
    const { headers } = await signedIn('reader', 'viewer');
    expect((await bank.ask('/api/tenant', { headers })).status).toBe(200);
    const upload = () => bank.ask('/api/uploads', { method: 'POST', body: announced, headers });
    expect((await upload()).status).toBe(403);
    await bank.call('/api/users/reader', { method: 'PATCH', body: { role: 'operator' } });
    expect((await upload()).status).toBe(201);
    await bank.call('/api/users/reader', { method: 'PATCH', body: { role: 'viewer' } });
    expect((await upload()).status).toBe(403);
  });
});

describe('what takes a user away', () => {
  const actions: Readonly<Record<string, (name: string) => Promise<{ status: number }>>> = {
    removing: (name) => bank.ask(`/api/users/${name}`, { method: 'DELETE' }),
    deactivating: (name) => bank.ask(`/api/users/${name}`, { method: 'PATCH', body: { is_active: false } }),
    'another password': (name) =>
      bank.ask(`/api/users/${name}/password`, { method: 'POST', body: { password: `${PASSWORD} 2` } }),
  };

  it.each(Object.keys(actions))('%s: tokens, and what waits for its file, stop at once', async (action) => {
    const name = action.replace(' ', '-');
    const { tokens, headers } = await signedIn(name, 'operator');
    const other = (await login(name)).body;
    const upload = await bank.call<AnnouncedUpload>('/api/uploads', { method: 'POST', body: announced, headers });
    const byKey = await bank.announce(file);
    expect((await actions[action]!(name)).status).toBeLessThan(300);
    for (const held of [tokens, other]) {
      expect((await bank.ask('/api/tenant', { headers: bearer(held) })).status).toBe(401);
      const refresh = { refresh_token: held.refresh_token };
      expect((await bank.ask('/api/auth/refresh', { method: 'POST', body: refresh })).status).toBe(401);
    }
    expect((await login(name)).status).toBe(401);
    const cancelled = await bank.upload(upload.upload_id);
    expect([cancelled.status, problemCode(cancelled.problem)]).toEqual(['EXPIRED', 'upload-cancelled']);
    expect(cancelled.problem?.detail).toMatch(/user who announced this upload/);
    // What arrives all the same is left alone; what others announced is not touched.
    if (upload.upload.method === 'PUT') await fetch(upload.upload.url, { method: 'PUT', body: file.content });
    if (byKey.upload.method === 'PUT') await fetch(byKey.upload.url, { method: 'PUT', body: file.content });
    await bank.waitForUpload(byKey.upload_id, ({ status }) => status === 'STAGED');
    expect((await bank.upload(upload.upload_id)).status).toBe('EXPIRED');
  });

  it('signing out ends one session and leaves the others', async () => {
    const { tokens } = await signedIn('two-pages', 'viewer');
    const other = (await login('two-pages')).body;
    const body = { refresh_token: tokens.refresh_token };
    expect((await bank.ask('/api/auth/logout', { method: 'POST', body })).status).toBe(204);
    expect((await bank.ask('/api/tenant', { headers: bearer(tokens) })).status).toBe(401);
    expect((await bank.ask('/api/tenant', { headers: bearer(other) })).status).toBe(200);
  });
});

describe('guessing', () => {
  it('ends after five wrong passwords, and tells nobody who there is', async () => {
    await signedIn('victim', 'viewer');
    for (const name of ['victim', 'nobody-here']) {
      const answers = [];
      for (let n = 0; n < 6; n++) answers.push(await login(name, WRONG));
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
      expect(answers[5]!.body).toMatchObject({ type: '/problems/account-closed', status: 429 });
      expect(Number(answers[5]!.headers.get('retry-after'))).toBeGreaterThan(800);
    }
    expect((await login('victim')).status).toBe(429);
    // An admin opens it.
    await bank.call('/api/users/victim/password', { method: 'POST', body: { password: PASSWORD } });
    expect((await login('victim')).status).toBe(200);
  });

  it('many who sign in at once all get in', async () => {
    await signedIn('busy', 'viewer');
    const answers = await Promise.all(Array.from({ length: 30 }, () => login('busy')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});

it.skipIf(isGiven())('neither a password nor a hash is in any log or in the audit', async () => {
  const { headers } = await signedIn('secretive', 'admin');
  await login('secretive', WRONG);
  const change = { password: `${PASSWORD} 3`, current_password: WRONG };
  await bank.ask('/api/users/secretive/password', { method: 'POST', body: change, headers });
  await bank.ask('/api/users', { method: 'POST', body: { username: 'x y', role: 'viewer', password: PASSWORD } });
  // Typed into the wrong field.
  await login(WRONG, 'secretive');
  const { headers: answered } = await login(WRONG.replaceAll(' ', '-'), 'secretive');
  const service = { home: inject('home'), url: inject('baseUrl') };
  const lines = await waitFor(
    'the line of the last sign-in',
    async () => logLines(service),
    (all) => all.some(({ request_id }) => request_id === answered.get('x-request-id')),
  );
  const said = JSON.stringify([lines, await bank.all('/api/audit')]);
  expect(said).toContain('sign-in refused');
  for (const secret of [PASSWORD, WRONG, WRONG.replaceAll(' ', '-'), '$argon2']) expect(said).not.toContain(secret);
});
