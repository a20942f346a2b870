import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  IDENTITY_FIELDS,
  REQUEST_STATUSES,
  REQUEST_TRANSITIONS,
  type RequestStatus,
} from '../../../shared/domain/kyc.ts';
import { Problem } from '../../../shared/domain/problems.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import type { Answer, VerificationOrder } from '../../../shared/mediator/adapter.ts';
import { applyVerificationEvent } from '../../../shared/mediator/kyc/apply-answer.ts';
import { documentsOf } from '../../../shared/mediator/kyc/documents.ts';
import { profilesOf } from '../../../shared/mediator/kyc/profiles.ts';
import { type NewRequest, requestsOf } from '../../../shared/mediator/kyc/requests.ts';
import type { ProviderAnswer } from '../../../shared/mediator/kyc/verification-result.ts';
import {
  type CallVerifier,
  tidyVerifications,
  verificationsDue,
  verificationsOld,
  workOffVerifications,
} from '../../../shared/mediator/kyc/work-off.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { apiKeysOf, keyWithReplaced } from '../../../shared/operations/api-keys.ts';
import { type AuditActor, somebody } from '../../../shared/operations/audit.ts';
import type { Operations } from '../../../shared/operations/database.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { setSettings } from '../../settings.ts';
import { PEPPER, type TestPostgres } from '../operations/postgres-under-test.ts';
import { startOperations, startStagingBucket } from '../staging/services.ts';

const scope = tenantScope('BANK001');
/** Whoever works for the bank. */
const person = (name: string): AuditActor => ({
  ...somebody({ address: null, requestId: null }),
  kind: 'user',
  role: 'admin',
  userId: randomUUID(),
  username: name,
});
const anna = person('anna');
const bob = person('bob');
let postgres: TestPostgres;
let bucket: { stop(): Promise<void> };
let operations: Operations;
beforeAll(async () => {
  setSettings({ PERSON_KEY: 'a key of persons for tests only, long enough' });
  postgres = await startOperations();
  bucket = await startStagingBucket();
  setSettings({ STAGING_TABLE: 'staging' });
  for (const tenantId of ['BANK001', 'BANK002']) await createTenant(postgres.url, { tenantId, name: tenantId });
  operations = postgres.database.operationsFor(scope);
  for (const [code, type, isActive] of [
    ['KYCONE', 'kyc', true],
    ['KYCTWO', 'kyc', true],
    ['KYCOFF', 'kyc', false],
    ['BANKA', 'bank', true],
  ]) {
    await operations.query(
      `INSERT INTO providers (code, name, provider_type, adapter, supported_currencies, supported_countries, is_active, status,
         api_base_url, api_version, signature_scheme, rate_limit, concurrent_requests, settings)
       VALUES ($1, $1, $2, 'sandbox', '{}', '{DE}', $3, 'online', 'http://127.0.0.1:1', 'v1', 'standard', 100, 10, '{}')`,
      [code, type, isActive],
    );
  }
});
afterAll(async () => {
  await bucket?.stop();
  await postgres?.stop();
});

let made = 0;
/** What stands in nothing but what is sealed. */
const MARK = 'Zq7Private';
const profile = async () => {
  made += 1;
  const { row } = await profilesOf(operations).create(
    {
      user_id: `customer-${made}`,
      full_name: `${MARK} name`,
      date_of_birth: '1990-04-01',
      address: `${MARK} address`,
      mobile_number: `+90532${String(made).padStart(7, '0')}`,
      document_type: `${MARK} type`,
      document_number: `${MARK} number`,
    },
    anna,
  );
  return row;
};
const asked: NewRequest = {
  verification_type: 'document',
  subject_type: 'individual',
  subject_id: 'nobody known',
  request_data: { document_type: `${MARK} type`, document_number: `${MARK} number` },
  validity_days: 365,
};
const ask = async (more: Partial<NewRequest> = {}, by = anna) =>
  (await requestsOf(operations).create({ ...asked, ...more }, by)).row.request_id;
const decide = (id: string, decision: 'approved' | 'rejected' = 'approved', actor = bob) =>
  requestsOf(operations).decide(id, { decision, reason: null }, { actor, keys: [] });
