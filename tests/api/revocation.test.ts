import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AnnouncedUpload, Upload } from './answers.ts';
import { Bank, problemCode, waitFor } from './bank.ts';
import { creditFile, creditRows, fileOf } from './files.ts';
import { banksFor, isOperated, tenantsCommand } from './tenants.ts';

/** What takes credentials away, or gives them back. `A` is the admin's key that acts, `O` an operator's; `S` a session of A. */
type Action = (typeof ACTIONS)[number];
const ACTIONS = [
  'rotate A',
  'rekey',
  'revoke A',
  'revoke O',
  'sign out of S',
  'use a refresh token of S twice',
  'disable',
  'disable and enable again',
] as const;

/** By name, whatever a bank holds; by action, what of it is good afterwards. */
const TABLE: Readonly<Record<string, readonly Action[]>> = {
  'key A': ['revoke O', 'sign out of S', 'use a refresh token of S twice', 'disable and enable again'],
  'key O': ['rotate A', 'revoke A', 'sign out of S', 'use a refresh token of S twice', 'disable and enable again'],
  'key V of a viewer': [
    'rotate A',
    'revoke A',
    'revoke O',
    'sign out of S',
    'use a refresh token of S twice',
    'disable and enable again',
  ],
  'access token of S': ['revoke O'],
  'refresh token of S': ['revoke O'],
  'access token of T, another session of A': ['revoke O', 'sign out of S', 'use a refresh token of S twice'],
  'refresh token of T': ['revoke O', 'sign out of S', 'use a refresh token of S twice'],
  'URL announced with A': ['revoke O', 'sign out of S', 'use a refresh token of S twice'],
  'URL announced with O': ['rotate A', 'revoke A', 'sign out of S', 'use a refresh token of S twice'],
  'URL announced in S': ['revoke O'],
  'URL announced in T': ['revoke O', 'sign out of S', 'use a refresh token of S twice'],
  'parts announced with A, completed with O': ['sign out of S', 'use a refresh token of S twice'],
  'parts announced in S, completed with O': [],
  'file staged with A': [...ACTIONS],
  'replay of what A announced, with its idempotency key': [
    'revoke O',
    'sign out of S',
    'use a refresh token of S twice',
    'disable and enable again',
  ],
  'link to an export': ['rotate A', 'rekey', 'revoke A', 'revoke O', 'sign out of S', 'use a refresh token of S twice'],
  'link to the audit': ['rotate A', 'rekey', 'revoke A', 'revoke O', 'sign out of S', 'use a refresh token of S twice'],
};

interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
}
const file = creditFile('RETAIL', 3);
const PART_BYTES = 5 * 1024 * 1024;

