import { describe, expect, it } from 'vitest';
import type { SampleLine } from '../../../../shared/contracts/dataset-samples.ts';
import { rulesBrokenBy } from '../../../../shared/contracts/rule-examples.ts';
import { Slice } from '../../../../shared/contracts/slice.ts';
import { cash } from '../../../../shared/datasets/cash/contract.ts';
import { cashSamples } from '../../../../shared/datasets/cash/samples.ts';

const slice = Slice.of(cash, null);
const sample = (rows: number, errors: number, warnings: number, more: Record<string, number> = {}, seed = 1) => [
  ...cashSamples.lines(slice, { rows, errors, warnings, seed, more }),
];
const cellsOf = (lines: readonly SampleLine[], fileType: string): Record<string, string>[] => {
  const names = slice.fileType(fileType).columns.map(({ name }) => name);
  return lines
    .filter((line) => line.fileType === fileType)
    .map(({ line }) => {
      const cells = String(line).split(';');
      return Object.fromEntries(names.map((name, at) => [name, cells[at]!]));
    });
};
const isLoaded = ({ breach }: SampleLine): boolean => breach?.isRejected !== true;

describe('samples of cash', () => {
  const lines = sample(40, 0, 0);

  it('break no rule, and are of every file', () => {
    for (const { name } of cash.fileTypes) expect(cellsOf(lines, name).length, name).toBeGreaterThan(0);
    for (const { fileType, line, breach } of lines) {
      expect(breach).toBeUndefined();
      expect(rulesBrokenBy(slice.fileType(fileType), null, String(line)), String(line)).toEqual([]);
    }
  });

  it('break the rules that they say, where some shall be wrong', () => {
    for (const { fileType, line, breach } of sample(40, 0.2, 0.2)) {
      // A key that is there twice is seen in the whole file only, and bytes that are no text not in a string.
      if (Buffer.isBuffer(line) && !Buffer.from(line.toString()).equals(line)) continue;
      const broken = rulesBrokenBy(slice.fileType(fileType), null, String(line));
      const wanted = breach && !breach.ruleId.endsWith('-702') ? [breach.ruleId] : [];
      expect(broken, String(line)).toEqual(wanted);
    }
  });

  it('pay between accounts of companies, some of them their own, and of others', () => {
    const owners = new Map(
      cellsOf(lines, 'company').flatMap(({ id, ibans }) => ibans!.split('|').map((iban) => [iban, id])),
    );
    const sidesOf = (fileType: string) =>
      cellsOf(lines, fileType).map((row) => [row.payer_iban, row.beneficiary_iban].map((iban) => owners.get(iban!)));
    for (const [payer, beneficiary] of sidesOf('sepa')) expect([payer, beneficiary]).not.toContain(undefined);
    const swift = sidesOf('swift');
    for (const known of [0, 1, 2]) {
      expect(swift.some((sides) => sides.filter((owner) => owner !== undefined).length === known)).toBe(true);
    }
  });

  it('have rates of every currency that is paid, in one direction, 1 for a currency in itself', () => {
    const rates = cellsOf(lines, 'exchange_rate');
    const rateOf = (code: string) => rates.find(({ currency }) => currency === code)!;
    expect(Number(rateOf('EUR').eur_rate)).toBe(1);
    expect(Number(rateOf('USD').usd_rate)).toBe(1);
    const dollars = Number(rateOf('EUR').usd_rate);
    for (const { usd_rate, eur_rate } of rates) expect(Number(usd_rate) / Number(eur_rate)).toBeCloseTo(dollars, 4);
    const known = rates.map(({ currency }) => currency);
    for (const { currency } of [...cellsOf(lines, 'sepa'), ...cellsOf(lines, 'swift')])
      expect(known).toContain(currency);
  });

  it.each([1, 2, 3])('have no account of two companies among what is loaded, whatever is wrong (seed %i)', (seed) => {
    const loaded = sample(300, 0.3, 0.5, { 'payments-per-company': 0 }, seed).filter(isLoaded);
    const accounts = cellsOf(loaded, 'company').flatMap(({ ibans }) => ibans!.split('|'));
    expect(accounts.length).toBeGreaterThan(300);
    expect(new Set(accounts).size).toBe(accounts.length);
  });

  it('have as many payments as are asked for, but for those that the datamaker makes wrong', () => {
    const of = (perCompany: number) =>
      sample(20, 0, 0, { 'payments-per-company': perCompany }).filter(({ fileType }) => /sepa|swift/.test(fileType))
        .length;
    expect(of(0)).toBe(0);
    expect(of(100)).toBeGreaterThan(1_900);
    expect(of(100)).toBeLessThanOrEqual(2_000);
  });

  it.each([0, 1.5, 2_000_000])('are not made of %d companies', (rows) => {
    expect(() => cashSamples.lines(slice, { rows, errors: 0, warnings: 0, seed: 1 })).toThrow(RangeError);
  });
});