const read = async (id: string) => (await requestsOf(operations).get(id)).row;
const statusOf = async (profileId: string) => (await profilesOf(operations).get(profileId)).row.status;
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Problem ? error.code : String(error)),
  );
const said = (outcome: ProviderAnswer['outcome'], data: ProviderAnswer['data'] = null): ProviderAnswer => ({
  outcome,
  reference: `ref-${randomUUID()}`,
  data,
  code: null,
  message: null,
});
const event = (
  requestId: string | null,
  answer: ProviderAnswer,
  provider = 'KYCONE',
  reference: string | null = null,
) => applyVerificationEvent(operations, provider, { about: 'verification', requestId, reference, answer }, provider);
const outbox = async (id: string) =>
  (
    await operations.query<{ type: string; data: Record<string, unknown> }>(
      `SELECT type, data FROM outbox WHERE data->>'request_id' = $1 OR data->>'profile_id' = $1 ORDER BY occurred_at, event_id`,
      [id],
    )
  ).map(({ type, data }) => ({ type, ...data }));

/** A provider that answers what it is told to, one after another. */
function verifier(...answers: (Answer | Error)[]) {
  const calls: { operation: string; order: VerificationOrder; environment: string; keyId?: string }[] = [];
  const call: CallVerifier = async ({ operation, environment, keyId }, work) => {
    const answer = async (order: VerificationOrder) => {
      calls.push({ operation, order, environment, ...(keyId === undefined ? {} : { keyId }) });
      const next = answers.shift() ?? new Error('asked once more than expected');
      if (next instanceof Error) throw next;
      return next;
    };
    return work({ verify: answer, askVerification: answer });
  };
  return { calls, call };
}
const workOff = (call: CallVerifier, remainingMs = () => 100_000) =>
  workOffVerifications({ operations, logger: makeLogger('test'), remainingMs }, call);
const dueNow = (id: string) =>
  operations.query("UPDATE kyc_requests SET due_at = now() - interval '1 second' WHERE request_id = $1", [id]);
const rest = () => operations.query('UPDATE kyc_requests SET due_at = NULL WHERE due_at IS NOT NULL');

/** A verification in a state, of the provider KYCONE. */
async function inState(state: RequestStatus, more: Partial<NewRequest> = {}): Promise<string> {
  const id = await ask({ provider: 'KYCONE', ...more });
  if (state === 'cancelled') await requestsOf(operations).cancel(id, null, anna);
  else if (state === 'rejected') await event(id, said('completed', { is_verified: false }));
  else if (state !== 'pending') await event(id, said(state));
  expect((await read(id)).status).toBe(state);
  return id;
}

describe('the table of transitions', () => {
  const ways: Readonly<Record<Exclude<RequestStatus, 'pending'>, readonly ((id: string) => Promise<unknown>)[]>> = {
    processing: [(id) => event(id, said('processing'))],
    completed: [(id) => event(id, said('completed')), (id) => decide(id)],
    rejected: [(id) => event(id, said('completed', { is_verified: false })), (id) => decide(id, 'rejected')],
    failed: [(id) => event(id, said('failed'))],
    cancelled: [(id) => requestsOf(operations).cancel(id, null, anna)],
  };

  it.each(REQUEST_STATUSES)(
    'from %s: what it has is done and written down once, all else changes nothing',
    async (from) => {
      for (const [to, tries] of Object.entries(ways)) {
        for (const attempt of tries) {
          const id = await inState(from);
          const before = await requestsOf(operations).get(id);
          const outcome = await attempt(id).catch((error: Problem) => error.code);
          const after = await requestsOf(operations).get(id);
          const isAllowed = REQUEST_TRANSITIONS[from].includes(to as RequestStatus);
          expect(after.row.status, `${from} → ${to}`).toBe(isAllowed ? to : from);
          if (isAllowed) {
            expect(after.row.version).toBe(before.row.version + 1);
            expect(after.history.slice(0, -1)).toEqual(before.history);
            expect(after.history.at(-1)).toMatchObject({ status: to });
          } else {
            expect({ ...after.row, provider_reference: null, updated_at: null }).toEqual({
              ...before.row,
              provider_reference: null,
              updated_at: null,
            });
            expect(after.history).toEqual(before.history);
            expect(['wrong-state', 'refused', 'already']).toContain(
              typeof outcome === 'string' ? outcome : (outcome as { status: string }).status,
            );
          }
          const told = { completed: ['kyc.verified'], rejected: ['kyc.rejected'] } as Record<string, string[]>;
          expect((await outbox(id)).map(({ type }) => type)).toEqual(told[after.row.status] ?? []);
        }
      }
      await rest();
    },
  );

  it('twenty decisions at once are one, whoever makes them', async () => {
    const { profile_id, user_id } = await profile();
    const id = await ask({ subject_id: user_id, provider: 'KYCONE' });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        at % 4 === 3
          ? event(id, said('completed')).then(({ status }) => status)
          : refusal(decide(id, at % 2 === 0 ? 'approved' : 'rejected')),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'done' || outcome === 'applied')).toHaveLength(1);
    const { row, history } = await requestsOf(operations).get(id);
    expect([row.version, history.length]).toEqual([2, 2]);
    expect(await outbox(id)).toHaveLength(1);
    const { history: ofProfile, row: decided } = await profilesOf(operations).get(profile_id);
    expect(ofProfile.map(({ status }) => status)).toEqual([
      'PENDING',
      row.status === 'completed' ? 'VERIFIED' : 'REJECTED',
    ]);
    expect(decided.version).toBe(2);
  });
});

