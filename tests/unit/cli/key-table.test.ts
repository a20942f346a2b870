import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyTable } from '../../../shared/contracts/offline/key-table.ts';

it('is a Map that keeps the first number of a key', () => {
  const key = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constantFrom('', 'a', 'a\0b', 'ab'),
  );
  fc.assert(
    fc.property(fc.array(key, { maxLength: 60 }), fc.array(key, { maxLength: 10 }), (keys, others) => {
      // What is no character has no bytes of its own; no file has it.
      const sound = keys.map((text) => text.toWellFormed());
      const table = new KeyTable();
      const map = new Map<string, number>();
      for (const [index, text] of sound.entries()) {
        expect(table.add(text, index + 1)).toBe(map.get(text));
        if (!map.has(text)) map.set(text, index + 1);
      }
      expect(table.size).toBe(map.size);
      for (const text of [...sound, ...others.map((other) => other.toWellFormed())])
        expect(table.has(text)).toBe(map.has(text));
    }),
  );
});

it('finds every key again after it has grown over many blocks', () => {
  const table = new KeyTable();
  const keyOf = (index: number) => `LOAN_${index}/${'x'.repeat(index % 50)}`;
  const count = 200_000;
  for (let index = 0; index < count; index += 1) expect(table.add(keyOf(index), index)).toBeUndefined();
  for (let index = 0; index < count; index += 997) expect(table.add(keyOf(index), 0)).toBe(index);
  expect(table.has('LOAN_200001/')).toBe(false);
  expect(table.size).toBe(count);
});
