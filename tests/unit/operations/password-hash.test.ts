import { expect, test } from 'vitest';
import { HASH_COST, hashOf, inTurn, isOutdated, isPasswordOf } from '../../../shared/operations/password-hash.ts';

const owner = { pepper: 'a pepper', userId: 'a user' };
const base64 = (hex: string) => Buffer.from(hex, 'hex').toString('base64').replace(/=+$/, '');

test('is argon2id as RFC 9106 has it, with secret and associated data', async () => {
  const tag = '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659';
  const kept = `$argon2id$v=19$m=32,t=3,p=4$${base64('02'.repeat(16))}$${base64(tag)}`;
  const of = { pepper: '\x03'.repeat(8), userId: '\x04'.repeat(12) };
  expect(await isPasswordOf('\x01'.repeat(32), kept, of)).toBe(true);
  expect(await isPasswordOf('\x01'.repeat(31), kept, of)).toBe(false);
  expect(isOutdated(kept)).toBe(true);
});

test('the same password has another hash each time, and each is right for its owner only', async () => {
  const [one, other] = [await hashOf('correct horse battery', owner), await hashOf('correct horse battery', owner)];
  expect(one).not.toBe(other);
  expect(isOutdated(one)).toBe(false);
  for (const kept of [one, other]) expect(await isPasswordOf('correct horse battery', kept, owner)).toBe(true);
  expect(await isPasswordOf('correct horse batterx', one, owner)).toBe(false);
  expect(await isPasswordOf('correct horse battery', one, { ...owner, pepper: 'another' })).toBe(false);
  expect(await isPasswordOf('correct horse battery', one, { ...owner, userId: 'another' })).toBe(false);
  expect(await isPasswordOf('correct horse battery', undefined, owner)).toBe(false);
});

test('accents may be put together in any way', async () => {
  const kept = await hashOf('doğru şifre budur', owner);
  expect(await isPasswordOf('doğru şifre budur'.normalize('NFD'), kept, owner)).toBe(true);
});

test('costs at least what OWASP asks for', () => {
  expect(HASH_COST.memoryKib).toBeGreaterThanOrEqual(19 * 1024);
  expect(HASH_COST.passes).toBeGreaterThanOrEqual(2);
});

test('what is kept is never taken for something else', async () => {
  for (const kept of ['', 'x', '$argon2i$v=19$m=32,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AA', '$2b$12$abc']) {
    await expect(isPasswordOf('x', kept, owner)).rejects.toThrow('is none');
  }
});

test('few at a time, a hundred wait, and one more is told to come again', async () => {
  let underWay = 0;
  let most = 0;
  const release: (() => void)[] = [];
  const work = () =>
    inTurn(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise<void>((resolve) => release.push(resolve));
      underWay -= 1;
    });
  const admitted = Array.from({ length: 102 }, work);
  await expect(work()).rejects.toMatchObject({ code: 'unavailable', headers: { 'Retry-After': '2' } });
  for (let done = 0; done < 102; done += 1) {
    await expect.poll(() => release.length, { interval: 1 }).toBeGreaterThan(done);
    release[done]!();
  }
  await Promise.all(admitted);
  expect(most).toBe(2);
  // A failure gives its place back.
  for (let n = 0; n < 5; n += 1) await expect(inTurn(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(await inTurn(async () => 'again')).toBe('again');
});
