import { parseArgs } from 'node:util';
import { ArgumentError, numberIn, parsedOptions, wholeNumberIn } from '../../../domain/command-options.ts';

export interface ProducerArguments {
  readonly url: string | undefined;
  /** Whose key is taken from the laptop's file of tenants, where none is given. */
  readonly tenant: string | undefined;
  readonly key: string | undefined;
  /** Events a second; one every half to three seconds where there is none. */
  readonly rate: number | undefined;
  /** Until Ctrl-C where there is none. */
  readonly count: number | undefined;
  /** Shares of the events. */
  readonly bad: number;
  readonly duplicates: number;
  readonly seed: number;
}

const EXAMPLE_URL = 'http://127.0.0.1:8000';
const MOST_A_SECOND = 5000;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  url: { type: 'string' },
  tenant: { type: 'string' },
  key: { type: 'string' },
  rate: { type: 'string' },
  count: { type: 'string' },
  bad: { type: 'string' },
  duplicates: { type: 'string' },
  seed: { type: 'string' },
} as const;

const line = (option: string, meaning: string): string => `  ${option.padEnd(22)}${meaning}`;

export const HELP = `Usage: npm run producer -- [options]

Sends transactions to the stream of a bank as they would happen: customers 1 to 5, four merchants, 5.00 to 5,000.00.
What is not answered is sent again until it is: nothing is lost, and nothing counts twice.

${[
  line('--rate N', `so many a second, ${MOST_A_SECOND} at most (default: one every 0.5 to 3 seconds)`),
  line('--count N', 'so many events, broken and repeated ones among them (default: until Ctrl-C)'),
  line('--bad SHARE', 'so many of them are not sound, 0 to 1 (default 0)'),
  line('--duplicates SHARE', 'so many of them were sent before, 0 to 1 (default 0)'),
  line('--seed N', 'another seed, other events (default 1)'),
  line('--url URL', 'where the service is (default: TRANCHE_URL, or the one that npm start runs, or PORT)'),
  line('--tenant ID', 'whose key is taken from .local/tenants.json (default: the first, BANK001)'),
  line('--key KEY', 'the API key instead (default: TRANCHE_API_KEY)'),
  line('--help', 'this text'),
].join('\n')}

At the end it says what was sent, what the service answered, and what the counters must have grown by. So does Ctrl-C; where
nobody answers, it ends after a few seconds at most.
Exit code: 1 where the service refuses, 2 for wrong options, 4 where Tranche was never started here, 130 where it was ended
without an answer to all that it had sent.
`;

/** @returns undefined when only help is wanted @throws {ArgumentError} */
export function readArguments(given: readonly string[]): ProducerArguments | undefined {
  const values = parsedOptions(
    () => parseArgs({ args: [...given], strict: true, allowPositionals: false, options: OPTIONS }).values,
  );
  if (values.help) return undefined;
  const { url, tenant, key } = values;
  if (url !== undefined && (!/^https?:\/\/./.test(url) || !URL.canParse(url))) {
    throw new ArgumentError(`--url must be an address such as ${EXAMPLE_URL}; got "${url}".`);
  }
  const share = (name: 'bad' | 'duplicates') => numberIn(name, values[name], 0, [0, 1]);
  const [bad, duplicates] = [share('bad'), share('duplicates')];
  if (bad + duplicates > 1) throw new ArgumentError('--bad and --duplicates must be 1 at most together.');
  return {
    url: url?.replace(/\/+$/, ''),
    tenant,
    key,
    rate: values.rate === undefined ? undefined : numberIn('rate', values.rate, 1, [0.01, MOST_A_SECOND]),
    count: values.count === undefined ? undefined : wholeNumberIn('count', values.count, 1, [1, 1_000_000_000]),
    bad,
    duplicates,
    seed: wholeNumberIn('seed', values.seed, 1, [0, 4_294_967_295]),
  };
}
