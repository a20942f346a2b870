import { parseArgs } from 'node:util';
import { ArgumentError, parsedOptions } from '../../../domain/command-options.ts';
import { SIZES, type Size, sizeNamed } from './sizes.ts';

export interface DatamakerArguments {
  readonly size: Size;
  /** As it was typed. */
  readonly out: string;
  readonly seed: number;
  /** Write into a folder that is not empty. */
  readonly force: boolean;
  readonly threads: number;
}

const LARGEST_SEED = 4_294_967_295;
const MOST_THREADS = 256;

const shown = (count: number): string => count.toLocaleString('en');
const line = (option: string, meaning: string): string => `  ${option.padEnd(14)}${meaning}`;
const names = SIZES.map(({ name }) => name);
const oneOf = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

export function help(): string {
  return `Usage: npm run datamaker -- --size ${names.join('|')} --out DIR [options]

Writes payments of made-up companies in 2023 and 2024 as CSV files: company.csv, sepa.csv, swift.csv and exchange_rate.csv;
and manifest.json, which says which rows of swift.csv are dirty on purpose (1 % members of batch payments, 1 % with an
invalid IBAN) and what the balance of each account is at the end of each quarter without them. A million payments take
about 95 MB of disk, so mega 10 GB.

${[
  line('--size NAME', oneOf),
  ...SIZES.map(({ name, companies, sepa, swift }) =>
    line('', `${name.padEnd(7)} ${shown(companies)} companies, ${shown(sepa)} SEPA and ${shown(swift)} SWIFT payments`),
  ),
  line('--out DIR', 'the folder, which is made if it is not there'),
  line('--force', 'write into a folder that is not empty; files of the same names are overwritten'),
  line('--seed N', 'another seed, other files (default 1); the same seed gives the same bytes'),
  line('--threads N', `how many make payments at the same time, 1 to ${MOST_THREADS} (default: one for each core)`),
  line('--help', 'this text'),
].join('\n')}

Exit code: 0 when all is written, 1 when it could not be, 2 for wrong options or a folder that cannot be used.
`;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  size: { type: 'string' },
  out: { type: 'string' },
  seed: { type: 'string' },
  force: { type: 'boolean' },
  threads: { type: 'string' },
} as const;

/** @returns undefined where help is asked for. @throws {ArgumentError} */
export function readArguments(given: readonly string[], cores: number): DatamakerArguments | undefined {
  const values = parse(given);
  if (values.help) return undefined;
  if (values.size === undefined) throw new ArgumentError(`--size is missing: give ${oneOf}.`);
  const size = sizeNamed(values.size);
  if (!size) throw new ArgumentError(`--size must be ${oneOf}; got "${values.size}".`);
  if (values.out === undefined) throw new ArgumentError('--out is missing: give the folder to write the files into.');
  if (values.out.trim() === '') throw new ArgumentError('--out must not be empty.');
  return {
    size,
    out: values.out,
    seed: wholeNumberIn('seed', values.seed, 1, [0, LARGEST_SEED]),
    force: values.force ?? false,
    threads: wholeNumberIn('threads', values.threads, Math.min(cores, MOST_THREADS), [1, MOST_THREADS]),
  };
}

const parse = (given: readonly string[]) =>
  parsedOptions(() => parseArgs({ args: [...given], strict: true, allowPositionals: false, options: OPTIONS }).values);

function wholeNumberIn(
  name: string,
  given: string | undefined,
  otherwise: number,
  [low, high]: readonly [number, number],
): number {
  if (given === undefined) return otherwise;
  // Digits only: Number() would also take "", "0x10" and "1e3".
  const value = /^[0-9]+$/.test(given) ? Number(given) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new ArgumentError(`--${name} must be a whole number from ${low} to ${high}; got "${given}".`);
}
