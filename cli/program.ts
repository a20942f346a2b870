import { readFileSync } from 'node:fs';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { ERROR_TYPES } from '../shared/contracts/kinds/kind.ts';
import { DEFAULT_MAX_ERROR_RATE } from '../shared/pipeline/error-rate.ts';
import { FILE_TYPES, VARIANTS, type Variant } from '../shared/staging/file-kind.ts';
import type { RunCommand } from './context.ts';
import { FILTER_HELP, filterParameter } from './data-filters.ts';
import { EXIT_CODES_HELP } from './exit-codes.ts';
import { nearest } from './text/nearest.ts';

/** Runs a command, which is loaded only then: the help needs none of them. */
export type Start = <Given extends unknown[]>(load: () => Promise<RunCommand<Given>>, ...given: Given) => Promise<void>;

/** Options of every command. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly profile?: string;
  readonly tenant?: string;
}

const examples = (...lines: readonly string[]): string =>
  `\nExamples:\n${lines.map((line) => `  npx tranche ${line}`).join('\n')}`;

/** Every command with its options; what they do is in commands/. */
export function makeProgram(start: Start): Command {
  const program = new Command('tranche')
    .description("Sends a bank's portfolios to Tranche, follows what becomes of them, and checks files without it.")
    .option('--json', 'one JSON document on standard output (lines of JSON where so said), and nothing else there')
    .option(
      '--profile <name>',
      'the installation to speak to (default: the one in use, see config; laptop for this machine)',
    )
    .option('--tenant <id>', 'the tenant, on this machine (default: the first)')
    .option('--quiet', 'no progress and no remarks on standard error')
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .version(ownVersion(), '--version', 'which version this is')
    .configureHelp({ showGlobalOptions: true, sortSubcommands: false })
    .showHelpAfterError('--help says more.')
    .addHelpText(
      'after',
      `${examples(
        'validate credit.csv plan.csv            check files offline, by the same rules',
        'upload credit.csv plan.csv --sync       send them, load them, say what was rejected',
        'errors --rejected mend-these.csv        the rejected rows, as they were sent',
        'status --watch                          what is staged, running and loaded',
        'data RETAIL --filter "days_past_due>=90" --sort -outstanding_principal_balance',
      )}\n\nWithout configuration this is the service on this machine (npm start). Elsewhere: config add, or TRANCHE_URL and\nTRANCHE_API_KEY.\n\n${EXIT_CODES_HELP}`,
    );
  addFileCommands(program, start);
  addReadingCommands(program, start);
  addOperatorCommands(program, start);
  return program;
}

function addFileCommands(program: Command, start: Start): void {
  program.commandsGroup('Files:');
  kindOptions(
    program
      .command('upload')
      .description('send files; what they hold is read from their headers')
      .argument('<files...>', 'CSV files, .gz or not'),
  )
    .option('--sync', 'start a sync when they are staged, and follow it')
    .option('--validate-only', 'start a sync that checks them and loads nothing')
    .option('--no-wait', 'leave when they are sent, before they have been looked at')
    .option('--no-resume', 'send a file from its beginning, even if a part of it was sent before')
    .addOption(number('--parallel <parts>', 'parts of a large file sent at the same time', 4, [1, 16]))
    .addHelpText(
      'after',
      `${examples('upload credit.csv plan.csv.gz --sync', 'upload plan.csv --loan-type RETAIL')}

Large files go in parts; after an interruption the same command sends only what is missing.
A payment plan does not show its loan type: give --loan-type, or its credit file along with it.
Ends with 3 if a file or rows are rejected.`,
    )
    .action((files, options) => start(async () => (await import('./commands/upload.ts')).upload, files, options));

  kindOptions(
    program
      .command('validate')
      .description('check files offline: the same rules, the same errors as the service')
      .argument('<files...>', 'CSV files, .gz or not'),
  )
    .option('--csv <file>', 'write all findings there, as the service exports them (- for standard output)')
    .option('--ndjson <file>', 'the same, a JSON document a line')
    .addOption(
      number(
        '--max-error-rate <share>',
        'share of rejected rows above which nothing is loaded',
        DEFAULT_MAX_ERROR_RATE,
        [0, 1],
        false,
      ),
    )
    .addOption(
      number('--limit <n>', 'findings shown one by one (default: 20; 1000 with --json)', undefined, [0, 1_000_000]),
    )
    .option('--no-warnings', 'leave warnings out')
    .addHelpText(
      'after',
      `${examples('validate credit.csv plan.csv', 'validate credit.csv.gz --csv findings.csv', 'validate *.csv --json | jq .loadable')}

Payments are checked against the credits if both files are given. Nothing is sent anywhere.
Ends with 3 if anything would be rejected, 0 if there are only warnings.`,
    )
    .action((files, options, command) => {
      const limit = options.limit ?? (command.optsWithGlobals().json ? 1000 : 20);
      return start(async () => (await import('./commands/validate.ts')).validate, files, { ...options, limit });
    });

  program
    .command('sync')
    .description('load what is staged of a loan type, and follow it')
    .addArgument(loanType())
    .option('--validate-only', 'check it and load nothing')
    .option('--no-follow', 'leave when it is queued')
    .addHelpText(
      'after',
      `${examples('sync RETAIL', 'sync COMMERCIAL --json')}\n\nEnds with 3 if rows were rejected, or too many of them.`,
    )
    .action((variant: Variant, options) =>
      start(async () => (await import('./commands/sync.ts')).sync, variant, options),
    );
}

