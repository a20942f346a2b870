import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets } from '../../../local/service/secrets.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), 'tranche-secrets-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const file = () => path.join(home, 'secrets.json');
const read = () => JSON.parse(readFileSync(file(), 'utf8')) as Record<string, unknown>;

test('are made once, each of its own, for their owner only', () => {
  const made = loadSecrets(home);
  const values = [
    made.keyPepper,
    made.tokenKeys.privateKey,
    made.credentialsPassword,
    made.postgresPassword,
    made.warehousePassword,
  ];
  expect(new Set(values).size).toBe(5);
  for (const value of values) expect(value.length).toBeGreaterThanOrEqual(32);
  expect(loadSecrets(home)).toEqual(made);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
});

test('of an older installation get what came since, and keep all else', () => {
  const made = loadSecrets(home);
  const { tokenKeys: _, credentialsPassword: __, ...before } = made;
  writeFileSync(file(), JSON.stringify({ ...before, tokenSigningKey: 'of no use any more' }));
  const completed = loadSecrets(home);
  expect(completed).toMatchObject(before);
  expect(completed.credentialsPassword).toMatch(/^[0-9a-f]{64}$/);
  expect(completed.tokenKeys.publicKey).toMatch(/^MCowBQYDK2VwAyEA/);
  expect(read()).toEqual(completed);
  expect(loadSecrets(home)).toEqual(completed);
});

test('that are incomplete, or gone where there is data, stop the start', () => {
  const { keyPepper: _, ...incomplete } = loadSecrets(home);
  writeFileSync(file(), JSON.stringify(incomplete));
  expect(() => loadSecrets(home)).toThrow(/secrets\.json lacks keyPepper/);
  writeFileSync(file(), '[]');
  expect(() => loadSecrets(home)).toThrow(/secrets\.json lacks/);
  rmSync(file());
  mkdirSync(path.join(home, 'postgres'));
  expect(() => loadSecrets(home)).toThrow(/is missing/);
});
