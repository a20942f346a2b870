import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decideUndecided } from '../../../functions/check-and-sync/decide-undecided.ts';
import { stageObject } from '../../../functions/stage-upload/stage-object.ts';
import { tenantScope } from '../../../shared/domain/tenancy.ts';
import { makeLogger } from '../../../shared/observability/logger.ts';
import { apiKeysOf } from '../../../shared/operations/api-keys.ts';
import { auditOf, theOperator } from '../../../shared/operations/audit.ts';
import { closeCredentialRegistry, database } from '../../../shared/operations/database.ts';
import { sessionsOf } from '../../../shared/operations/sessions.ts';
import { tenantsOf } from '../../../shared/operations/tenants.ts';
import { cancelRevoked } from '../../../shared/provisioning/cancel-revoked.ts';
import { createTenant } from '../../../shared/provisioning/create-tenant.ts';
import { store } from '../../../shared/staging/bucket.ts';
import { removeExports } from '../../../shared/staging/exports.ts';
import { stageUpload } from '../../../shared/staging/stage.ts';
import { listUndecided, noteRevocation } from '../../../shared/staging/undecided.ts';
import type { AnnouncedUpload } from '../../../shared/staging/uploads.ts';
import { setSettings } from '../../settings.ts';
import { PEPPER, type TestPostgres, TOKEN_KEYS } from '../operations/postgres-under-test.ts';
import { bankWithFiles, CREDIT_CSV as CSV, inspected, CREDIT_KIND as kind } from './bank-with-files.ts';
import { startOperations, startStagingBucket, startStagingTable } from './services.ts';

const BANKS = 20;
const stops: (() => Promise<void>)[] = [];
let postgres: TestPostgres;
beforeAll(async () => {
  const [table, bucket] = await Promise.all([startStagingTable(), startStagingBucket()]);
  postgres = await startOperations();
  stops.push(table.stop, bucket.stop, postgres.stop);
  for (let n = 1; n <= BANKS; n++) await createTenant(postgres.url, { tenantId: `GONE${n}`, name: `Bank ${n}` });
});
afterAll(async () => {
  for (const stop of stops) await stop();
});

const logger = makeLogger('test');

let tenants = 0;
/** A bank with a key, whose uploads are announced with it. */
async function freshBank() {
  tenants += 1;
  const scope = tenantScope(`GONE${tenants}`);
  const keys = apiKeysOf(database(), PEPPER);
  const key = await keys.issue(scope);
  const sessions = sessionsOf(database(), { pepper: PEPPER, privateKey: TOKEN_KEYS.privateKey });
  const { staging, announce: create, upload, status } = bankWithFiles(scope);
  const announce = async (more: Partial<AnnouncedUpload> = {}): Promise<string> => {
    const upload_id = uuid();
    const object_key = `staging/${scope.tenantId}/loans/RETAIL/credit/${upload_id}.csv`;
    await create('credit', { upload_id, object_key, size_bytes: CSV.length, key_id: key.keyId, ...more });
    return upload_id;
  };
  /** Sends the file of an upload, and has it staged as its event does. */
  const arrive = async (id: string) => {
    const { object_key } = await upload(id);
    const url = await staging.objects.presignedPut(object_key, CSV.length);
    expect((await fetch(url, { method: 'PUT', body: CSV })).status).toBe(200);
    await stageObject(object_key, logger);
  };
  const signIn = async () =>
    sessions.start({ ok: true, scope, name: 'x', role: 'admin', keyId: key.keyId, prefix: key.prefix });
  const pointed = async () => (await staging.staged.read(kind))?.upload_ids ?? [];
  const undecided = async () => (await listUndecided()).filter(({ tenant_id }) => tenant_id === scope.tenantId);
  const audit = async (target: string) =>
    (await auditOf(database().operationsFor(scope)).list({ limit: 10, target })).data;
  return { scope, staging, keys, key, sessions, announce, arrive, upload, status, signIn, pointed, undecided, audit };
}
/** A tick of the schedule, as late as that. */
const tick = (minutes = 0): Promise<void> => decideUndecided(logger, Date.now() + minutes * 60_000);

