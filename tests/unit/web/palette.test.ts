import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeFormats } from '../../../web/format/formats.ts';
import { withNumbers } from '../../../web/format/numbers-in-text.ts';
import { isSyncId, matchingResults, type PaletteResult } from '../../../web/shell/palette-results.ts';

const result = (group: PaletteResult['group'], label: string, detail = '', words: string[] = []): PaletteResult => ({
  group,
  to: `/${label}`,
  label,
  detail,
  words,
});

describe('the command palette', () => {
  const all = [
    result('syncs', 'retail_credits.csv', 'Retail', ['0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f']),
    result('pages', 'Settings'),
    result('pages', 'Eşitlemeler'),
    result('rules', 'LOAN-CREDIT-017', 'loan_start_date must be a date', ['loan_start_date']),
    result('rules', 'LOAN-CREDIT-020', 'credits'),
  ];
  const labels = (text: string, most = 5) => matchingResults(all, text, most).map(({ label }) => label);

  it('finds by every word, in the label, beside it and by id; what begins with it comes first', () => {
    expect(labels('set')).toEqual(['Settings']);
    expect(labels('EŞİT')).toEqual(['Eşitlemeler']);
    expect(labels('0195c3a4')).toEqual(['retail_credits.csv']);
    expect(labels('start date')).toEqual(['LOAN-CREDIT-017']);
    expect(labels('credits')).toEqual(['retail_credits.csv', 'LOAN-CREDIT-020']);
    expect(labels('loan', 1)).toEqual(['LOAN-CREDIT-017']);
    expect(labels('nothing like it')).toEqual([]);
  });

  it('takes whatever is typed as text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(matchingResults(all, text, 3).every((found) => all.includes(found))).toBe(true);
      }),
    );
  });

  it('knows the id of a sync', () => {
    expect(isSyncId(' 0195C3A4-6f1e-7c21-9b7e-0a1b2c3d4e5f ')).toBe(true);
    expect(isSyncId('0195c3a4-6f1e')).toBe(false);
  });
});

describe('the numbers of a sentence', () => {
  const english = makeFormats('en-GB').decimal;
  const turkish = makeFormats('tr-TR').decimal;
  it('are written as the language does, and what only looks like one stays', () => {
    expect(withNumbers('4244 of 4440 live rows', english)).toBe('4,244 of 4,440 live rows');
    expect(withNumbers('1234567.50 TL, %7.5.', turkish)).toBe('1.234.567,50 TL, %7,5.');
    for (const same of [
      '0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f',
      '2026-03-02',
      'loans-1',
      '10,080',
      'a12345',
      '1.2.3',
      '12:30',
    ])
      expect(withNumbers(`(${same})`, english)).toBe(`(${same})`);
  });

  it('say the same amount as before', () => {
    fc.assert(
      fc.property(fc.nat(), (number) => {
        expect(withNumbers(`has ${number} rows`, english).replaceAll(',', '')).toBe(`has ${number} rows`);
      }),
    );
  });
});
