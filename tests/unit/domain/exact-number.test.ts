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

  /** A whole float as JSON writes it: in as few digits as tell it from others. */
  const asWritten = (whole: number): bigint => {
    const [mantissa = '', exponent = ''] = whole.toExponential().split('e');
    const [first = '', more = ''] = mantissa.split('.');
    return BigInt(first + more) * 10n ** BigInt(Number(exponent) - more.length);
  };

  it('takes exactly those whole numbers that a float is written as', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (whole) => {
        const take = () => read(`[${whole}]`);
        if (asWritten(Number(whole)) === whole) expect(take()).toEqual([Number(whole)]);
        else expect(take).toThrow(Rounded);
        if (whole <= Number.MAX_SAFE_INTEGER && whole >= Number.MIN_SAFE_INTEGER) {
          expect(take()).toEqual([Number(whole)]);
        }
      }),
      { numRuns: 1000, examples: [[10n ** 23n], [118n * 10n ** 19n], [2n ** 70n], [2n ** 53n + 1n], [0n], [-5n]] },
    );
  });

  it('leaves digits in texts alone', () => {
    const text = '{"iban": "12345678901234567890", "said": "1e400"}';
    expect(read(text)).toEqual(JSON.parse(text));
  });
});