function addReadingCommands(program: Command, start: Start): void {
  program.commandsGroup('What became of them:');
  program
    .command('status')
    .description('what is staged, what runs, what ran last')
    .addOption(new Option('--loan-type <type>', 'only this one').argParser(variant))
    .option('--watch', 'go on until Ctrl-C; with --json a line for each change')
    .addOption(number('--interval <seconds>', 'between looks', 2, [1, 3600]))
    .addHelpText('after', examples('status', 'status --watch', 'status --json'))
    .action((options) => start(async () => (await import('./commands/status.ts')).status, options));

  program
    .command('errors')
    .description('what a sync found wrong: by rule, then row by row')
    .argument('[sync]', 'its id, or a loan type for its last one (default: the last of all)')
    .addOption(choice('--file-type <type>', 'of this file', FILE_TYPES))
    .addOption(
      choice('--severity <severity>', 'ERROR: the row was rejected; WARNING: it was loaded', ['ERROR', 'WARNING']),
    )
    .addOption(choice('--type <type>', 'of this error type', ERROR_TYPES))
    .option('--rule <id>', 'of this rule')
    .option('--field <name>', 'of this field')
    .addOption(number('--limit <n>', 'findings shown one by one', 20, [0, 1000]))
    .option('--all', 'every finding; with --json a line each')
    .option('--csv <file>', 'save all findings as CSV instead (- for standard output)')
    .option(
      '--rejected <file>',
      'save the rejected rows instead, as they were sent, ready to mend (- for standard output)',
    )
    .addHelpText(
      'after',
      examples(
        'errors',
        'errors RETAIL --severity ERROR',
        'errors --csv findings.csv',
        'errors --rejected mend-these.csv',
        'errors --all --json',
      ),
    )
    .action((sync, options) => start(async () => (await import('./commands/errors.ts')).errors, sync, options));

  program
    .command('data')
    .description('the loaded rows')
    .addArgument(loanType())
    .addOption(choice('--type <type>', 'which rows', FILE_TYPES).default('credit'))
    .addOption(
      new Option('--filter <condition>', `${FILTER_HELP}; may be repeated, all must hold`)
        .argParser((typed: string, before: [string, string][]) => [...before, filter(typed)])
        .default([] as [string, string][], 'none'),
    )
    .option('--sort <column>', 'a column, - before it for descending')
    .option('--columns <list>', 'a comma list of columns (default: all)')
    .addOption(number('--limit <rows>', 'rows at most', 20, [1, 1_000_000_000]))
    .option('--all', 'every row, as CSV or, with --ndjson, lines of JSON, in little memory')
    .option('--csv', 'as CSV, separated by ;')
    .option('--ndjson', 'as lines of JSON')
    .option('-o, --output <file>', 'to a file, as CSV unless --ndjson')
    .addHelpText(
      'after',
      `${examples(
        'data RETAIL --columns loan_account_number,days_past_due --sort -days_past_due',
        'data COMMERCIAL --filter "risk_class in 2,3" --filter "external_rating is null" --limit 100',
        'data RETAIL --type payment_plan --all -o plan.csv',
        'data RETAIL --all --ndjson | gzip > credits.ndjson.gz',
      )}

Values are written as they are served: ACTIVE, 0.185, 2025-12-31. Quote < and > from the shell.`,
    )
    .action((variant: Variant, options) =>
      start(async () => (await import('./commands/data.ts')).data, variant, options),
    );

  program
    .command('profile')
    .description('statistics of the loaded rows')
    .addArgument(loanType())
    .addOption(choice('--type <type>', 'of which rows', FILE_TYPES).default('credit'))
    .option('--column <name>', 'one column in full')
    .addHelpText(
      'after',
      examples('profile RETAIL', 'profile COMMERCIAL --column risk_class', 'profile RETAIL --type payment_plan --json'),
    )
    .action((variant: Variant, options) =>
      start(async () => (await import('./commands/profile.ts')).profile, variant, options),
    );
}

