import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTERVALS, periodsBetween } from '../../../shared/datasets/cash/periods.ts';
import {
  daysOf,
  isBackwards,
  longerInterval,
  paymentDays,
  readCompanyView,
} from '../../../web/datasets/cash/company-view.ts';
import { countryName } from '../../../web/datasets/cash/country-names.ts';
import { makePeriodTexts } from '../../../web/datasets/cash/period-text.ts';

const read = (search: string) => readCompanyView(new URLSearchParams(search));

describe('what the address of a company asks for', () => {
  it('is its balance by month in euros, if it says nothing', () => {
    expect(read('')).toEqual({ currency: 'EUR', interval: 'month', range: {} });
  });

  it('is all that it says', () => {
    expect(
      read(
        'currency=USD&interval=quarter&from=2024-01-15&to=2024-12-31&iban=DE89&period=2024-04-01&direction=in&include=only-quarantined',
      ),
    ).toEqual({
      currency: 'USD',
      interval: 'quarter',
      range: { from: '2024-01-15', to: '2024-12-31' },
      iban: 'DE89',
      period: '2024-04-01',
      direction: 'in',
      include: 'only-quarantined',
    });
  });

  it.each([
    'currency=GBP&interval=hour&direction=up&include=all&iban=',
    // While a year is being typed, and what no calendar or payment has.
    'from=0002-01-01&to=2300-01-01',
    'from=2024-02-30&to=2024-13-01',
    // No month begins on this day.
    'period=2024-04-02',
  ])('is not what nobody can ask for: %s', (search) => {
    expect(read(search)).toEqual({ currency: 'EUR', interval: 'month', range: {} });
  });

  it('is the payments of the chosen period, as far as the range goes', () => {
    expect(paymentDays(read('from=2024-04-10'))).toEqual({ from: '2024-04-10' });
    expect(paymentDays(read('period=2024-02-01'))).toEqual({ from: '2024-02-01', to: '2024-02-29' });
    expect(paymentDays(read('period=2024-04-01&interval=quarter&from=2024-04-10&to=2024-05-05'))).toEqual({
      from: '2024-04-10',
      to: '2024-05-05',
    });
  });

  it('may end before it begins', () => {
    expect(isBackwards({ from: '2024-01-02', to: '2024-01-01' })).toBe(true);
    expect(isBackwards({ from: '2024-01-01', to: '2024-01-01' })).toBe(false);
    expect(isBackwards({ from: '2024-01-01' })).toBe(false);
  });
});

it('the days of all periods of a range are the range, without a hole and without a day twice', () => {
  const day = fc
    .date({ min: new Date('1900-01-01'), max: new Date('2299-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const dayAfter = (iso: string) => new Date(Date.parse(iso) + 86_400_000).toISOString().slice(0, 10);
  fc.assert(
    fc.property(day, fc.nat({ max: 800 }), fc.constantFrom(...INTERVALS), (from, length, interval) => {
      const to = new Date(Date.parse(from) + length * 86_400_000).toISOString().slice(0, 10);
      const periods = periodsBetween(from, to, interval, 1000)!.map((period) => daysOf(period, interval, { from, to }));
      expect(periods[0]?.from).toBe(from);
      expect(periods.at(-1)?.to).toBe(to);
      for (const [at, days] of periods.entries()) {
        expect(days.from <= days.to).toBe(true);
        if (at > 0) expect(days.from).toBe(dayAfter(periods[at - 1]!.to));
      }
    }),
  );
});

it('a longer interval follows each but the longest', () => {
  expect(INTERVALS.map(longerInterval)).toEqual(['week', 'month', 'quarter', 'year', undefined]);
});

describe('a period', () => {
  const english = makePeriodTexts('en-GB', (quarter, year) => `Q${quarter} ${year}`);
  const turkish = makePeriodTexts('tr-TR', (quarter, year) => `${year} ${quarter}. çeyrek`);
  // Which spaces stand around a dash is the engine's matter.
  const plain = (text: string) => text.replaceAll(/[\s\u2009]*–[\s\u2009]*/g, '–');

  it('is called as the reader calls it', () => {
    const first = '2024-01-01';
    expect(INTERVALS.map((interval) => plain(english.period(first, interval)))).toEqual([
      '1 Jan 2024',
      '1–7 Jan 2024',
      'Jan 2024',
      'Q1 2024',
      '2024',
    ]);
    expect(INTERVALS.map((interval) => plain(turkish.period(first, interval)))).toEqual([
      '1 Oca 2024',
      '1–7 Oca 2024',
      'Oca 2024',
      '2024 1. çeyrek',
      '2024',
    ]);
    expect(english.period('2024-10-01', 'quarter')).toBe('Q4 2024');
  });

  it('is of UTC, as balances are', () => {
    expect(english.time('2023-12-31T23:59:59.999Z')).toBe('31 Dec 2023, 23:59');
    expect(plain(english.days('2023-12-31', '2024-01-02'))).toBe('31 Dec 2023–2 Jan 2024');
  });
});

it('a country is called as the reader calls it; what is none stays as it is', () => {
  expect(countryName('tr', 'DE')).toBe('Almanya');
  expect(countryName('en', 'XK')).toBe('Kosovo');
  expect(['be', 'QX', '1A', ''].map((code) => countryName('en', code))).toEqual(['be', 'QX', '1A', '']);
});
