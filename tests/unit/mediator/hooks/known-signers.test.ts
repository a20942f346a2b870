import { expect, test } from 'vitest';
import { type FindSigner, knownSigners } from '../../../../shared/mediator/hooks/known-signers.ts';
import type { Database, Operations } from '../../../../shared/operations/database.ts';

function setting(found: FindSigner) {
  let now = 0;
  const asked: string[] = [];
  const registry = {
    query: async <T>(_text: string, [id]: readonly unknown[] = []) => {
      asked.push(`tenant ${id}`);
      return (id === 'BANK001' ? [{ tenant_id: 'BANK001' }] : []) as T[];
    },
  };
  const database = { registry, operationsFor: (scope: unknown) => ({ scope }) as Operations } as unknown as Database;
  const findSigner: FindSigner = (operations, code) => {
    asked.push(`provider ${code}`);
    return found(operations, code);
  };
  const signers = knownSigners(
    () => database,
    findSigner,
    () => now,
  );
  return {
    signers,
    pass: (ms: number) => {
      now += ms;
    },
    asked: () => asked.splice(0),
  };
}

const known: FindSigner = async (_, code) =>
  code === 'PAY' ? { scheme: 'standard', secrets: ['whsec_AAAA'] } : undefined;

test('a provider is looked up once in five seconds, by however many at the same time', async () => {
  const { signers, pass, asked } = setting(known);
  const all = await Promise.all(Array.from({ length: 20 }, () => signers.find('BANK001', 'PAY')));
  expect(new Set(all).size).toBe(1);
  expect(all[0]).toMatchObject({ scope: { tenantId: 'BANK001' }, secrets: ['whsec_AAAA'] });
  expect(asked()).toEqual(['tenant BANK001', 'provider PAY']);
  pass(4999);
  await signers.find('BANK001', 'PAY');
  expect(asked()).toEqual([]);
  pass(1);
  expect(signers.has('BANK001', 'PAY')).toBe(false);
  await signers.find('BANK001', 'PAY');
  expect(asked()).toEqual(['tenant BANK001', 'provider PAY']);
});

test('what turned out not to do is looked up again, once for all who saw it', async () => {
  const { signers, asked } = setting(known);
  for (const code of ['PAY', 'NONE']) {
    const seen = await signers.find('BANK001', code);
    asked();
    const renewed = await signers.renew('BANK001', code, seen);
    expect(asked()).toHaveLength(2);
    expect(renewed).toEqual(seen);
    expect(await signers.renew('BANK001', code, seen)).toBe(renewed);
    expect(await signers.find('BANK001', code)).toBe(renewed);
    expect(asked()).toEqual([]);
  }
});

test('what is not there costs as many questions, and is remembered as well', async () => {
  const { signers, asked } = setting(known);
  for (const [tenant, code] of [
    ['BANK001', 'NONE'],
    ['BANK999', 'PAY'],
    ["x'; --", 'PAY'],
  ] as const) {
    expect(await signers.find(tenant, code)).toEqual({ scope: undefined, scheme: 'standard', secrets: [] });
    expect(asked()).toHaveLength(2);
    await signers.find(tenant, code);
    expect(asked()).toEqual([]);
  }
});

test('made-up addresses fill no memory, and a failure is not remembered', async () => {
  let fails = true;
  const { signers, asked } = setting(async () => {
    if (fails) throw new Error('away');
    return undefined;
  });
  await expect(signers.find('BANK001', 'PAY')).rejects.toThrow('away');
  expect(signers.has('BANK001', 'PAY')).toBe(false);
  fails = false;
  await signers.find('BANK001', 'PAY');
  for (let number = 0; number < 1500; number++) await signers.find('NOBODY', String(number));
  asked();
  expect(signers.has('BANK001', 'PAY')).toBe(false);
  expect(signers.has('NOBODY', '1499')).toBe(true);
  expect(signers.has('NOBODY', '400')).toBe(false);
});
