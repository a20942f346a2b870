import { parseArgs } from 'node:util';
import { ArgumentError, numberIn, parsedOptions, wholeNumberIn } from '../../../domain/command-options.ts';
import { SIZES } from '../datamaker/sizes.ts';
import { DEFAULT_RETRY_AFTER, DEFAULT_SLOW_MS, exceedsAll, type Faults } from './faults.ts';
import { PAGE_DAYS } from './windows.ts';

export interface ExposerArguments {
  readonly dir: string;
  readonly size: string | undefined;
  readonly port: number;
  readonly numbers: boolean;
  readonly latencyMs: number;
  readonly faults: Required<Faults>;
}

const sizes = SIZES.map(({ name }) => name);
export const DEFAULT_PORT = 8090;
const LONGEST_MS = 600_000;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  dir: { type: 'string' },
  size: { type: 'string' },
  port: { type: 'string' },
  numbers: { type: 'boolean' },
  latency: { type: 'string' },
  'crash-rate': { type: 'string' },
  'slow-rate': { type: 'string' },
  'slow-ms': { type: 'string' },
  'throttle-rate': { type: 'string' },
  'retry-after': { type: 'string' },
  'garble-rate': { type: 'string' },
  'repeat-rate': { type: 'string' },
  'resize-rate': { type: 'string' },
  seed: { type: 'string' },
} as const;

const line = (option: string, meaning: string): string => `  ${option.padEnd(24)}${meaning}`;

export const HELP = `Usage: npm run exposer -- --dir DIR [options]

Serves the files of the datamaker as a paged JSON API on 127.0.0.1, until Ctrl-C. It can be made to fail.

${[
  line('--dir DIR', 'where the datamaker has written its files'),
  line('--size SIZE', `the size that they must be of: ${sizes.join(', ')} (default: whichever it is)`),
  line('--port PORT', `0 takes any that is free (default ${DEFAULT_PORT})`),
  line('--numbers', 'amounts and rates as JSON numbers, digit by digit, instead of strings'),
  line('--latency MS', 'what every answer takes longer (default 0)'),
  line('--help', 'this text'),
].join('\n')}

Faults: each RATE is a share of requests, 0 to 1 (default 0). /ping, and requests that are refused, never fail.
${[
  line('--crash-rate RATE', 'half are answered 500, half are cut off in the middle of a body'),
  line('--throttle-rate RATE', 'are answered 429'),
  line('--retry-after SECONDS', `what Retry-After says to those (default ${DEFAULT_RETRY_AFTER})`),
  line('--garble-rate RATE', 'are answered 200, with JSON that ends too early and a Content-Length that fits'),
  line('--slow-rate RATE', 'are answered late'),
  line('--slow-ms MS', `how late (default ${DEFAULT_SLOW_MS})`),
  line('--repeat-rate RATE', 'of pages: end with the first rows of the next page, which has them again'),
  line('--resize-rate RATE', `of pages: have one to ${PAGE_DAYS} days. Windows of your own stay as you ask for them`),
  line('--seed N', 'another seed, other requests that fail (default 1)'),
].join('\n')}
No request is two of crashed, throttled and garbled: these rates are 1 at most together.

Paths
${[
  line('/ping', 'pong'),
  line('/company_info', '{"data": [{"id", "name", "owner", "ibans": [..]}]}, everything at once'),
  line('/exchange_rates', '{"data": [{"currency", "usd_rate", "eur_rate"}]}, everything at once'),
  line('/sepa, /swift', '{"data": [{"id", "payer_iban", "beneficiary_iban", "amount", "currency", "ts"}],'),
  line('', ' "next": the cursor of the next page or null, "from", "to": the days (UTC) of this one, without to}'),
  line('  (no parameters)', `the first ${PAGE_DAYS} days`),
  line('  ?cursor=NEXT', 'the next page. The header Link has the same, with rel="next"'),
  line('  ?from=DAY&to=DAY', `a window of your own, from YYYY-MM-DD to the day before to: at most ${PAGE_DAYS} days`),
].join('\n')}
A page without rows may come before others: "next" alone says whether there are more. Positions are the client's, so the
same request has the same answer, whoever else asks. Rows of a page that are not of its days are repeated ones.

Exit code: 1 when the files cannot be served or the port is taken, 2 for wrong options, 0 after Ctrl-C.
`;

/** @returns undefined when only help is wanted @throws {ArgumentError} */
export function readArguments(given: readonly string[]): ExposerArguments | undefined {
  const values = parse(given);
  if (values.help) return undefined;
  const { dir, size } = values;
  if (dir === undefined || dir.trim() === '') {
    const what = dir === undefined ? 'is missing' : 'must not be empty';
    throw new ArgumentError(`--dir ${what}: name the folder that the datamaker has written its files into.`);
  }
  if (size !== undefined && !sizes.includes(size)) {
    throw new ArgumentError(`--size must be one of ${sizes.join(', ')}; got "${size}".`);
  }
  const rate = (name: Rate) => numberIn(name, values[name], 0, [0, 1]);
  const whole = (name: Whole, otherwise: number, most: number) =>
    wholeNumberIn(name, values[name], otherwise, [0, most]);
  const faults = {
    crashRate: rate('crash-rate'),
    throttleRate: rate('throttle-rate'),
    retryAfter: whole('retry-after', DEFAULT_RETRY_AFTER, 3_600),
    garbleRate: rate('garble-rate'),
    slowRate: rate('slow-rate'),
    slowMs: whole('slow-ms', DEFAULT_SLOW_MS, LONGEST_MS),
    repeatRate: rate('repeat-rate'),
    resizeRate: rate('resize-rate'),
    seed: whole('seed', 1, 4_294_967_295),
  };
  if (exceedsAll(faults)) {
    throw new ArgumentError('--crash-rate, --throttle-rate and --garble-rate must be 1 at most together.');
  }
  for (const [option, needed] of NEEDS) {
    if (values[option] !== undefined && values[needed] === undefined) {
      throw new ArgumentError(`--${option} goes with --${needed}: give that too, or leave both out.`);
    }
  }
  return {
    dir,
    size,
    port: whole('port', DEFAULT_PORT, 65_535),
    numbers: values.numbers ?? false,
    latencyMs: whole('latency', 0, LONGEST_MS),
    faults,
  };
}

type Rate = Extract<keyof typeof OPTIONS, `${string}-rate`>;
type Whole = 'port' | 'latency' | 'slow-ms' | 'retry-after' | 'seed';
/** Options that mean nothing without another. */
const NEEDS = [
  ['slow-ms', 'slow-rate'],
  ['retry-after', 'throttle-rate'],
] as const;

const parse = (given: readonly string[]) =>
  parsedOptions(() => parseArgs({ args: [...given], strict: true, allowPositionals: false, options: OPTIONS }).values);