/** A bank with one of everything, and what each of it is worth when it is tried. */
async function equip(bank: Bank) {
  const { tenantId, baseUrl } = bank;
  const made = async (role: string) => tenantsCommand<{ api_key: string; key_id: string }>('key', tenantId, role);
  const as = (apiKey: string) => new Bank({ baseUrl, tenantId, apiKey });
  const [o, v] = [await made('operator'), await made('viewer')];
  const [a, operator, viewer] = [as(bank.apiKey), as(o.api_key), as(v.api_key)];
  const post = (path: string, body: object) => a.ask<Tokens>(path, { method: 'POST', body });
  const signIn = async () => (await post('/api/auth/token', { api_key: a.apiKey })).body;
  const [s, t] = [await signIn(), await signIn()];
  const bearer = ({ access_token }: Tokens) => ({ Authorization: `Bearer ${access_token}` });
  const announced = { loan_type: 'RETAIL', file_type: 'credit', file_name: 'a.csv', size_bytes: file.content.length };
  const announceIn = async (by: Bank, headers: Record<string, string> = {}, more: object = {}) =>
    (await by.ask<AnnouncedUpload>('/api/uploads', { method: 'POST', body: { ...announced, ...more }, headers })).body;

  // What is exported: the findings of a sync.
  const wrong = creditRows('RETAIL', 2).map((row, index) => (index === 0 ? { ...row, customer_type: 'X' } : row));
  const sync = await a.deliver(fileOf('credit', 'RETAIL', wrong));
  const linkOf = async (path: string) => (await a.ask(path)).headers.get('location')!;
  const links = [await linkOf(`/api/sync/logs/${sync.id}/errors.csv`), await linkOf('/api/audit.csv')] as const;
  // Staged beside the others, in a slice of its own.
  const staged = await a.stage(creditFile('COMMERCIAL', 2));
  const idempotencyKey = randomUUID();
  const replay = () => announceIn(a, { 'Idempotency-Key': idempotencyKey });
  const replayed = await replay();
  const uploads = {
    'URL announced with A': await announceIn(a),
    'URL announced with O': await announceIn(operator),
    'URL announced in S': await announceIn(a, bearer(s)),
    'URL announced in T': await announceIn(a, bearer(t)),
  };
  const inParts = { size_bytes: PART_BYTES + file.content.length, multipart: true, part_size: PART_BYTES };
  const content = Buffer.concat([Buffer.from(file.content), Buffer.alloc(PART_BYTES, '\n')]);
  const parts = {
    'parts announced with A, completed with O': await announceIn(a, {}, inParts),
    'parts announced in S, completed with O': await announceIn(a, bearer(s), inParts),
  };
  /** Parts are sent before anything is taken away; it is their completion that comes after. */
  const etags = new Map<string, { part_number: number; etag: string }[]>();
  for (const { upload_id, upload } of Object.values(parts)) {
    if (upload.method !== 'MULTIPART') throw new Error('not in parts');
    const sent = await Promise.all(
      upload.parts.map(async ({ part_number, url }) => {
        const body = content.subarray((part_number - 1) * PART_BYTES, part_number * PART_BYTES);
        const answer = await fetch(url, { method: 'PUT', body });
        return { part_number, etag: answer.headers.get('etag')! };
      }),
    );
    etags.set(upload_id, sent);
  }

  const ok = async (answer: Promise<{ status: number }>) => (await answer).status === 200;
  const refresh = ({ refresh_token }: Tokens) => ok(post('/api/auth/refresh', { refresh_token }));
  const whoami = (by: Bank, headers: Record<string, string> = {}) => ok(by.ask('/api/tenant', { headers }));
  const put = async (upload: AnnouncedUpload) => ok(fetch(urlOf(upload), { method: 'PUT', body: file.content }));
  const complete = ({ upload_id }: AnnouncedUpload) =>
    ok(
      operator.ask(`/api/uploads/${upload_id}/complete`, {
        method: 'POST',
        body: { parts: etags.get(upload_id) },
      }),
    );

  return {
    a,
    s,
    operatorKeyId: o.key_id,
    replayed,
    uploads: { ...uploads, ...parts },
    stagedId: staged.upload_id,
    post,
    /** What is decided at once. */
    tried: {
      'key A': () => whoami(a),
      'key O': () => whoami(operator),
      'key V of a viewer': () => whoami(viewer),
      'access token of S': () => whoami(a, bearer(s)),
      'access token of T, another session of A': () => whoami(a, bearer(t)),
      'refresh token of S': () => refresh(s),
      'refresh token of T': () => refresh(t),
      'link to an export': () => ok(fetch(links[0])),
      'link to the audit': () => ok(fetch(links[1])),
      'parts announced with A, completed with O': () => complete(parts['parts announced with A, completed with O']),
      'parts announced in S, completed with O': () => complete(parts['parts announced in S, completed with O']),
      'replay of what A announced, with its idempotency key': async () =>
        (await replay().catch(() => undefined))?.upload_id === replayed.upload_id,
    } satisfies Record<string, () => Promise<boolean>>,
    /** Sends the file to every URL, also to those that lead nowhere any more: S3 knows nothing of that. */
    sendAll: async () => {
      for (const upload of [...Object.values(uploads), replayed]) expect(await put(upload)).toBe(true);
    },
  };
}

const urlOf = ({ upload }: AnnouncedUpload): string => {
  if (upload.method !== 'PUT') throw new Error('in parts');
  return upload.url;
};

type Equipped = Awaited<ReturnType<typeof equip>>;

