import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ConfigurationError, readConfig } from '../../../shared/config.ts';
import { POLICIES, POLICY_NAMES, readQuotas } from '../../../shared/domain/limits.ts';
import { allEndpoints } from '../../../shared/http/endpoints/index.ts';

const read = (RATE_LIMITS?: string) => readConfig(['limits'], { RATE_LIMITS }).limits.RATE_LIMITS;

test('without a setting the table holds: 100 a minute without credentials, 1,000 with', () => {
  expect(read()).toMatchObject({ anonymous: 100, requests: 1000 });
  expect(Object.keys(read()).sort()).toEqual([...POLICY_NAMES].sort());
  expect(read()).toEqual(read(''));
});

test('a setting changes what it names, and nothing else', () => {
  expect(read('requests=5, uploads=off')).toEqual({ ...omit(read(), 'uploads'), requests: 5 });
  expect(read('off')).toEqual({});
});

test.each([
  'on',
  'requests',
  'requests=',
  'requests=0',
  'requests=-1',
  'requests=1.5',
  'nothing=1',
  'toString=1',
  'requests=1;uploads=2',
  ',',
])('%j is refused by name, and not repeated', (text) => {
  expect(() => read(text)).toThrow(ConfigurationError);
  expect(() => read(text)).toThrow(
    /^Configuration: RATE_LIMITS is malformed: expected off, or a list such as requests=/,
  );
});

test('whatever is accepted gives whole numbers above 0 for known policies', () => {
  const entry = fc.tuple(fc.constantFrom(...POLICY_NAMES), fc.oneof(fc.constant('off'), fc.nat().map(String)));
  const lists = fc.array(entry).map((entries) => entries.map(([name, value]) => `${name}=${value}`).join(','));
  fc.assert(
    fc.property(fc.oneof(lists, fc.string()), (text) => {
      for (const [name, quota] of Object.entries(readQuotas(text) ?? {})) {
        expect(POLICY_NAMES).toContain(name);
        expect(Number.isInteger(quota) && quota > 0).toBe(true);
      }
    }),
  );
});

test('every policy is used, and what needs no credential is counted by address', () => {
  for (const { access, limit, operationId } of allEndpoints) {
    // Or by the provider, which proves that it is one.
    if (limit !== undefined && access !== 'tenant')
      expect(['address', 'provider'], operationId).toContain(POLICIES[limit].by);
    if (limit !== undefined && access === 'tenant')
      expect(['key', 'tenant'], operationId).toContain(POLICIES[limit].by);
  }
  const declared = allEndpoints.flatMap(({ limit }) => limit ?? []);
  // Of every request, of every stranger, of wrong keys; and, counted in the handler, where the key is known, of a sign-in.
  const undeclared = [
    'requests',
    'anonymous',
    'wrong-keys',
    'sign-in',
    'sign-in-refused',
    'sign-in-key',
    'hook-signatures',
  ];
  expect(new Set([...declared, ...undeclared])).toEqual(new Set(POLICY_NAMES));
});

function omit<T extends object>(all: T, name: keyof T): Partial<T> {
  const { [name]: _, ...rest } = all;
  return rest as Partial<T>;
}
