import { createPrivateKey, sign } from 'node:crypto';
import fc from 'fast-check';
import { SignJWT } from 'jose';
import { afterEach, expect, test, vi } from 'vitest';
import {
  type AccessClaims,
  accessTokenReader,
  accessTokenSigner,
  makeTokenKeys,
} from '../../../shared/operations/access-token.ts';

const PAIR = makeTokenKeys();
const tokens = { sign: accessTokenSigner(PAIR.privateKey), read: accessTokenReader(PAIR.publicKey) };
const claims: AccessClaims = {
  tenantId: 'BANK001',
  role: 'operator',
  keyId: '01890000-0000-7000-8000-000000000001',
  userId: null,
  sessionId: '01890000-0000-7000-8000-000000000002',
};
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string | undefined) => JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as object;
afterEach(() => vi.useRealTimers());

test('says what was signed, until it expires', async () => {
  vi.useFakeTimers({ now: new Date('2026-03-02T09:00:00Z'), toFake: ['Date'] });
  const token = await tokens.sign(claims, 900);
  expect(await tokens.read(token)).toEqual({ ok: true, claims, expiresAt: new Date('2026-03-02T09:15:00Z') });
  vi.setSystemTime(new Date('2026-03-02T09:14:59Z'));
  expect((await tokens.read(token)).ok).toBe(true);
  vi.setSystemTime(new Date('2026-03-02T09:15:00Z'));
  expect(await tokens.read(token)).toEqual({ ok: false, reason: 'expired' });
});

test('holds identifiers and nothing secret', async () => {
  const [header, payload] = (await tokens.sign(claims, 900)).split('.');
  expect(decoded(header)).toEqual({ alg: 'EdDSA', typ: 'at+jwt' });
  expect(decoded(payload)).toEqual({
    iss: 'tranche',
    aud: 'tranche-api',
    sub: 'BANK001',
    role: 'operator',
    key_id: claims.keyId,
    sid: claims.sessionId,
    iat: expect.any(Number),
    exp: expect.any(Number),
  });
});

test("of a user's session it names the user, and no key", async () => {
  const ofUser = { ...claims, keyId: null, userId: '01890000-0000-7000-8000-000000000003' };
  const token = await tokens.sign(ofUser, 900);
  expect(decoded(token.split('.')[1])).toMatchObject({ user_id: ofUser.userId, sid: claims.sessionId });
  expect(decoded(token.split('.')[1])).not.toHaveProperty('key_id');
  expect(await tokens.read(token)).toMatchObject({ ok: true, claims: ofUser });
});

test('a changed character anywhere makes it worthless', async () => {
  const token = await tokens.sign(claims, 900);
  await fc.assert(
    fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...'Aa0-_.'), async (at, character) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1);
      // The last character of a base64url part may have spare bits: what decodes to the same bytes is the same token.
      const same = bytesOf(changed) === bytesOf(token);
      expect((await tokens.read(changed)).ok).toBe(same);
    }),
    { numRuns: 300 },
  );
});
const bytesOf = (token: string) =>
  token
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('hex'))
    .join('.');

test('any text is read without a failure', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.array(fc.base64String(), { maxLength: 5 }).map((p) => p.join('.')),
      ),
      async (text) => {
        expect(await tokens.read(text)).toEqual({ ok: false, reason: 'malformed' });
      },
    ),
  );
});

const now = () => Math.floor(Date.now() / 1000);
const payload = (more: object = {}) => ({
  iss: 'tranche',
  aud: 'tranche-api',
  sub: 'BANK001',
  role: 'admin',
  key_id: claims.keyId,
  sid: claims.sessionId,
  iat: now(),
  exp: now() + 60,
  ...more,
});
const privateKeyOf = ({ privateKey }: { privateKey: string }) =>
  createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
const signed = (body: object, typ: string | undefined = 'at+jwt', pair = PAIR) =>
  new SignJWT({ ...body }).setProtectedHeader({ alg: 'EdDSA', typ }).sign(privateKeyOf(pair));
/** What a program falls for that takes the algorithm from the token: the public key, which everybody may know, as a secret. */
const hmac = (alg: string) =>
  new SignJWT(payload()).setProtectedHeader({ alg, typ: 'at+jwt' }).sign(new TextEncoder().encode(PAIR.publicKey));

test('the forged ones below differ from a right one in one thing only', async () => {
  expect((await tokens.read(await signed(payload()))).ok).toBe(true);
});

test.each([
  ['no signature', () => `${encoded({ alg: 'none', typ: 'at+jwt' })}.${encoded(payload())}.`],
  ['the signature of another algorithm', () => hmac('HS256')],
  ['another key', () => signed(payload(), 'at+jwt', makeTokenKeys())],
  ['another type of token', () => signed(payload(), 'JWT')],
  ['another issuer', () => signed(payload({ iss: 'else' }))],
  ['another audience', () => signed(payload({ aud: 'else' }))],
  ['no expiry', () => signed(payload({ exp: undefined }))],
  ['no role', () => signed(payload({ role: undefined }))],
  ['a role that is none', () => signed(payload({ role: 'root' }))],
  ['a tenant that is none', () => signed(payload({ sub: 'public; DROP TABLE tenants' }))],
  ['a session that is no id', () => signed(payload({ sid: "' OR 1=1" }))],
  [
    'a payload that is not JSON',
    () => {
      const signing = `${encoded({ alg: 'EdDSA', typ: 'at+jwt' })}.${Buffer.from('nonsense').toString('base64url')}`;
      return `${signing}.${sign(null, Buffer.from(signing), privateKeyOf(PAIR)).toString('base64url')}`;
    },
  ],
])('refuses %s', async (_what, forge) => {
  expect(await tokens.read(await forge())).toEqual({ ok: false, reason: 'malformed' });
});
