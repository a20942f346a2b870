import { parseArgs } from 'node:util';
import { VARIANTS, type Variant } from '../../shared/domain/slice.ts';
import { MOST_LOANS } from './loan-maker.ts';
import { PAYMENTS_PER_CREDIT, WARNING_SHARE } from './portfolio.ts';

export interface DemoArguments {
  readonly help: boolean;
  /** Upper case; empty for all. */
  readonly tenants: readonly string[];
  /** Empty for both, or for what the files of one's own say. */
  readonly loanTypes: readonly Variant[];
  /** Files of one's own, instead of samples. */
  readonly files: readonly string[];
  readonly rows: number;
  readonly errors: number;
  readonly warnings: number;
  readonly paymentsPerCredit: number;
  readonly seed: number;
  /** A folder to write sample files into, instead of sending them. */
  readonly write: string | undefined;
  /** Start the syncs instead of waiting for the schedule. */
  readonly now: boolean;
  /** Leave a service that the demo started running until Ctrl-C. */
  readonly keep: boolean;
}

/** What was typed cannot be done; the message says why. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

const DEFAULT_ROWS = 2_000;
const DEFAULT_ERRORS = 0.02;

export const HELP = `Usage: npm run demo -- [options]

Sends loan portfolios to Tranche by its public API, waits until they are loaded, and says what became of them.
Starts the service if it is not running.

Sample portfolios (the default: of the first three banks, both loan types)
  --rows N                  credits per bank and loan type, 1 to ${MOST_LOANS.toLocaleString('en')} (default ${DEFAULT_ROWS.toLocaleString('en')})
  --errors SHARE            share of rows that are wrong on purpose, 0 to 1 (default ${DEFAULT_ERRORS})
  --warnings SHARE          share of rows that are loaded with a warning, 0 to 1 (default ${WARNING_SHARE})
  --payments-per-credit N   mean length of a payment plan, 0 to 24 (default ${PAYMENTS_PER_CREDIT})
  --seed N                  another seed, other portfolios (default 1)
  --write DIR               only write the files into this folder, to be sent in your own way

Files of your own (instead of samples)
  --file PATH               a CSV file, .gz or not; may be repeated. What it holds is read from its header. A payment plan
                            does not show its loan type: give --loan-type, or the credit file along with it.

Both
  --tenant ID               only this bank; may be repeated (with --file: the first bank if not given)
  --loan-type TYPE          only ${VARIANTS.join(' or ')}; may be repeated
  --now                     start the syncs at once instead of waiting for the 60-second schedule
  --keep                    leave the service running until Ctrl-C, if the demo started it
  --help                    this text

Environment: PORT (8000), TRANCHE_HOME (.local). Exit code: 0 when everything sent was loaded
(but for wrong rows), 1 when not, 2 for wrong options.
`;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  tenant: { type: 'string', multiple: true },
  'loan-type': { type: 'string', multiple: true },
  file: { type: 'string', multiple: true },
  rows: { type: 'string' },
  errors: { type: 'string' },
  warnings: { type: 'string' },
  'payments-per-credit': { type: 'string' },
  seed: { type: 'string' },
  write: { type: 'string' },
  now: { type: 'boolean' },
  keep: { type: 'boolean' },
} as const;

/** Options that only make sense for samples. */
const SAMPLE_OPTIONS = ['rows', 'errors', 'warnings', 'payments-per-credit', 'seed', 'write'] as const;

/** @throws {ArgumentError} */
export function readArguments(given: readonly string[]): DemoArguments {
  const values = parse(given);
  const files = values.file ?? [];
  const pointless = SAMPLE_OPTIONS.find((name) => values[name] !== undefined);
  if (files.length > 0 && pointless !== undefined) {
    throw new ArgumentError(
      `--${pointless} is about sample portfolios, and --file sends files of your own: give one or the other.`,
    );
  }
  const unsent = (['tenant', 'now', 'keep'] as const).find((name) => values[name] !== undefined);
  if (values.write !== undefined && unsent !== undefined) {
    throw new ArgumentError(`--${unsent} is about what is sent, and --write sends nothing: give one or the other.`);
  }
  if (values.write?.trim() === '') throw new ArgumentError('--write must not be empty.');
  const empty = (['file', 'tenant'] as const).find((name) => values[name]?.some((value) => value.trim() === ''));
  if (empty) throw new ArgumentError(`--${empty} must not be empty.`);
  const errors = numberIn('errors', values.errors, DEFAULT_ERRORS, [0, 1]);
  const warnings = numberIn('warnings', values.warnings, Math.min(WARNING_SHARE, 1 - errors), [0, 1]);
  if (errors + warnings > 1) throw new ArgumentError('--errors and --warnings must be 1 at most together.');
  return {
    help: values.help ?? false,
    tenants: unique((values.tenant ?? []).map((tenant) => tenant.toUpperCase())),
    loanTypes: unique((values['loan-type'] ?? []).map(loanType)),
    files,
    rows: wholeNumberIn('rows', values.rows, DEFAULT_ROWS, [1, MOST_LOANS]),
    errors,
    warnings,
    paymentsPerCredit: numberIn('payments-per-credit', values['payments-per-credit'], PAYMENTS_PER_CREDIT, [0, 24]),
    seed: wholeNumberIn('seed', values.seed, 1, [0, 4_294_967_295]),
    write: values.write,
    now: values.now ?? false,
    keep: values.keep ?? false,
  };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options: OPTIONS, strict: true, allowPositionals: false }).values;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ArgumentError(error.message.split('. ')[0] + '.');
  }
}

const unique = <Item>(items: readonly Item[]): Item[] => [...new Set(items)];

function loanType(given: string): Variant {
  const found = VARIANTS.find((variant) => variant === given.toUpperCase());
  if (!found) throw new ArgumentError(`--loan-type must be ${VARIANTS.join(' or ')}; got "${given}".`);
  return found;
}

function numberIn(name: string, given: string | undefined, otherwise: number, [low, high]: [number, number]): number {
  if (given === undefined) return otherwise;
  // Digits only: Number() would also take "", "0x10" and "1e3".
  const value = /^[0-9]+(\.[0-9]+)?$/.test(given) ? Number(given) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new ArgumentError(`--${name} must be a number from ${low} to ${high}; got "${given}".`);
}

function wholeNumberIn(name: string, given: string | undefined, otherwise: number, bounds: [number, number]): number {
  const value = numberIn(name, given, otherwise, bounds);
  if (Number.isInteger(value)) return value;
  throw new ArgumentError(`--${name} must be a whole number; got "${given}".`);
}
