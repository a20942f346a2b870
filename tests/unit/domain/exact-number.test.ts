import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUnrounded } from '../../../shared/domain/exact-number.ts';

class Rounded extends Error {}
const read = (text: string): unknown =>
  parseUnrounded(text, (name, written) => {
    throw new Rounded(`${name} ${written}`);
  });

describe('JSON with floats', () => {
  it('is read as ever where every number is what was written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value);
        expect(read(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it.each(['0', '-0', '1.50', '0.1', '1e3', '12.50E+1', '1e21', '100000000000000000000', '9007199254740992', '5e-324'])(
    'takes %s',
    (written) => {
      expect(read(`[${written}]`)).toEqual([Number(written)]);
    },
  );

  it.each(['12345678901234567890', '9007199254740993', '0.30000000000000000001', '1e400', '-1e400', '1e-400'])(
    'refuses %s, with its name',
    (written) => {
      expect(() => read(`{"a": [1, {"of": ${written}}]}`)).toThrow(new Rounded(`of ${written}`));
    },
  );

  it('takes no whole number that a float changes, and each that it cannot', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (whole) => {
        const isChanged = BigInt(Number(whole)) !== whole;
        const isSmall = whole <= Number.MAX_SAFE_INTEGER && whole >= Number.MIN_SAFE_INTEGER;
        if (isChanged) expect(() => read(`[${whole}]`)).toThrow(Rounded);
        if (isSmall) expect(read(`[${whole}]`)).toEqual([Number(whole)]);
      }),
    );
  });

  it('leaves digits in texts alone', () => {
    const text = '{"iban": "12345678901234567890", "said": "1e400"}';
    expect(read(text)).toEqual(JSON.parse(text));
  });
});