/** @returns a key that is good after it */
async function act(action: Action, { a, s, post, operatorKeyId }: Equipped): Promise<string> {
  const { tenantId, apiKey } = a;
  const command = (...args: string[]) => tenantsCommand<{ api_key: string }>(...args);
  const another = async () => (await command('key', tenantId, 'admin')).api_key;
  switch (action) {
    case 'rotate A':
      return (await a.call<{ api_key: string }>('/api/tenant/api-key/rotate', { method: 'POST' })).api_key;
    case 'rekey':
      return (await command('rekey', tenantId)).api_key;
    case 'revoke A':
      await command('revoke', tenantId, apiKey.slice(0, 16));
      return another();
    case 'revoke O':
      await command('revoke', tenantId, operatorKeyId);
      return apiKey;
    case 'sign out of S':
      expect((await post('/api/auth/logout', { refresh_token: s.refresh_token })).status).toBe(204);
      return apiKey;
    case 'use a refresh token of S twice': {
      const once = () => post('/api/auth/refresh', { refresh_token: s.refresh_token });
      expect([(await once()).status, (await once()).status]).toEqual([200, 401]);
      return apiKey;
    }
    case 'disable':
    case 'disable and enable again':
      await command('disable', tenantId);
      if (action === 'disable and enable again') await command('enable', tenantId);
      return apiKey;
  }
}

describe.runIf(isOperated())('after an action, of all that a bank holds', () => {
  it.each(ACTIONS)('"%s" leaves good exactly what the table says', async (action) => {
    const [bank] = (await banksFor(`REVOKED_${ACTIONS.indexOf(action) + 1}`, 1)) as [Bank];
    const held = await equip(bank);
    const key = await act(action, held);
    const good: Record<string, boolean> = {};
    for (const [name, isGood] of Object.entries(held.tried)) good[name] = await isGood();
    await held.sendAll();
    if (action === 'disable') await tenantsCommand('enable', bank.tenantId);
    const { tenantId, baseUrl } = bank;
    const now = new Bank({ baseUrl, tenantId, apiKey: key });

    // What is cancelled is so at once, and says why; what is not is looked at as ever.
    const fates: Record<string, Upload> = {};
    for (const [name, { upload_id }] of Object.entries(held.uploads)) {
      const isAwaited = name.startsWith('URL') || good[name] === true;
      fates[name] = isAwaited
        ? await waitFor(
            name,
            () => now.upload(upload_id),
            ({ status }) => status !== 'AWAITING_UPLOAD',
          )
        : await now.upload(upload_id);
      if (name.startsWith('URL')) good[name] = fates[name].status !== 'EXPIRED';
    }
    good['file staged with A'] = (await now.upload(held.stagedId)).status === 'STAGED';
    expect(good).toEqual(
      Object.fromEntries(Object.entries(TABLE).map(([name, actions]) => [name, actions.includes(action)])),
    );
    const cancelled = Object.values(fates).filter(({ status }) => status === 'EXPIRED');
    for (const { problem, upload_id } of cancelled) {
      expect(problemCode(problem)).toBe('upload-cancelled');
      expect(problem?.detail).toMatch(REASONS[action]);
      const entries = await now.all<{ action: string; after: { reason: string } }>('/api/audit', { target: upload_id });
      expect(entries.map((entry) => entry.action)).toEqual(['upload.cancelled', 'upload.announced']);
      expect(entries[0]!.after).toMatchObject({ status: 'EXPIRED', reason: expect.stringMatching(/^[a-z-]+$/) });
    }

    // What comes of a cancelled one stays away also once others have been staged after it, and loaded.
    const last = await now.load({ ...creditFile('RETAIL', 7) });
    expect(last.valid_credit_rows).toBe(7);
    expect(await now.count('RETAIL', 'credit')).toBe(7);
    for (const { upload_id } of cancelled) expect((await now.upload(upload_id)).status).toBe('EXPIRED');
    // A replay by another credential gives the first answer; the upload in it is what it is.
    if (['rotate A', 'rekey', 'revoke A'].includes(action)) {
      expect((await now.upload(held.replayed.upload_id)).status).toBe('EXPIRED');
    }
  });
});

const REASONS: Readonly<Record<Action, RegExp>> = {
  'rotate A': /API key .* revoked or replaced/,
  rekey: /API key .* revoked or replaced/,
  'revoke A': /API key .* revoked or replaced/,
  'revoke O': /API key .* revoked or replaced/,
  'sign out of S': /session .* signed out/,
  'use a refresh token of S twice': /refresh token was used twice/,
  disable: /tenant was disabled/,
  'disable and enable again': /tenant was disabled/,
};