describe('a profile', () => {
  it('follows from decisions, runs out by itself, and is told of', async () => {
    const { profile_id, user_id } = await profile();
    expect(await statusOf(profile_id)).toBe('PENDING');
    const first = await ask({ subject_id: user_id, validity_days: 10 });
    await decide(first);
    const { row } = await profilesOf(operations).get(profile_id);
    expect(row).toMatchObject({ status: 'VERIFIED', verified_at: expect.any(Date) });
    expect(row.expires_at!.getTime() - row.verified_at!.getTime()).toBe(10 * 24 * 3600 * 1000);
    await operations.query(`UPDATE kyc_profiles SET expires_at = now() WHERE profile_id = $1`, [profile_id]);
    // At once, before any worker has come by.
    expect(await statusOf(profile_id)).toBe('EXPIRED');
    const expired = await profilesOf(operations).list({ limit: 10, status: 'EXPIRED', user_id });
    expect(expired.data.map((found) => found.profile_id)).toEqual([profile_id]);
    expect(await refusal(profilesOf(operations).revoke(profile_id, 'late', bob))).toBe('wrong-state');
    expect(await verificationsDue(operations)).toBe(true);
    await Promise.all([workOff(verifier().call), workOff(verifier().call)]);
    expect(await verificationsDue(operations)).toBe(false);
    const { history } = await profilesOf(operations).get(profile_id);
    expect(history.map(({ status, by }) => [status, by])).toEqual([
      ['PENDING', 'anna'],
      ['VERIFIED', 'bob'],
      ['EXPIRED', 'service'],
    ]);
    expect((await outbox(profile_id)).map(({ type }) => type)).toEqual(['kyc.verified', 'kyc.expired']);
    await decide(await ask({ subject_id: profile_id.toUpperCase() }));
    expect(await statusOf(profile_id)).toBe('VERIFIED');
  });

  it('that is revoked or rejected is lifted only by what is asked for after that', async () => {
    for (const refuse of ['revoked', 'rejected'] as const) {
      const { profile_id, user_id } = await profile();
      const early = await ask({ subject_id: user_id, provider: 'KYCONE' });
      if (refuse === 'revoked') {
        await decide(await ask({ subject_id: user_id }));
        await profilesOf(operations).revoke(profile_id, 'forged', bob);
        expect(await refusal(profilesOf(operations).revoke(profile_id, 'again', bob))).toBe('wrong-state');
      } else await decide(await ask({ subject_id: user_id }), 'rejected');
      const refused = await statusOf(profile_id);
      expect(refused).toBe(refuse.toUpperCase());
      // A webhook that is late.
      expect(await event(early, said('completed'))).toMatchObject({ status: 'applied' });
      expect([await statusOf(profile_id), (await read(early)).status]).toEqual([refused, 'completed']);
      expect((await outbox(early))[0]).toMatchObject({ type: 'kyc.verified', profile_status: null });
      await decide(await ask({ subject_id: user_id }));
      expect(await statusOf(profile_id)).toBe('VERIFIED');
    }
    await rest();
  });

  it('keeps what was verified, and has its number to itself', async () => {
    const [one, other] = [await profile(), await profile()];
    const profiles = profilesOf(operations);
    const before = (await profiles.open(one.profile_id, bob)).personal;
    await decide(await ask({ subject_id: one.user_id }));
    for (const field of IDENTITY_FIELDS) {
      expect(await refusal(profiles.change(one.profile_id, { [field]: 'x' }, anna)), field).toBe('wrong-state');
      // Said again as it is.
      expect(await refusal(profiles.change(one.profile_id, { [field]: before[field] }, anna)), field).toBe('done');
    }
    await profiles.change(one.profile_id, { address: 'elsewhere', mobile_number: '00 90 (700) 1' }, anna);
    expect((await profiles.open(one.profile_id, bob)).personal).toEqual({
      ...before,
      address: 'elsewhere',
      mobile_number: '00 90 (700) 1',
    });
    expect(await refusal(profiles.change(other.profile_id, { mobile_number: '+907001' }, anna))).toBe('profile-exists');
    const taken = profiles.create({ user_id: one.user_id, full_name: 'x', mobile_number: '7654321' }, anna);
    expect(await refusal(taken)).toBe('profile-exists');
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        refusal(profiles.create({ user_id: `racer-${at}`, full_name: 'x', mobile_number: '+49 151 5550000' }, anna)),
      ),
    );
    expect(outcomes.toSorted()).toEqual(['done', ...Array.from({ length: 5 }, () => 'profile-exists')]);
    // Of another tenant it is another.
    const elsewhere = profilesOf(postgres.database.operationsFor(tenantScope('BANK002')));
    await elsewhere.create({ user_id: 'racer', full_name: 'x', mobile_number: '+491515550000' }, anna);
    expect(await refusal(elsewhere.get(one.profile_id))).toBe('not-found');
  });

  it('is what was verified: nobody becomes another while somebody looks, or takes over what was asked before', async () => {
    const profiles = profilesOf(operations);
    const { profile_id, user_id } = await profile();
    for (const subject of [user_id, profile_id]) {
      const id = await ask({ subject_id: subject, provider: 'KYCONE' });
      for (const field of IDENTITY_FIELDS) {
        expect(await refusal(profiles.change(profile_id, { [field]: 'x' }, anna)), field).toBe('wrong-state');
      }
      await profiles.change(profile_id, { address: `of ${subject}` }, anna);
      await requestsOf(operations).cancel(id, null, anna);
    }
    await profiles.change(profile_id, { full_name: 'Ann Married' }, anna);
    // Asked for before there was a profile: whatever stands in that now, nobody has compared.
    made += 1;
    const id = await ask({ subject_id: `customer-${made}`, provider: 'KYCONE' });
    made -= 1;
    const late = await profile();
    expect(await refusal(profiles.change(late.profile_id, { full_name: 'x' }, anna))).toBe('wrong-state');
    await decide(id);
    expect([(await read(id)).status, await statusOf(late.profile_id)]).toEqual(['completed', 'PENDING']);
  });

  it('that is removed takes along what its verifications have of the person', async () => {
    const { profile_id, user_id } = await profile();
    const id = await ask({ subject_id: user_id });
    const profiles = profilesOf(operations);
    expect(await refusal(profiles.remove(profile_id, bob))).toBe('wrong-state');
    await decide(id);
    await profiles.remove(profile_id, bob);
    expect(await refusal(profiles.get(profile_id))).toBe('not-found');
    const opened = await requestsOf(operations).open(id, bob);
    expect([opened.data, opened.personal, opened.row.profile_id, opened.row.status]).toEqual([
      null,
      null,
      null,
      'completed',
    ]);
    await profiles.create({ user_id, full_name: 'x', mobile_number: '+4915155501' }, anna);
    expect(await refusal(decide(id, 'rejected'))).toBe('wrong-state');
  });
});

