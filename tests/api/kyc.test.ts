/** Identities over HTTP; and personal values planted wherever one can be, looked for in all that the service says and writes. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { filesBelow, stillThere } from '../files-below.ts';
import type { Page } from './answers.ts';
import { Bank, problemCode, type Request, waitFor } from './bank.ts';
import {
  type AnnouncedDocument,
  announcedDocument,
  type KycProfile,
  type KycRequest,
  newProfile,
  newRequest,
} from './persons.ts';
import { type Provider, simulatedProvider } from './simulated-providers.ts';
import { banksFor, isGiven, isOperated, tenantsCommand } from './tenants.ts';

const PASSWORD = 'correct horse battery';
/** What is personal has it, and nothing else has. */
const MARK = 'Zq7Person';
const PROFILES = '/api/kyc/profiles';
const REQUESTS = '/api/kyc/requests';
const MASKED = [
  ...['profile_id', 'user_id', 'status', 'is_verified', 'verified_at', 'expires_at'],
  ...['version', 'created_at', 'updated_at', 'history'],
];

let bank: Bank;
let other: Bank;
beforeAll(async () => {
  [bank, other] = (await banksFor('KYC', 2)) as [Bank, Bank];
});

type Headers = Readonly<Record<string, string>>;
const post = <T>(at: string, body: unknown, headers: Headers = {}) =>
  bank.call<T>(at, { method: 'POST', body, headers });
const ask = (at: string, request: Request & { headers?: Headers } = {}) =>
  bank.ask<Record<string, unknown>>(at, request);
const code = async (at: string, method: string, body: unknown, headers: Headers = {}) => {
  const answer = await bank.ask(at, { method, body, headers });
  return answer.status < 300 ? answer.status : problemCode(answer.body);
};
/** Signs in as a new user. */
async function userNamed(username: string, role = 'admin'): Promise<Headers> {
  await bank.call('/api/users', { method: 'POST', body: { username, role, password: PASSWORD } });
  return signIn(username);
}
async function signIn(username: string): Promise<Headers> {
  const body = { tenant_id: bank.tenantId, username, password: PASSWORD };
  const { access_token } = await bank.call<{ access_token: string }>('/api/auth/login', { method: 'POST', body });
  return { Authorization: `Bearer ${access_token}` };
}
const keyFor = async (role: string): Promise<string> =>
  (await tenantsCommand<{ api_key: string }>('key', bank.tenantId, role)).api_key;
const withKey = (apiKey: string): Headers => ({ Authorization: `Api-Key ${apiKey}` });
const actions = async (target: string) =>
  (await bank.all<{ action: string }>('/api/audit', { target })).map(({ action }) => action);

