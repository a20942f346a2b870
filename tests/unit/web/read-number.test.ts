import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFormats } from '../../../web/format/formats.ts';

const english = makeFormats('en-GB');
const turkish = makeFormats('tr-TR');

describe('numbers as they are typed and pasted', () => {
  it.each([
    ['1,000,000', '1000000', 'a million, as it is pasted'],
    ['1,234.50', '1234.50', 'with the decimals it was written with'],
    ['1234.5', '1234.5', 'without groups'],
    ['.5', '0.5', 'without a zero'],
    ['007', '7', 'with zeros that say nothing'],
    [' -12 ', '-12', 'with spaces around it'],
    ['−12', '-12', 'with the minus of typesetters'],
    ['-0.00', '0.00', 'no less than nothing'],
    ['1 000 000', '1000000', 'grouped by spaces'],
    ['1\u00a0000\u00a0000.5', '1000000.5', 'grouped by no-break spaces'],
    ["1'000'000", '1000000', 'grouped by apostrophes'],
    ['1’000’000', '1000000', 'grouped by typesetters’ apostrophes'],
    ['99999999999999999999.99', '99999999999999999999.99', 'beyond what a double holds'],
  ])('English: %s is %s (%s)', (text, value) => expect(english.read(text)).toBe(value));

  it.each([
    ['1.000.000', '1000000'],
    ['12,5', '12.5'],
    ['1.234,50', '1234.50'],
    ['1 000 000,5', '1000000.5'],
  ])('Turkish: %s is %s', (text, value) => expect(turkish.read(text)).toBe(value));

  it.each(['1,00', '1,0000', '12,34,567', '1.2.3', '1,000.', '0,123', '1 00', '1,000 000', '12a', '1e5', '', '-', '٣'])(
    'English: %j is none',
    (text) => expect(english.read(text)).toBeUndefined(),
  );

  it.each(['12.5', '1,000,000', '0.185', '1.00', '1,2,3'])('Turkish: %j is none', (text) =>
    expect(turkish.read(text)).toBeUndefined(),
  );

  it('percentages may have their sign, on either side', () => {
    expect(['18.5%', '18.5 %', '18.5'].map((text) => english.read(text, { percent: true }))).toEqual(
      Array(3).fill('18.5'),
    );
    expect(['%18,5', '% 18,5', '-%18,5'].map((text) => turkish.read(text, { percent: true }))).toEqual([
      '18.5',
      '18.5',
      '-18.5',
    ]);
    expect(english.read('18.5%')).toBeUndefined();
    expect(english.read('%18%', { percent: true })).toBeUndefined();
  });

  it('are what was written, in every language and region that the page can write', () => {
    const exact = fc
      .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.stringMatching(/^[0-9]{0,6}$/))
      .map(([whole, decimals]) => (decimals === '' ? String(whole) : `${whole}.${decimals}`));
    for (const locale of ['en-GB', 'en-US', 'en-IN', 'en-ZA', 'en-CH', 'tr-TR', 'tr-CY']) {
      const formats = makeFormats(locale);
      fc.assert(
        fc.property(exact, (value) => {
          expect(formats.read(formats.decimal(value))).toBe(value);
        }),
      );
    }
  });

  it('are never read as another number: what is read, written again, has the same digits', () => {
    const text = fc.string({
      unit: fc.constantFrom('0', '1', '2', '5', '.', ',', ' ', "'", '-', '\u00a0'),
      minLength: 1,
      maxLength: 12,
    });
    const digitsOf = (written: string) => written.replace(/[^0-9]/g, '').replace(/^0+/, '');
    for (const formats of [english, turkish]) {
      fc.assert(
        fc.property(text, (written) => {
          const value = formats.read(written);
          if (value === undefined) return;
          expect(value).toMatch(/^-?[0-9]+(\.[0-9]+)?$/);
          expect(digitsOf(value)).toBe(digitsOf(written));
          expect(formats.read(formats.decimal(value))).toBe(value);
        }),
        { numRuns: 2_000 },
      );
    }
  });
});