describe('who decides', () => {
  it('is nobody who asked, whatever his key was rotated into', async () => {
    const keys = apiKeysOf(postgres.database, PEPPER);
    const actorOf = (keyId: string): AuditActor => ({ ...anna, kind: 'key', userId: null, username: null, keyId });
    const decideBy = async (id: string, keyId: string) =>
      refusal(
        requestsOf(operations).decide(
          id,
          { decision: 'approved', reason: null },
          { actor: actorOf(keyId), keys: await keyWithReplaced(postgres.database.registry, keyId) },
        ),
      );
    const first = await keys.issue(scope);
    const other = await keys.issue(scope);
    const id = await ask({}, actorOf(first.keyId));
    expect(await decideBy(id, first.keyId)).toBe('forbidden');
    const second = (await keys.rotate(scope, first.keyId))!;
    const third = (await keys.rotate(scope, second.keyId))!;
    expect(await keyWithReplaced(postgres.database.registry, third.keyId)).toEqual([
      third.keyId,
      second.keyId,
      first.keyId,
    ]);
    expect(await decideBy(id, third.keyId)).toBe('forbidden');
    expect(await decideBy(id, other.keyId)).toBe('done');
    const next = await ask({}, actorOf(third.keyId));
    // The operator makes one in place of all.
    const fresh = await keys.rekey(scope);
    expect(await decideBy(next, fresh.keyId)).toBe('forbidden');
    expect(await refusal(decide(next, 'approved', anna))).toBe('done');
  });

  it('is not the subject', async () => {
    const { profile_id } = (
      await profilesOf(operations).create({ user_id: 'bob', full_name: 'x', mobile_number: '+4915155502' }, anna)
    ).row;
    for (const subject_id of ['bob', 'BOB', bob.userId!, profile_id]) {
      expect(await refusal(decide(await ask({ subject_id }))), subject_id).toBe('forbidden');
    }
  });
});