describe('a revocation that was cut off before it cancelled anything', () => {
  test('keeps what arrives later from being staged; the next tick cancels it, says why, and writes it down', async () => {
    const bank = await freshBank();
    const id = await bank.announce();
    await bank.keys.revoke(bank.scope, bank.key.keyId);
    await bank.arrive(id);
    expect([await bank.status(id), await bank.pointed()]).toEqual(['AWAITING_UPLOAD', []]);
    expect(await bank.undecided()).toMatchObject([{ kind: 'arrival', upload_id: id }]);
    await tick();
    expect(await bank.upload(id)).toMatchObject({
      status: 'EXPIRED',
      problem: { type: '/problems/upload-cancelled', detail: expect.stringContaining('API key') },
    });
    expect([await bank.pointed(), await bank.undecided()]).toEqual([[], []]);
    expect(await bank.audit(id)).toMatchObject([
      { action: 'upload.cancelled', actor: { kind: 'service' }, after: { reason: 'key-revoked', status: 'EXPIRED' } },
    ]);
    // Its event again: it is left alone.
    await stageObject((await bank.upload(id)).object_key, logger);
    expect([await bank.status(id), await bank.undecided()]).toEqual(['EXPIRED', []]);
  });

  test('is finished by the note of it, while there may be one being made; then the note goes', async () => {
    const bank = await freshBank();
    const [id, other] = [await bank.announce(), await bank.announce({ key_id: null })];
    await noteRevocation(bank.scope.tenantId);
    // Before it takes effect: nothing is cancelled, and nothing forgotten.
    await tick();
    expect([await bank.status(id), (await bank.undecided()).length]).toEqual(['AWAITING_UPLOAD', 1]);
    await bank.keys.rotate(bank.scope, bank.key.keyId);
    await tick();
    expect([await bank.status(id), await bank.status(other)]).toEqual(['EXPIRED', 'AWAITING_UPLOAD']);
    expect(await bank.undecided()).toHaveLength(1);
    await tick(11);
    expect(await bank.undecided()).toEqual([]);
  });

  test('is finished by the next one of that tenant', async () => {
    const bank = await freshBank();
    const { keyId } = await bank.keys.issue(bank.scope, 'operator');
    const [mine, theirs] = [await bank.announce(), await bank.announce({ key_id: keyId })];
    await bank.keys.revoke(bank.scope, bank.key.keyId);
    await bank.keys.revoke(bank.scope, keyId);
    const cancelled = await cancelRevoked({ database: database(), scope: bank.scope, by: theOperator() });
    expect(cancelled.map(({ upload_id }) => upload_id).sort()).toEqual([mine, theirs].sort());
    expect(await cancelRevoked({ database: database(), scope: bank.scope, by: theOperator() })).toEqual([]);
  });
});

