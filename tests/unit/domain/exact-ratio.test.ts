import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestDouble, roundedRatio } from '../../../shared/domain/exact-ratio.ts';

test('a ratio of whole numbers that doubles hold is what dividing them gives', () => {
  const whole = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
  fc.assert(
    fc.property(whole, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (numerator, denominator) => {
      // IEEE division of two exact doubles is rounded correctly: so must this be. (0 and -0 are one number here.)
      expect(nearestDouble(BigInt(numerator), BigInt(denominator)) + 0).toBe(numerator / denominator + 0);
    }),
    { numRuns: 2000 },
  );
});

test('decimal digits are read as JavaScript reads them, however many they are', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), fc.nat({ max: 12 }), (digits, scale) => {
      const text = digits.toString().padStart(scale + 1, '0');
      const decimal = scale === 0 ? text : `${text.slice(0, -scale)}.${text.slice(-scale)}`;
      expect(nearestDouble(digits, 10n ** BigInt(scale))).toBe(Number(decimal));
    }),
    { numRuns: 2000 },
  );
});

test('a common factor changes nothing', () => {
  const big = fc.bigInt({ min: 1n, max: 10n ** 30n });
  fc.assert(
    fc.property(big, big, big, (numerator, denominator, factor) => {
      expect(nearestDouble(numerator * factor, denominator * factor)).toBe(nearestDouble(numerator, denominator));
    }),
  );
});

test.each([
  [0, 0, 4, 0],
  [0, 7, 4, 0],
  [7, 7, 4, 1],
  [40, 4440, 4, 0.009],
  [21_553, 25_070, 4, 0.8597],
  [1, 3, 4, 0.3333],
  [2, 3, 4, 0.6667],
  // Half way between two: up, and not where the nearest double happens to lie.
  [1, 20_000, 4, 0.0001],
  [3, 20_000, 4, 0.0002],
  [1_005, 100_000, 4, 0.0101],
])('%d of %d with %d decimals is %d', (part, whole, decimals, expected) => {
  expect(roundedRatio(part, whole, decimals)).toBe(expected);
});
