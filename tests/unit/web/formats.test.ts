import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFormats } from '../../../web/format/formats.ts';
import { formatLocale } from '../../../web/i18n/language.ts';

const turkish = makeFormats('tr-TR');
const british = makeFormats('en-GB');

describe('formats', () => {
  it('write money for the reader, digit by digit', () => {
    expect(british.amount('28370.00')).toBe('28,370.00');
    expect(turkish.amount('28370.00')).toBe('28.370,00');
    // More digits than a number can hold.
    expect(british.amount('-90071992547409931.07')).toBe('-90,071,992,547,409,931.07');
    expect(british.amount('n/a')).toBe('n/a');
  });

  it('lose no digit of any amount', () => {
    const amount = fc.tuple(fc.bigInt({ min: -(10n ** 27n), max: 10n ** 27n }), fc.integer({ min: 1, max: 6 }));
    fc.assert(
      fc.property(amount, ([units, scale]) => {
        const exact = `${units}.${'7'.repeat(scale)}`;
        const back = turkish.amount(exact).replaceAll('.', '').replace(',', '.').replace('\u2212', '-');
        expect(back).toBe(exact);
      }),
    );
  });

  it('write amounts with a currency where one is known, and no other number', () => {
    const lira = makeFormats('tr-TR', 'TRY');
    expect(lira.amount('28370.00')).toBe('₺28.370,00');
    expect(lira.decimal('28370.00')).toBe('28.370,00');
    expect(makeFormats('en-GB', 'TRY').amount('0.5').replaceAll('\u00a0', ' ')).toBe('TRY 0.5');
  });

  it('write large numbers shortly, and a thousand in Turkish so that it is none of a billion', () => {
    const shortly = (numbers: readonly number[], { compact }: typeof turkish) =>
      numbers.map((value) => compact(value).replaceAll('\u00a0', ' '));
    expect(shortly([0, 950, 9500, -9500, 26e6, 1.2e9], turkish)).toEqual([
      '0',
      '950',
      '9,5 bin',
      '-9,5 bin',
      '26 Mn',
      '1,2 Mr',
    ]);
    expect(shortly([9500, 26e6], british)).toEqual(['9.5k', '26m']);
  });

  it('write shares so that they align, and never nothing or all for what is not', () => {
    expect([0, 0.5, 1].map((share) => british.share(share))).toEqual(['0.00%', '50.00%', '100.00%']);
    expect([1e-9, 0.00006, 0.999999].map((share) => british.share(share))).toEqual(['< 0.01%', '0.01%', '> 99.99%']);
    expect(turkish.share(1 / 3)).toBe('%33,33');
  });

  it('write ratios as percentages, without zeros that say nothing', () => {
    expect(british.percent('0.185000')).toBe('18.5%');
    expect(turkish.percent('0.185000')).toBe('%18,5');
    expect(['0.185000', '0.185125'].map((rate) => british.percent(rate, 4, 2))).toEqual(['18.50%', '18.5125%']);
    expect(british.percent(1 / 3, 2)).toBe('33.33%');
  });

  it('keep a calendar date the same day in every time zone', () => {
    expect(british.date('2026-03-02')).toBe('2 Mar 2026');
    expect(turkish.date('2026-03-02')).toBe('2 Mar 2026');
  });

  it('write durations and sizes in the unit that fits', () => {
    expect([250, 1500, 61_000, 3_660_000].map((ms) => british.duration(ms))).toEqual([
      '250 ms',
      '1.5 secs',
      '1 min 1 sec',
      '1 hr 1 min',
    ]);
    expect([512, 18_204_311].map((size) => british.bytes(size))).toEqual(['512\u00a0bytes', '18.2\u00a0MB']);
  });

  it('say how long ago, never in the wrong direction', () => {
    const now = Date.parse('2026-03-02T12:00:00Z');
    expect(british.ago('2026-03-02T11:57:01Z', now)).toBe('2 min ago');
    expect(british.ago('2026-03-02T11:59:58Z', now)).toBe('now');
    expect(british.ago('2026-02-20T12:00:00Z', now)).toBe('10 days ago');
  });

  it('follow the region that the browser names', () => {
    expect(formatLocale('en', ['tr-TR', 'en-US'])).toBe('en-US');
    expect(formatLocale('en', ['tr-TR'])).toBe('en-GB');
    expect(formatLocale('tr', ['en-US'])).toBe('tr-TR');
  });
});
