import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactDifference } from '../../../web/format/exact-difference.ts';

const decimalOf = (units: bigint, scale: number): string => {
  const digits = String(units < 0n ? -units : units).padStart(scale + 1, '0');
  const sign = units < 0n ? '-' : '';
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
};

describe('exactDifference', () => {
  it.each([
    ['28370.00', '28370.00', '0.00'],
    ['10.00', '9.5', '0.50'],
    ['-0.05', '0.10', '-0.15'],
    ['0.00', '0.01', '-0.01'],
    ['7', '9', '-2'],
    ['100000000000000000000000.01', '100000000000000000000000.00', '0.01'],
  ])('%s less %s is %s', (after, before, difference) => {
    expect(exactDifference(after, before)).toBe(difference);
  });

  it('added to what was there before, gives what is there now', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), fc.integer({ min: 0, max: 6 }), (before, change, scale) => {
        const after = decimalOf(before + change, scale);
        expect(exactDifference(after, decimalOf(before, scale))).toBe(decimalOf(change, scale));
      }),
    );
  });
});