describe('a verification', () => {
  it('is asked for, decided by somebody else, revoked, and asked for anew', async () => {
    const boss = await userNamed('the.boss');
    const profile = await post<KycProfile>(PROFILES, newProfile('customer-1'));
    expect(profile).toMatchObject({ user_id: 'customer-1', status: 'PENDING', is_verified: false, verified_at: null });
    const at = `${PROFILES}/${profile.profile_id}`;
    const asked = await bank.ask<KycRequest>(REQUESTS, {
      method: 'POST',
      body: { ...newRequest('customer-1'), validity_days: 30 },
    });
    expect(asked.status).toBe(201);
    const of = `${REQUESTS}/${asked.body.request_id}`;
    expect(asked.headers.get('location')).toBe(of);
    expect(asked.body).toMatchObject({
      status: 'pending',
      status_details: 'waits-for-decision',
      request_type: 'institution',
      entity_id: bank.tenantId,
      profile_id: profile.profile_id,
      provider: null,
      result: null,
      version: 1,
    });
    const decided = await post<KycRequest>(`${of}/decision`, { decision: 'approved', reason: 'seen' }, boss);
    expect(decided).toMatchObject({
      status: 'completed',
      result: { is_verified: true, verification_score: null },
      history: [{ status: 'pending' }, { status: 'completed', by: 'the.boss', reason: 'seen' }],
    });
    const verified = await bank.call<KycProfile>(at);
    expect(verified).toMatchObject({ status: 'VERIFIED', is_verified: true });
    expect(Date.parse(verified.expires_at!) - Date.parse(verified.verified_at!)).toBe(30 * 24 * 3600 * 1000);
    expect(await code(`${of}/decision`, 'POST', { decision: 'rejected' }, boss)).toBe('wrong-state');
    expect(await code(`${of}/cancel`, 'POST', {})).toBe('wrong-state');
    expect(await code(at, 'PATCH', { full_name: 'Another' })).toBe('wrong-state');
    expect(await code(at, 'PATCH', { is_verified: true })).toBe('invalid-request');
    expect(await code(at, 'PATCH', { address: 'elsewhere' })).toBe(200);
    expect(await post(`${at}/revoke`, { reason: 'forged' }, boss)).toMatchObject({
      status: 'REVOKED',
      is_verified: false,
      verified_at: null,
      history: [{}, {}, { status: 'REVOKED', by: 'the.boss', reason: 'forged' }],
    });
    expect(await code(`${at}/revoke`, 'POST', { reason: 'forged' }, boss)).toBe('wrong-state');
    const next = await post<KycRequest>(REQUESTS, newRequest(profile.profile_id));
    await post(`${REQUESTS}/${next.request_id}/decision`, { decision: 'rejected' }, boss);
    expect(await bank.call(at)).toMatchObject({ status: 'REJECTED', is_verified: false });
    expect(await actions(profile.profile_id)).toEqual(['kyc.revoked', 'kyc.profile-changed', 'kyc.profile-made']);
    expect(await actions(asked.body.request_id)).toEqual(['kyc.decided', 'kyc.requested']);
    expect(await code(at, 'DELETE', undefined, boss)).toBe(204);
    expect(await code(at, 'GET', undefined)).toBe('not-found');
    expect(await bank.call(of)).toMatchObject({ status: 'completed', profile_id: null });
  });

  it('names what its type needs, and takes no other', async () => {
    for (const [verification_type, fields] of [
      ['document', ['document_type', 'document_number']],
      ['face', ['face_image']],
      ['address', ['address_proof']],
      ['background', ['background_check_type']],
    ] as const) {
      const body = { verification_type, subject_type: 'business', subject_id: 'acme' };
      const answer = await bank.ask(REQUESTS, { method: 'POST', body });
      expect([answer.status, problemCode(answer.body)]).toEqual([422, 'kyc-error']);
      expect(answer.body.errors?.map(({ field, code }) => [field, code])).toEqual(
        fields.map((field) => [`request_data.${field}`, 'required']),
      );
      const request_data = Object.fromEntries(fields.map((field) => [field, 'x']));
      expect(await code(REQUESTS, 'POST', { ...body, request_data })).toBe(201);
    }
    expect(await code(REQUESTS, 'POST', { ...newRequest('a'), verification_type: 'palm' })).toBe('invalid-request');
    expect(await code(REQUESTS, 'POST', { ...newRequest('a'), provider: 'nobody' })).toBe('kyc-error');
    expect(await code(REQUESTS, 'POST', { ...newRequest('a'), status: 'completed' })).toBe('invalid-request');
  });

  it('is found in lists, page by page', async () => {
    for (let number = 0; number < 5; number += 1) await post(REQUESTS, newRequest('listed'));
    const listed = await bank.all<KycRequest>(REQUESTS, { subject_id: 'listed', limit: '2' });
    expect(new Set(listed.map(({ request_id }) => request_id)).size).toBe(5);
    await post(`${REQUESTS}/${listed[0]!.request_id}/cancel`, { reason: 'twice' });
    const pending = await bank.call<Page<KycRequest>>(REQUESTS, { query: { subject_id: 'listed', status: 'pending' } });
    expect(pending.data.map(({ request_id }) => request_id)).toEqual(
      listed.slice(1).map(({ request_id }) => request_id),
    );
    expect(await code(`${REQUESTS}?cursor=x`, 'GET', undefined)).toBe('invalid-cursor');
    expect(await other.all(REQUESTS)).toEqual([]);
  });

  it('is asked for once by one Idempotency-Key', async () => {
    const headers = { 'Idempotency-Key': 'kyc-1' };
    const [first, again] = [
      await post<KycRequest>(REQUESTS, newRequest('once'), headers),
      await post<KycRequest>(REQUESTS, newRequest('once'), headers),
    ];
    expect(again).toEqual(first);
    const another = { ...newRequest('once'), request_data: { document_type: 'passport', document_number: 'U2' } };
    expect(await code(REQUESTS, 'POST', another, headers)).toBe('idempotency-key-reused');
  });
});