describe('a provider', () => {
  it.each([
    [
      'completed',
      said('completed', { is_verified: true, verification_score: 88.1 }),
      'completed',
      'decided-by-provider',
    ],
    ['a no', said('completed', { is_verified: false }), 'rejected', 'decided-by-provider'],
    ['failed', said('failed'), 'failed', 'provider-failed'],
    ['processing', said('processing'), 'processing', 'waits-for-provider'],
    ['unknown', { outcome: 'unknown', reason: 'a time-out' }, 'processing', 'no-answer-yet'],
    ['not sent', { outcome: 'not-sent', reason: 'open' }, 'pending', 'not-sent'],
    ['quota used up', new Problem('quota-used-up'), 'pending', 'quota-used-up'],
    ['a fault', new Error(`${MARK} in a message`), 'pending', 'waits-for-provider'],
  ] as const)('that answers: %s', async (_name, answer, status, details) => {
    const { profile_id, user_id } = await profile();
    const id = await ask({ provider: 'KYCONE', subject_id: user_id });
    const { calls, call } = verifier(answer as Answer);
    await workOff(call);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ operation: 'verify', environment: 'production' });
    expect(calls[0]!.order).toMatchObject({
      requestId: id,
      verificationType: 'document',
      subjectId: user_id,
      data: { full_name: `${MARK} name`, document_number: `${MARK} number` },
    });
    const row = await read(id);
    expect([row.status, row.status_details]).toEqual([status, details]);
    if (status === 'completed') {
      expect(row.verification_score).toBe('88.10');
      expect(await statusOf(profile_id)).toBe('VERIFIED');
    }
    // A fault may have come after the sending.
    expect(row.sent_at === null).toBe(['not-sent', 'quota-used-up'].includes(details));
    await rest();
  });

  it('that may have been sent it is asked, and sent it again only where it never heard of it', async () => {
    const id = await ask({ provider: 'KYCONE' });
    const unknown = { outcome: 'unknown', reason: 'a time-out' } as const;
    await workOff(verifier(unknown).call);
    await dueNow(id);
    const second = verifier(unknown);
    await workOff(second.call);
    expect(second.calls.map(({ operation }) => operation)).toEqual(['ask-verification']);
    expect((await read(id)).version).toBe(2);
    await dueNow(id);
    const third = verifier({ outcome: 'unheard', reason: '404' }, said('processing'));
    await workOff(third.call);
    expect(third.calls.map(({ operation }) => operation)).toEqual(['ask-verification', 'verify']);
    expect(new Set(third.calls.map(({ order }) => order.requestId))).toEqual(new Set([id]));
    await dueNow(id);
    // It cannot be reached now; that it has it stays so.
    await workOff(verifier({ outcome: 'not-sent', reason: 'open' }).call);
    expect((await read(id)).sent_at).not.toBeNull();
    await dueNow(id);
    const last = verifier(said('completed'));
    expect(await workOff(last.call)).toBeUndefined();
    expect(last.calls.map(({ operation }) => operation)).toEqual(['ask-verification']);
    expect((await requestsOf(operations).get(id)).history.map(({ status, by }) => [status, by])).toEqual([
      ['pending', 'anna'],
      ['processing', 'KYCONE'],
      ['completed', 'KYCONE'],
    ]);
  });

  it('changes nothing that was decided while it was asked', async () => {
    const { profile_id, user_id } = await profile();
    const id = await ask({ provider: 'KYCONE', subject_id: user_id });
    await workOff(async () => {
      await decide(id, 'rejected');
      return said('completed');
    });
    expect([(await read(id)).status, await statusOf(profile_id)]).toEqual(['rejected', 'REJECTED']);
    expect(await event(id, said('completed'))).toMatchObject({ status: 'refused' });
    expect(await event(id, said('processing'))).toMatchObject({ status: 'already' });
    expect(await event(id, said('failed', { is_verified: false }))).toMatchObject({ status: 'already' });
  });

  it('says something of its own verifications only, by their id or its reference', async () => {
    const id = await ask({ provider: 'KYCONE' });
    const answer = { ...said('processing'), reference: 'their-own-1' };
    expect((await event(id, answer, 'KYCTWO')).status).toBe('not-found');
    expect((await event('no uuid', answer)).status).toBe('not-found');
    expect((await event(null, answer, 'KYCONE', 'their-own-1')).status).toBe('not-found');
    expect((await event(id, answer)).status).toBe('applied');
    expect((await event(null, said('completed'), 'KYCTWO', 'their-own-1')).status).toBe('not-found');
    expect(await event(null, said('completed'), 'KYCONE', 'their-own-1')).toMatchObject({
      status: 'applied',
      subject: id,
    });
  });

  it('is asked by one worker at a time, and by the next where that one was cut off', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => ask({ provider: 'KYCONE' })));
    const { calls, call } = verifier(...ids.map(() => said('completed')));
    await Promise.all([workOff(call), workOff(call), workOff(call)]);
    expect(calls.map(({ order }) => order.requestId).toSorted()).toEqual(ids.toSorted());
    const id = await ask({ provider: 'KYCONE' });
    // No time left: nothing is begun.
    expect(await workOff(verifier().call, () => 1000)).toBe(0);
    expect((await read(id)).sent_at).toBeNull();
    expect(await workOff(verifier(said('processing')).call)).toBeGreaterThan(200);
    await rest();
  });

  it('must be there, of its type and active; and a key one of its own', async () => {
    const create = (more: Partial<NewRequest>) =>
      requestsOf(operations)
        .create({ ...asked, ...more }, anna)
        .then(
          () => 'done',
          (error: Problem) => [error.code, ...(error.errors ?? []).map(({ field }) => field)],
        );
    for (const provider of ['NONE', 'KYCOFF', 'BANKA']) {
      expect(await create({ provider })).toEqual(['kyc-error', 'provider']);
    }
    const keyId = randomUUID();
    await operations.query(
      `INSERT INTO provider_keys (key_id, provider, environment, user_id, daily_limit, monthly_limit, expires_at)
       VALUES ($1, 'KYCONE', 'sandbox', 'u', 10, 1000, now() + interval '1 day')`,
      [keyId],
    );
    expect(await create({ provider: 'KYCTWO', provider_key: keyId })).toEqual(['kyc-error', 'provider_key']);
    expect(await create({ provider_key: keyId })).toEqual(['kyc-error', 'provider']);
    expect(await create({ provider: 'KYCONE', provider_key: keyId, request_type: 'institution' })).toEqual([
      'kyc-error',
      'request_type',
    ]);
    const id = await ask({ provider: 'KYCONE', provider_key: keyId, request_type: 'provider' });
    const { calls, call } = verifier(said('completed'));
    await workOff(call);
    expect(calls).toMatchObject([{ environment: 'sandbox', keyId, order: { requestId: id } }]);
  });
});

