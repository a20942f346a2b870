import { describe, expect, it } from 'vitest';
import { help, readArguments } from '../../../local/demo/arguments.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { ArgumentError } from '../../../shared/domain/command-options.ts';

describe('the arguments of npm run demo', () => {
  it('has defaults for all of them', () => {
    expect(readArguments([])).toEqual({
      help: false,
      mediator: false,
      tenants: [],
      dataset: loans,
      slices: Slice.allOf(loans),
      pulled: false,
      files: [],
      rows: 2_000,
      errors: 0.02,
      warnings: 0.005,
      more: { 'payments-per-credit': 1.86 },
      seed: 1,
      write: undefined,
      now: false,
      keep: false,
    });
  });

  it('reads samples of another size', () => {
    const given = '--rows 1400000 --errors=0 --warnings 0.01 --payments-per-credit 3.5 --seed 9 --now --keep';
    const more = ['--tenant', 'bank001', '--tenant', 'BANK003', '--tenant', 'BANK001', '--loan-type', 'retail'];
    expect(readArguments([...given.split(' '), ...more])).toMatchObject({
      tenants: ['BANK001', 'BANK003'],
      slices: [Slice.of(loans, 'RETAIL')],
      rows: 1_400_000,
      more: { 'payments-per-credit': 3.5 },
      errors: 0,
      warnings: 0.01,
      seed: 9,
      now: true,
      keep: true,
    });
  });

  it('leaves room for warnings beside errors', () => {
    expect(readArguments(['--errors', '1'])).toMatchObject({ errors: 1, warnings: 0 });
  });

  it('reads a variant by either name, and those of files only where they are named', () => {
    const named = (...given: string[]) => readArguments(given).slices.map(({ text }) => text);
    expect(named('--variant', 'commercial')).toEqual(['loans.COMMERCIAL']);
    expect(named('--dataset', 'loans', '--loan-type', 'commercial', '--loan-type', 'RETAIL')).toHaveLength(2);
    expect(named('--file', 'a.csv')).toEqual([]);
    expect(named('--file', 'a.csv', '--variant', 'RETAIL')).toEqual(['loans.RETAIL']);
  });

  it('are explained, those of the dataset among them', () => {
    for (const option of ['--dataset', '--payments-per-credit', '--loan-type', '--variant'])
      expect(help()).toContain(option);
  });

  it('are explained where they may be given: what is about sending not for --write', () => {
    const [, sending = ''] = help().split('not with --write)');
    const [beside] = help().split('Sending (');
    for (const option of ['--tenant', '--now', '--keep']) {
      expect(sending).toContain(option);
      expect(beside).not.toContain(`  ${option} `);
      const given = [option, ...(option === '--tenant' ? ['BANK001'] : [])];
      expect(() => readArguments([...given, '--write', 'x'])).toThrow(/--write sends nothing/);
    }
    expect(help()).toMatch(/--file PATH .*\.xlsx/);
  });

  it('tells the story of the mediator for the banks that are named, and sends no files along with it', () => {
    expect(readArguments(['--mediator', '--tenant', 'bank002', '--keep'])).toMatchObject({
      mediator: true,
      tenants: ['BANK002'],
      keep: true,
    });
    const [, after = ''] = help().split('The mediator (');
    expect(after).toMatch(/^instead of files\)\n {2}--mediator /);
  });

  it('reads files in the order given', () => {
    expect(readArguments(['--file', 'b.csv', '--file', 'a.csv.gz']).files).toEqual(['b.csv', 'a.csv.gz']);
  });

  it.each<[string, RegExp]>([
    ['--row 5', /Unknown option '--row'/],
    ['--rows', /rows/],
    ['5', /Unexpected argument '5'/],
    ['--rows 0', /--rows must be a number from 1 to/],
    ['--rows 2.5', /--rows must be a whole number; got "2\.5"/],
    ['--rows 1e3', /--rows .* got "1e3"/],
    ['--rows=', /--rows .* got ""/],
    ['--errors 2', /--errors must be a number from 0 to 1; got "2"/],
    ['--errors=-0.1', /--errors/],
    ['--errors 2%', /--errors .* got "2%"/],
    ['--errors 0.7 --warnings 0.7', /--errors and --warnings/],
    ['--payments-per-credit 25', /--payments-per-credit/],
    ['--seed x', /--seed/],
    ['--loan-type SME', /--loan-type is "SME"\. Must be one of RETAIL, COMMERCIAL/],
    ['--variant RETIAL', /Did you mean RETAIL\?/],
    ['--dataset sale', /--dataset is "sale"\. Must be one of loans/],
    ['--tenant=', /--tenant must not be empty/],
    ['--file=', /--file must not be empty/],
    ['--file a.csv --rows 5', /--rows is about samples/],
    ['--file a.csv --payments-per-credit 2', /--payments-per-credit is about samples/],
    ['--file a.csv --write samples', /--write is about samples/],
    ['--write samples --now', /--now is about what is sent/],
    ['--write=', /--write must not be empty/],
    ['--now=yes', /now/],
    ['--mediator=yes', /mediator/],
    ['--mediator --tenant=', /--tenant must not be empty/],
    ['--mediator --now', /--now is about files, and --mediator sends none: give one or the other/],
    ...['file a.csv', 'rows 5', 'errors 0', 'warnings 0', 'seed 2', 'write samples', 'dataset cash'].map(
      (option): [string, RegExp] => [`--mediator --${option}`, new RegExp(`--${option.split(' ')[0]} is about files`)],
    ),
    ['--mediator --variant RETAIL', /--variant is about files/],
    ['--mediator --loan-type RETAIL', /--loan-type is about files/],
    ['--mediator --payments-per-credit 2', /--payments-per-credit is about files/],
  ])('refuses %s', (given, message) => {
    const read = () => readArguments(given.split(' '));
    expect(read).toThrow(ArgumentError);
    expect(read).toThrow(message);
  });
});