describe('who decides', () => {
  it('is an admin', async () => {
    const { request_id } = await post<KycRequest>(REQUESTS, newRequest('by role'));
    for (const role of ['viewer', 'operator']) {
      const headers = await userNamed(`a.${role}`, role);
      const decision = `${REQUESTS}/${request_id}/decision`;
      expect(await code(decision, 'POST', { decision: 'approved' }, headers), role).toBe('forbidden');
      expect(await code(`${REQUESTS}/${request_id}?include=personal`, 'GET', undefined, headers)).toBe('forbidden');
      expect(await code(REQUESTS, 'POST', newRequest('by role'), headers)).toBe(role === 'viewer' ? 'forbidden' : 201);
    }
  });

  it('is not the user who asked, in whatever session, nor one made anew by that name', async () => {
    const anna = await userNamed('anna.asks');
    const { request_id } = await post<KycRequest>(REQUESTS, newRequest('of anna'), anna);
    const decision = `${REQUESTS}/${request_id}/decision`;
    const own = async (headers: Headers) => {
      const answer = await bank.ask(decision, { method: 'POST', body: { decision: 'approved' }, headers });
      expect([answer.status, problemCode(answer.body)]).toEqual([403, 'forbidden']);
      expect(answer.body.detail).toContain('somebody else decides');
    };
    await own(anna);
    await own(await signIn('ANNA.asks'));
    await bank.call('/api/users/anna.asks', { method: 'DELETE' });
    await own(await userNamed('anna.asks'));
    expect(await bank.call(`${REQUESTS}/${request_id}`)).toMatchObject({ status: 'pending' });
    // The bank's key, which somebody else has.
    expect(await code(decision, 'POST', { decision: 'rejected' })).toBe(200);
  });

  it('is not who it is about', async () => {
    const bob = await userNamed('bob.himself');
    const { profile_id } = await post<KycProfile>(PROFILES, newProfile('bob.himself'));
    for (const subject of ['bob.himself', 'Bob.Himself', profile_id]) {
      const { request_id } = await post<KycRequest>(REQUESTS, newRequest(subject));
      expect(await code(`${REQUESTS}/${request_id}/decision`, 'POST', { decision: 'approved' }, bob), subject).toBe(
        'forbidden',
      );
    }
  });

  it('is not the key that asked, its session, or one that it was rotated into', async ({ skip }) => {
    skip(!isOperated(), 'keys are made by the operator');
    const asking = new Bank({ baseUrl: bank.baseUrl, tenantId: bank.tenantId, apiKey: await keyFor('admin') });
    const made = await asking.call<KycRequest>(REQUESTS, { method: 'POST', body: newRequest('of a key') });
    const decision = `${REQUESTS}/${made.request_id}/decision`;
    const body = { decision: 'approved' };
    expect(await code(decision, 'POST', body, withKey(asking.apiKey))).toBe('forbidden');
    const session = async () => {
      const { access_token } = await bank.call<{ access_token: string }>('/api/auth/token', {
        method: 'POST',
        body: { api_key: asking.apiKey },
      });
      return { Authorization: `Bearer ${access_token}` };
    };
    expect(await code(decision, 'POST', body, await session())).toBe('forbidden');
    for (let turn = 0; turn < 2; turn += 1) {
      const { api_key } = await asking.call<{ api_key: string }>('/api/tenant/api-key/rotate', { method: 'POST' });
      asking.apiKey = api_key;
      expect(await code(decision, 'POST', body, withKey(api_key))).toBe('forbidden');
      expect(await code(decision, 'POST', body, await session())).toBe('forbidden');
    }
    expect(await code(decision, 'POST', body)).toBe(200);
  });

  it('is one of twenty who do at once', async () => {
    const boss = await userNamed('quick.boss');
    const { request_id } = await post<KycRequest>(REQUESTS, newRequest('at once'));
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        code(`${REQUESTS}/${request_id}/decision`, 'POST', { decision: at % 2 ? 'approved' : 'rejected' }, boss),
      ),
    );
    expect(outcomes.toSorted()).toEqual([200, ...Array.from({ length: 19 }, () => 'wrong-state')]);
    expect((await bank.call<KycRequest>(`${REQUESTS}/${request_id}`)).history).toHaveLength(2);
  });
});

