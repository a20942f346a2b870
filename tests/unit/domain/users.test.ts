import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AUDIT_ACTORS } from '../../../shared/domain/audit.ts';
import {
  MOST_PASSWORD_BYTES,
  normalisedPassword,
  passwordFault,
  SHORTEST_PASSWORD,
} from '../../../shared/domain/password.ts';
import { readUsername, usernameFault } from '../../../shared/domain/username.ts';

const INNER = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const edge = fc.constantFrom(...INNER);
const inner = fc.string({ unit: fc.constantFrom(...INNER, ...'._-+@'), maxLength: 62 });
const username = fc.tuple(edge, inner, edge).map((parts) => parts.join(''));

describe('usernames', () => {
  test('of the letters, digits and marks that a name may have; capitals make no difference', () => {
    fc.assert(
      fc.property(username, (text) => {
        const read = readUsername(text);
        expect(read).toBe(text.toLowerCase());
        expect(readUsername(text.toUpperCase())).toBe(read);
        expect(readUsername(read!)).toBe(read);
      }),
    );
  });

  test('with anything else in them they are none, also what only becomes such a letter in small letters', () => {
    const odd = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 3 })
      .filter((text) => !/^[A-Za-z0-9._@+-]*$/.test(text));
    fc.assert(
      fc.property(username, odd, fc.nat(60), (text, strange, at) => {
        expect(usernameFault(text.slice(0, at) + strange + text.slice(at))).toBe('format');
      }),
    );
    // The Kelvin sign and the dotted capital I of Turkish.
    for (const text of [
      '\u212aarl',
      'al\u0130',
      'anna ',
      ' anna',
      'anna\n',
      'a',
      '',
      '.anna',
      'anna.',
      'a'.repeat(65),
    ]) {
      expect(usernameFault(text)).toBe('format');
    }
  });

  test.each([...AUDIT_ACTORS, 'Service', 'schedule', 'OPERATOR', 'sk_live_0a1b2c3d'])(
    '%s would be taken for somebody else',
    (text) => {
      expect(usernameFault(text)).toBe('reserved');
    },
  );

  test.each(['anna', 'Anna.Berg', 'a.berg@bank.example', 'ops-2', '7a'])('%s is one', (text) => {
    expect(usernameFault(text)).toBeUndefined();
  });
});

describe('passwords', () => {
  const character = fc
    .string({ unit: 'grapheme-composite', minLength: 1, maxLength: 1 })
    .filter((text) => !/\p{Cc}/u.test(text));

  test('whatever is long enough, of any characters, will do', () => {
    fc.assert(
      fc.property(fc.array(character, { minLength: 40, maxLength: 60 }), (characters) => {
        const text = characters.join('');
        fc.pre([...normalisedPassword(text)].length >= SHORTEST_PASSWORD);
        fc.pre(Buffer.byteLength(normalisedPassword(text)) <= MOST_PASSWORD_BYTES);
        expect(passwordFault(text, 'anna')).toBeUndefined();
      }),
    );
  });

  test('however accents are put together, it is the same one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        expect(normalisedPassword(text.normalize('NFD'))).toBe(normalisedPassword(text));
        expect(passwordFault(text.normalize('NFD'), 'anna')).toBe(passwordFault(text, 'anna'));
      }),
    );
  });

  test.each([
    ['x'.repeat(11), 'too-short'],
    ['x'.repeat(12), undefined],
    ['ğ'.repeat(12), undefined],
    // Eleven letters that were written as 22 characters.
    ['g\u0306'.repeat(11), 'too-short'],
    ['😀'.repeat(12), undefined],
    ['😀'.repeat(11), 'too-short'],
    ['x'.repeat(1024), undefined],
    ['x'.repeat(1025), 'too-long'],
    ['ğ'.repeat(513), 'too-long'],
    ['x'.repeat(12) + '\0', 'format'],
    ['x'.repeat(12) + '\ud800', 'format'],
    ['            ', undefined],
    ['anna.bergmann', 'is-username'],
    ['ANNA.bergmann', 'is-username'],
    ['anna.bergmann ', undefined],
  ])('%j: %s', (text, fault) => {
    expect(passwordFault(text, 'Anna.Bergmann')).toBe(fault);
  });
});