describe('documents', () => {
  const content = Buffer.from(`${MARK} scanned`);
  const document = {
    kind: 'passport_front',
    file_name: `${MARK}.pdf`,
    size_bytes: content.length,
    content_type: 'application/pdf',
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  const put = (upload: { url: string; headers: Record<string, string> }, body: Buffer, headers = upload.headers) =>
    fetch(upload.url, { method: 'PUT', headers, body: new Uint8Array(body) });

  it('come as they were announced, are fetched, and are deleted when their time has come', async () => {
    const id = await ask();
    const documents = documentsOf(operations);
    const { row, upload } = await documents.announce(id, document, anna);
    expect(await documents.list(id)).toMatchObject([{ document_id: row.document_id, arrived_at: null }]);
    expect(await refusal(documents.open(id, row.document_id, bob))).toBe('wrong-state');
    // Other bytes of the same length, others, and without the checksum.
    expect((await put(upload, Buffer.from(content.toString().toUpperCase()))).ok).toBe(false);
    expect((await put(upload, Buffer.from('x'))).ok).toBe(false);
    expect((await put(upload, content, {})).ok).toBe(false);
    expect((await documents.list(id))[0]!.arrived_at).toBeNull();
    expect((await put(upload, content)).status).toBe(200);
    expect((await documents.list(id))[0]!.arrived_at).not.toBeNull();
    const opened = await documents.open(id, row.document_id, bob);
    expect(opened.file_name).toBe(`${MARK}.pdf`);
    expect(await (await fetch(opened.download.url)).text()).toBe(content.toString());
    expect((await documents.list(id))[0]!.delete_at).toBeNull();
    await decide(id);
    expect(await refusal(documents.announce(id, document, anna))).toBe('wrong-state');
    const { delete_at } = (await documents.list(id))[0]!;
    expect(Math.round((delete_at!.getTime() - Date.now()) / (24 * 3600 * 1000))).toBe(30);
    const work = { operations, logger: makeLogger('test'), remainingMs: () => 100_000 };
    await tidyVerifications(work);
    expect((await documents.list(id))[0]!.deleted_at).toBeNull();
    await operations.query('UPDATE kyc_documents SET delete_at = now() WHERE request_id = $1', [id]);
    // Its URL is still good: it might come again.
    expect(await verificationsOld(operations)).toBe(false);
    await operations.query(`UPDATE kyc_documents SET created_at = now() - interval '2 hours' WHERE request_id = $1`, [
      id,
    ]);
    expect(await verificationsOld(operations)).toBe(true);
    await tidyVerifications(work);
    expect(await verificationsOld(operations)).toBe(false);
    expect((await documents.list(id))[0]!.deleted_at).not.toBeNull();
    expect(await refusal(documents.open(id, row.document_id, bob))).toBe('wrong-state');
    expect((await fetch(opened.download.url)).status).toBe(404);
  });

  it('are at most twenty, however many are announced at once', async () => {
    const id = await ask();
    const documents = documentsOf(operations);
    const outcomes = await Promise.all(
      Array.from({ length: 25 }, () => refusal(documents.announce(id, document, anna))),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(20);
    expect(await documents.list(id)).toHaveLength(20);
  });

  it('are kept as long as it is configured', async () => {
    setSettings({ KYC_DOCUMENT_DAYS: '0' });
    const id = await ask();
    await documentsOf(operations).announce(id, document, anna);
    await requestsOf(operations).cancel(id, null, anna);
    const [row] = await documentsOf(operations).list(id);
    expect(row!.delete_at!.getTime()).toBeLessThanOrEqual(Date.now());
    setSettings({ KYC_DOCUMENT_DAYS: undefined });
  });
});

it('nothing personal stands readable in any table', async () => {
  const tables = await operations.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = current_schema`,
  );
  expect(tables.map(({ name }) => name)).toContain('kyc_documents');
  let rows = 0;
  for (const name of [...tables.map((table) => table.name), '_audit.entries']) {
    if (name === 'applied_migrations') continue;
    for (const row of await operations.query<object>(`SELECT * FROM ${name}`)) {
      rows += 1;
      const text = JSON.stringify(row, (_, value) =>
        value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
      );
      expect(text.includes(MARK), `${name}: ${text}`).toBe(false);
    }
  }
  expect(rows).toBeGreaterThan(100);
});