describe('a provider', () => {
  const CODE = 'KYCONE';
  let provider: Provider;
  beforeAll(async () => {
    provider = await simulatedProvider(bank, 'kyc', CODE);
  });
  afterAll(() => provider?.simulator.stop());

  it.each([
    ['succeed', 'completed', 'VERIFIED'],
    ['decline', 'rejected', 'REJECTED'],
    ['pending', 'completed', 'VERIFIED'],
    ['late', 'completed', 'VERIFIED'],
    ['twice', 'completed', 'VERIFIED'],
    ['out-of-order', 'completed', 'VERIFIED'],
  ])('that is told to %s: the verification is %s, once, and the profile %s', async (simulate, status, ofProfile) => {
    const { profile_id, user_id } = await post<KycProfile>(PROFILES, {
      ...newProfile(`asked-${simulate}`),
      address: `${MARK} of ${simulate}`,
    });
    const asked = newRequest(user_id);
    const request_data = { ...asked.request_data, document_number: `${MARK} ${simulate}`, simulate };
    const body = { ...asked, request_data, provider: CODE.toLowerCase() };
    const { request_id } = await post<KycRequest>(REQUESTS, body);
    const over = await waitFor(
      `the verification that is told to ${simulate}`,
      () => bank.call<KycRequest>(`${REQUESTS}/${request_id}`),
      (found) => !['pending', 'processing'].includes(found.status),
    );
    expect(over).toMatchObject({ status, result: { is_verified: status === 'completed' } });
    expect(over.history.at(-1)).toMatchObject({ status, by: expect.stringContaining(CODE) });
    expect(over.history.filter((one) => one.status === status)).toHaveLength(1);
    expect(await bank.call(`${PROFILES}/${profile_id}`)).toMatchObject({ status: ofProfile });
    // A webhook may be faster than the answer, after which a request counts.
    const sent = await waitFor(
      'the request to be answered',
      async () =>
        provider.simulator
          .requests()
          .filter((one) => (one.body as { request_id?: string } | undefined)?.request_id === request_id),
      (requests) => requests.length > 0,
    );
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual([request_id]);
    expect(sent[0]!.body).toMatchObject({
      data: { document_number: `${MARK} ${simulate}`, address: `${MARK} of ${simulate}` },
    });
    const events = await bank.all<{ subject: string | null; status: string }>('/api/webhook-events');
    for (const event of events.filter(({ subject }) => subject === request_id)) {
      expect(['completed', 'pending', 'processing']).toContain(event.status);
    }
  });

  it('changes nothing that a person has decided', async () => {
    const { request_id } = await post<KycRequest>(REQUESTS, {
      ...newRequest('asked-and-decided'),
      request_data: { ...newRequest('').request_data, simulate: 'bad-signature' },
      provider: CODE,
    });
    const boss = await userNamed('fast.boss');
    // What is decided before it is sent is not sent any more.
    await waitFor(
      'the provider to be asked',
      async () => provider.simulator.jobs(),
      (jobs) => jobs.some(({ id }) => id === request_id),
    );
    await post(`${REQUESTS}/${request_id}/decision`, { decision: 'rejected' }, boss);
    await waitFor(
      'the webhook',
      async () => provider.simulator.webhooks(),
      (webhooks) => webhooks.some(({ status }) => status === 401),
    );
    expect(await bank.call(`${REQUESTS}/${request_id}`)).toMatchObject({
      status: 'rejected',
      version: expect.any(Number),
    });
  });
});

