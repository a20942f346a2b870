import { afterAll, beforeAll } from 'vitest';
import { HASH_COST } from '../shared/operations/password-hash.ts';

/**
 * Hashes of passwords that are made in this process cost next to nothing until the test file ends. What they must cost is
 * for unit/operations/password-hash.test.ts to say.
 */
export function withCheapPasswords(): void {
  const before = { ...HASH_COST };
  beforeAll(() => void Object.assign(HASH_COST, { memoryKib: 64, passes: 1 }));
  afterAll(() => void Object.assign(HASH_COST, before));
}