function addOperatorCommands(program: Command, start: Start): void {
  program.commandsGroup('Setting up:');
  program
    .command('doctor')
    .description('check that everything the other commands need is well, and say what to do')
    .option('--read-only', 'do not try to send a few bytes to the storage')
    .addHelpText(
      'after',
      `${examples('doctor', 'doctor --profile cloud --json')}\n\nEnds with 1 if a check failed: 4 if the service does not answer, 5 if it refuses the key.`,
    )
    .action((options) => start(async () => (await import('./commands/doctor.ts')).doctor, options));

  const config = program
    .command('config')
    .description('installations elsewhere, and the keys for them')
    .addHelpText(
      'after',
      `${examples('config add cloud --url https://tranche.example.com < key.txt', 'config use cloud', 'config use laptop')}\n\nKept in ~/.config/tranche/config.json, readable by you only.`,
    );
  const load = () => import('./commands/config.ts');
  config
    .command('add')
    .description('keep an address and a key under a name; the key is tried, and asked for or read from standard input')
    .argument('<name>')
    .requiredOption('--url <url>', 'of the installation')
    .option('--use', 'use it from now on (the first one is anyway)')
    .addOption(new Option('--api-key <key>', 'better not: others can see it').hideHelp())
    .addHelpText(
      'after',
      `${examples('config add cloud --url https://tranche.example.com', 'config add cloud --url https://tranche.example.com < key.txt')}\n\nThe key may also be in TRANCHE_API_KEY.`,
    )
    .action((name: string, options) => start(async () => (await load()).addProfile, name, options));
  config
    .command('list')
    .description('all of them, and which one is in use')
    .action(() => start(async () => (await load()).listProfiles));
  config
    .command('use')
    .description('use this one from now on; laptop for the service on this machine')
    .argument('<name>')
    .action((name: string) => start(async () => (await load()).useProfile, name));
  config
    .command('remove')
    .description('forget one and its key')
    .argument('<name>')
    .action((name: string) => start(async () => (await load()).removeProfile, name));

  program
    .command('tenants')
    .description("the operator's: list, create, disable and enable tenants, handle their keys (tenants --help)")
    .argument('[arguments...]')
    .allowUnknownOption()
    .helpOption(false)
    .action((given: string[]) =>
      start(async () => (await import('./commands/tenants.ts')).tenants, given.length > 0 ? given : ['--help']),
    );
}

const ownVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

const kindOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--loan-type <type>', `${VARIANTS.join(' or ')}, where the header does not tell`).argParser(variant),
    )
    .addOption(choice('--file-type <type>', 'what they hold; with --loan-type it overrides the header', FILE_TYPES));

/** Its name says what to type: whoever leaves it out reads that. */
const loanType = (): Argument => new Argument(`<${VARIANTS.join('|')}>`, 'the loan type').argParser(variant);

/** In capitals or not. */
function variant(given: string): Variant {
  const found = VARIANTS.find((name) => name === given.toUpperCase());
  if (found) return found;
  const meant = nearest(given, VARIANTS);
  throw new InvalidArgumentError(`It must be ${VARIANTS.join(' or ')}.${meant ? ` Did you mean ${meant}?` : ''}`);
}

const choice = (flags: string, description: string, choices: readonly string[]): Option =>
  new Option(flags, description).choices(choices);

/** A number in digits between two bounds; a whole one unless said otherwise. */
function number(
  flags: string,
  description: string,
  otherwise: number | undefined,
  [low, high]: readonly [number, number],
  isWhole = true,
): Option {
  const option = new Option(flags, description).argParser((given: string) => {
    const value = /^[0-9]+([.][0-9]+)?$/.test(given) ? Number(given) : Number.NaN;
    if (value >= low && value <= high && (!isWhole || Number.isInteger(value))) return value;
    throw new InvalidArgumentError(`It must be a ${isWhole ? 'whole ' : ''}number from ${low} to ${high}.`);
  });
  return otherwise === undefined ? option : option.default(otherwise);
}

function filter(typed: string): [string, string] {
  const parameter = filterParameter(typed);
  if (parameter) return parameter;
  throw new InvalidArgumentError(`It must be ${FILTER_HELP}.`);
}