describe('at staging', () => {
  test('a revocation between the answer and the pointer wins: nothing is staged, no pointer stays', async () => {
    const bank = await freshBank();
    const id = await bank.announce();
    await stageUpload(bank.staging, id, inspected(), async () => {
      await bank.keys.revoke(bank.scope, bank.key.keyId);
      await cancelRevoked({ database: database(), scope: bank.scope, by: theOperator() });
      return true;
    });
    expect([await bank.status(id), await bank.pointed()]).toEqual(['EXPIRED', []]);
  });

  test('what was staged before stays: it was delivered in good faith', async () => {
    const bank = await freshBank();
    const id = await bank.announce();
    await bank.arrive(id);
    await bank.keys.rekey(bank.scope);
    await cancelRevoked({ database: database(), scope: bank.scope, by: theOperator() });
    expect([await bank.status(id), await bank.pointed()]).toEqual(['STAGED', [id]]);
  });

  test('a session that was signed out counts as long as its uploads can arrive; one that merely ran out does not', async () => {
    const bank = await freshBank();
    const [out, over] = [await bank.signIn(), await bank.signIn()];
    const [ofOut, ofOver] = [
      await bank.announce({ session_id: out.sessionId }),
      await bank.announce({ session_id: over.sessionId }),
    ];
    const byKey = await bank.announce();
    await bank.sessions.end(out.refreshToken);
    // Both run out, and a sign-in clears away what it may.
    await database().registry.query(
      "UPDATE sessions SET expires_at = now() - interval '13 hours' WHERE session_id = ANY($1)",
      [[out.sessionId, over.sessionId]],
    );
    await bank.signIn();
    const left = await database().registry.query<{ session_id: string }>(
      'SELECT session_id FROM sessions WHERE session_id = ANY($1)',
      [[out.sessionId, over.sessionId]],
    );
    expect(left).toEqual([{ session_id: out.sessionId }]);
    for (const id of [ofOut, ofOver, byKey]) await bank.arrive(id);
    await tick();
    expect(await Promise.all([ofOut, ofOver, byKey].map(bank.status))).toEqual(['EXPIRED', 'SUPERSEDED', 'STAGED']);
  });

  test('what an early record announced is staged, unless its tenant was disabled', async () => {
    const bank = await freshBank();
    const [before, after] = [await bank.announce({ key_id: null }), await bank.announce({ key_id: null })];
    await bank.keys.rekey(bank.scope);
    await bank.arrive(before);
    expect(await bank.status(before)).toBe('STAGED');
    const { setActive } = tenantsOf(database());
    await setActive(bank.scope.tenantId, false);
    await bank.arrive(after);
    expect(await bank.status(after)).toBe('AWAITING_UPLOAD');
    // Also once it is enabled again; what is announced from then on is staged.
    await setActive(bank.scope.tenantId, true);
    await tick();
    expect(await bank.upload(after)).toMatchObject({
      status: 'EXPIRED',
      problem: { detail: expect.stringContaining('disabled') },
    });
    const later = await bank.announce({ key_id: null });
    await bank.arrive(later);
    expect(await bank.status(later)).toBe('STAGED');
  });

  test("another tenant's key, and one that never was, are none in force", async () => {
    const [bank, other] = [await freshBank(), await freshBank()];
    for (const key_id of [other.key.keyId, uuid()]) {
      const id = await bank.announce({ key_id });
      await bank.arrive(id);
      await tick();
      expect(await bank.status(id)).toBe('EXPIRED');
    }
  });

  test('while Postgres is silent nothing is staged, nothing is lost, and the first tick after it stages the file', async () => {
    const bank = await freshBank();
    const [id, revoked] = [await bank.announce(), await bank.announce({ key_id: (await freshBank()).key.keyId })];
    await closeCredentialRegistry();
    // Nothing listens there.
    setSettings({ CREDENTIALS_DATABASE_URL: 'postgres://tranche_credentials:x@127.0.0.1:1/tranche' });
    try {
      await bank.arrive(id);
      // The event again, as S3 may deliver it.
      await stageObject((await bank.upload(id)).object_key, logger);
      await bank.arrive(revoked);
    } finally {
      await closeCredentialRegistry();
      setSettings({ CREDENTIALS_DATABASE_URL: postgres.credentialsUrl });
    }
    expect([await bank.status(id), await bank.pointed()]).toEqual(['AWAITING_UPLOAD', []]);
    expect((await bank.undecided()).map(({ upload_id }) => upload_id).sort()).toEqual([id, revoked].sort());
    const arrivedAt = (await bank.upload(id)).staged_at;
    await tick();
    expect(await bank.upload(id)).toMatchObject({ status: 'STAGED', staged_at: arrivedAt });
    expect([await bank.status(revoked), await bank.pointed(), await bank.undecided()]).toEqual(['EXPIRED', [id], []]);
  });
});

describe('exports', () => {
  const link = (Key: string) => {
    const { client, bucket: Bucket } = store();
    return getSignedUrl(client, new GetObjectCommand({ Bucket, Key }), { expiresIn: 900 });
  };
  const put = async (Key: string) => {
    const { client, bucket: Bucket } = store();
    await client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
    return link(Key);
  };

  test('are removed to the last, beyond a page; those of a tenant with a longer name are not', async () => {
    const { client, bucket: Bucket } = store();
    const keys = Array.from({ length: 1005 }, (_, index) => `exports/PAGED/${index}.csv`);
    await Promise.all(keys.map((Key) => client.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }))));
    const links = await Promise.all([keys[0]!, keys.at(-1)!].map(link));
    const other = await put('exports/PAGED2/0.csv');
    expect(await removeExports('PAGED')).toBe(1005);
    for (const gone of links) expect((await fetch(gone)).status).toBe(404);
    expect((await fetch(other)).status).toBe(200);
    expect(await removeExports('PAGED')).toBe(0);
  }, 60_000);

  test('of a tenant whose disabling was cut off go with the next tick, and no others', async () => {
    const [bank, active] = [await freshBank(), await freshBank()];
    const [gone, kept] = [
      await put(`exports/${bank.scope.tenantId}/a.csv`),
      await put(`exports/${active.scope.tenantId}/a.csv`),
    ];
    for (const { scope } of [bank, active]) await noteRevocation(scope.tenantId);
    await tenantsOf(database()).setActive(bank.scope.tenantId, false);
    await tick(11);
    expect([(await fetch(gone)).status, (await fetch(kept)).status]).toEqual([404, 200]);
  });
});
