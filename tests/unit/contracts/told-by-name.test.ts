import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { isNamedAfter, needsTelling, toldByName } from '../../../shared/contracts/told-by-name.ts';
import { cash } from '../../../shared/datasets/cash/contract.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';

describe('what a file is called after', () => {
  const fileType = fc.constantFrom('sepa', 'swift', 'exchange_rate', 'payment_plan');
  const spelled = fc.constantFrom(
    (name: string) => name,
    (name: string) => name.toUpperCase(),
    (name: string) => name.replace('_', '-'),
    (name: string) => name.replace('_', ' '),
    (name: string) => name.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
  /** What stands beside a name, so that it is still a word. */
  const before = fc.constantFrom('', '2023', '2023-01_', '(1) ', 'fixed-', 'Kopya – ', 'ACME_');
  const behind = fc.constantFrom('', '2023', '_2023Q1', ' (1)', '-rejected', ' – Kopya', '_ACME');

  it('is found whatever its case, and what stands between and beside its words', () => {
    fc.assert(
      fc.property(fileType, spelled, before, behind, (name, spell, first, last) => {
        expect(isNamedAfter(`${first}${spell(name)}${last}.csv`, name)).toBe(true);
      }),
    );
  });

  it('is no part of another word', () => {
    const letters = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(fileType, letters, letters, (name, first, last) => {
        const word = name.replace('_', '');
        expect(isNamedAfter(`${first}${word}.csv`, name)).toBe(false);
        expect(isNamedAfter(`${word}${last}.csv`, name)).toBe(false);
      }),
    );
    expect(isNamedAfter('payment.csv', 'payment_plan')).toBe(false);
    expect(isNamedAfter('plan_payment.csv', 'payment_plan')).toBe(false);
  });

  it('is told by the nearest name that names one', () => {
    const kinds = [{ fileType: 'sepa' }, { fileType: 'swift' }];
    const told = (...names: (string | undefined)[]) => toldByName(kinds, names).map((kind) => kind.fileType);
    expect(told('Swift', 'sepa.csv')).toEqual(['swift']);
    expect(told('Sheet1', 'sepa.csv')).toEqual(['sepa']);
    expect(told('sepa, swift', undefined, 'sepa.csv')).toEqual(['sepa']);
    expect(told(undefined, 'payments.csv')).toEqual(['sepa', 'swift']);
    expect(told()).toEqual(['sepa', 'swift']);
  });

  it('is needed where another file type has the same columns', () => {
    const needed = cash.fileTypes.filter((each) => needsTelling(cash, each)).map(({ name }) => name);
    expect(needed).toEqual(['sepa', 'swift']);
    expect(needsTelling(loans, fileTypeOf(loans, 'payment_plan'))).toBe(false);
  });
});