describe('personal values', () => {
  const person = {
    user_id: 'planted',
    full_name: `${MARK} name`,
    date_of_birth: '1931-07-19',
    address: `${MARK} street`,
    mobile_number: '+90 599 731 19 31',
    document_type: `${MARK} type`,
    document_number: `${MARK} number`,
  };
  const data = {
    document_type: `${MARK} type`,
    document_number: `${MARK} number`,
    more: { [`${MARK} key`]: [`${MARK} value`] },
  };
  const content = `${MARK} scanned`;
  /** The same values as they are looked for, and none of them as anybody else would write it. */
  const PLANTED = [MARK, person.date_of_birth, person.mobile_number, '905997311931'];
  const clean = (text: string, where: string) => {
    for (const value of PLANTED)
      expect(text.includes(value), `${where} has ${value}: ${text.slice(0, 300)}`).toBe(false);
  };
  let profileId: string;
  let requestId: string;
  let documentId: string;
  let upload: AnnouncedDocument['upload'];
  const said: string[] = [];
  /** Whatever it answers is looked through. */
  const planted = async <T>(at: string, method: string, body?: unknown, headers: Headers = {}) => {
    const answer = await bank.ask<T>(at, { method, body, headers });
    said.push(answer.text);
    return answer;
  };

  it('stand in no answer but the full record', async () => {
    const boss = await userNamed('curious.boss');
    const made = await planted<KycProfile>(PROFILES, 'POST', person, { 'Idempotency-Key': 'planted' });
    expect([made.status, Object.keys(made.body).toSorted()]).toEqual([201, MASKED.toSorted()]);
    profileId = made.body.profile_id;
    const body = {
      verification_type: 'document',
      subject_type: 'individual',
      subject_id: 'planted',
      request_data: data,
    };
    requestId = (await planted<KycRequest>(REQUESTS, 'POST', body)).body.request_id;
    const at = { profile: `${PROFILES}/${profileId}`, request: `${REQUESTS}/${requestId}` };
    const document = { ...announcedDocument(content), file_name: `${MARK}.pdf` };
    const announced = (await planted<AnnouncedDocument>(`${at.request}/documents`, 'POST', document)).body;
    documentId = announced.document_id;
    upload = announced.upload;
    expect((await fetch(upload.url, { method: 'PUT', headers: { ...upload.headers }, body: content })).status).toBe(
      200,
    );
    await planted(at.profile, 'PATCH', { address: `${MARK} other street` });
    for (const path of [PROFILES, REQUESTS, at.profile, at.request, `${at.request}/documents`])
      await planted(path, 'GET');
    expect((await planted<Page<object>>(`${at.request}/documents`, 'GET')).body.data).toMatchObject([
      { kind: 'passport_front', status: 'arrived', deleted_at: null },
    ]);
    // Refused, each for another reason.
    const wrong: [string, string, unknown][] = [
      [PROFILES, 'POST', person],
      [PROFILES, 'POST', { ...person, user_id: 'somebody' }],
      [PROFILES, 'POST', { ...person, user_id: 'somebody', mobile_number: `${MARK} 905997311931` }],
      [PROFILES, 'POST', { ...person, date_of_birth: '1931-07-19T00:00:00Z' }],
      [PROFILES, 'POST', { ...person, full_name: { first: MARK } }],
      [PROFILES, 'POST', { ...person, full_name: MARK.repeat(40) }],
      [PROFILES, 'POST', { ...person, document_number: `${MARK}\u0000` }],
      [PROFILES, 'POST', `{"full_name": "${MARK}`],
      [at.profile, 'PATCH', { document_number: [MARK] }],
      [at.profile, 'PATCH', { mobile_number: `${MARK}` }],
      [REQUESTS, 'POST', { ...body, request_data: { document_type: MARK } }],
      [REQUESTS, 'POST', { ...body, request_data: { ...data, document_number: [MARK] } }],
      [REQUESTS, 'POST', { ...body, request_data: MARK }],
      [REQUESTS, 'POST', { ...body, verification_type: MARK }],
      [`${at.request}/documents`, 'POST', { ...document, file_name: MARK.repeat(40) }],
      [`${at.request}/documents`, 'POST', { ...document, kind: MARK }],
      [`${at.request}/decision`, 'POST', { decision: MARK }],
    ];
    for (const [path, method, sent] of wrong) {
      const { status } = await planted(path, method, sent);
      expect(status, JSON.stringify(sent)).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    await planted(`${at.request}/decision`, 'POST', { decision: 'approved' }, boss);
    for (const path of ['/api/audit', '/api/kyc/profiles?status=VERIFIED', at.profile, at.request])
      await planted(path, 'GET');
    for (const text of said) clean(text, 'an answer');

    const full = await ask(at.profile, { query: { include: 'personal' }, headers: boss });
    expect(full.body).toMatchObject({ ...person, address: `${MARK} other street`, status: 'VERIFIED' });
    const request = await ask(at.request, { query: { include: 'personal' }, headers: boss });
    expect(request.body).toMatchObject({ request_data: data, status: 'completed' });
    const opened = await ask(`${at.request}/documents/${documentId}`, { headers: boss });
    expect(opened.body).toMatchObject({ file_name: `${MARK}.pdf`, status: 'arrived' });
    const { url } = opened.body.download as { url: string };
    expect(await (await fetch(url)).text()).toBe(content);
  });

  it('are looked at by admins alone, and each look is in the audit', async () => {
    const looks = await bank.all<{ action: string; target: string; actor: { username: string }; after: object }>(
      '/api/audit',
      { action: 'kyc.looked-at' },
    );
    expect(looks.map(({ target, actor, after }) => [target, actor.username, after])).toEqual([
      [requestId, 'curious.boss', { what: 'document', document_id: documentId }],
      [requestId, 'curious.boss', { what: 'request', profile_id: profileId }],
      [profileId, 'curious.boss', { what: 'profile', user_id: 'planted' }],
    ]);
    for (const role of ['operator', 'viewer']) {
      const headers = await signIn(`a.${role}`);
      for (const path of [
        `${PROFILES}/${profileId}?include=personal`,
        `${REQUESTS}/${requestId}?include=personal`,
        `${REQUESTS}/${requestId}/documents/${documentId}`,
      ]) {
        const answer = await bank.ask(path, { headers });
        expect([answer.status, problemCode(answer.body)], path).toEqual([403, 'forbidden']);
        clean(answer.text, path);
      }
    }
    for (const path of [`${PROFILES}/${profileId}`, `${REQUESTS}/${requestId}/documents/${documentId}`]) {
      expect((await other.ask(path)).status).toBe(404);
    }
    expect((await bank.ask(`${PROFILES}/${profileId}?include=everything`)).status).toBe(400);
  });

  it('stand in nothing that the service has written, but in the document that was sent', ({ skip }) => {
    skip(isGiven(), 'its files are elsewhere');
    const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
    const document = sha256(Buffer.from(content));
    let read = 0;
    for (const file of filesBelow(inject('home'))) {
      const bytes = stillThere(() => readFileSync(file));
      if (bytes === undefined || sha256(bytes) === document) continue;
      read += 1;
      for (const value of PLANTED) expect(bytes.includes(value), `${file} has ${value}`).toBe(false);
    }
    expect(read).toBeGreaterThan(100);
  });
});
