import { describe, expect, it } from 'vitest';
import { makeProgram } from '../../../cli/program.ts';
import { chosenSlice, chosenSlices, knownSlice, namedTable, oneOf, sliceName } from '../../../cli/slice-options.ts';
import { allSlices } from '../../../shared/datasets/registry.ts';

const named = (argument: string | undefined, options: Record<string, string> = {}) =>
  chosenSlices(argument, options).slices.map(({ text }) => text);

describe('a slice as it is named', () => {
  it.each<[string | undefined, Record<string, string>]>([
    ['COMMERCIAL', {}],
    ['commercial', {}],
    ['Loans.Commercial', {}],
    [undefined, { variant: 'commercial' }],
    [undefined, { loanType: 'COMMERCIAL' }],
    [undefined, { dataset: 'LOANS', loanType: 'commercial', variant: 'COMMERCIAL' }],
    ['COMMERCIAL', { dataset: 'loans' }],
    ['COMMERCIAL', { loanType: 'COMMERCIAL' }],
  ])('by %j and %j is one', (argument, options) => {
    expect(chosenSlice(argument, options).text).toBe('loans.COMMERCIAL');
  });

  it('is every slice of the first dataset where nothing names it', () => {
    expect(named(undefined)).toEqual(['loans.RETAIL', 'loans.COMMERCIAL']);
    expect(chosenSlices(undefined, {}).isNamed).toBe(false);
    expect(chosenSlices(undefined, { dataset: 'loans' })).toMatchObject({ isNamed: true, slice: undefined });
    expect(() => chosenSlice(undefined, {})).toThrow(
      /Say which is meant: one of RETAIL, COMMERCIAL, trades, cash, sales\./,
    );
    expect(() => chosenSlice(undefined, { dataset: 'loans' })).toThrow(/Say which of loans is meant: RETAIL or COM/);
  });

  it.each<[string | undefined, Record<string, string>, RegExp]>([
    ['RETIAL', {}, /There is no "RETIAL".*Did you mean RETAIL\?/],
    [
      'COMMERCIAL',
      { variant: 'RETAIL' },
      /There is no "COMMERCIAL" of loans as the options name it: it must be RETAIL/,
    ],
    [undefined, { dataset: 'loan' }, /--dataset is "loan"\. Must be one of loans.*Did you mean loans\?/],
    [undefined, { loanType: 'SME' }, /--loan-type is "SME"\. Must be one of RETAIL, COMMERCIAL/],
    [undefined, { loanType: 'RETAIL', variant: 'COMMERCIAL' }, /--loan-type .*Must be COMMERCIAL, as variant is/],
  ])('is not by %j and %j', (argument, options, message) => {
    expect(() => named(argument, options)).toThrow(message);
  });

  it('is shown as it can be typed', () => {
    expect(sliceName({ dataset: 'loans', variant: 'RETAIL' })).toBe('RETAIL');
    expect(sliceName({ dataset: 'sales', variant: 'RETAIL' })).toBe('sales.RETAIL');
    expect(sliceName({ dataset: 'trades', variant: null })).toBe('trades');
    expect(() => knownSlice({ dataset: 'tomorrow', variant: null })).toThrow(/the service is newer/);
    expect([oneOf(['a']), oneOf(['a', 'b']), oneOf(['a', 'b', 'c'])]).toEqual(['a', 'a or b', 'one of a, b, c']);
  });

  it('has tables, of which the first is meant where none is named', () => {
    const slice = chosenSlice('RETAIL', {});
    expect([namedTable(slice, undefined).name, namedTable(slice, 'payment_plan').name]).toEqual([
      'credit',
      'payment_plan',
    ]);
    expect(() => namedTable(slice, 'credits')).toThrow(/--type is "credits".*Did you mean credit\?/);
  });
});

describe('the options of commands', () => {
  it.each(['upload', 'validate', 'sync', 'publications', 'changes', 'status', 'errors', 'data', 'profile'])(
    'of %s name a slice by dataset and variant, and by what datasets call theirs',
    (name) => {
      const command = makeProgram(async () => {}).commands.find((candidate) => candidate.name() === name)!;
      expect(command.options.map(({ long }) => long)).toEqual(
        expect.arrayContaining(['--dataset', '--variant', '--loan-type']),
      );
    },
  );

  it('hand on the one slice that was typed', async () => {
    const given: unknown[][] = [];
    const program = makeProgram(async (_load, ...more) => void given.push(more));
    await program.parseAsync(['data', '--loan-type', 'retail', '--type', 'payment_plan'], { from: 'user' });
    await program.parseAsync(['status'], { from: 'user' });
    expect(given[0]![0]).toMatchObject({ slice: { dataset: 'loans', variant: 'RETAIL' } });
    expect(given[0]![1]).toMatchObject({ type: 'payment_plan' });
    expect(given[1]![0]).toHaveLength(allSlices.length);
  });
});
