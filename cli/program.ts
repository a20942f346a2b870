import { readFileSync } from 'node:fs';
import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { ROW_CHANGES } from '../shared/domain/changes.ts';
import { FILE_TYPES, type FileTypeName, VARIANTS, type Variant } from '../shared/domain/slice.ts';
import { PUBLISH_MODES } from '../shared/domain/sync.ts';
import { ERROR_TYPES } from '../shared/domain/validation-error.ts';
import { DEFAULT_MAX_ERROR_RATE } from '../shared/pipeline/error-rate.ts';
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
    .addOption(
      new Option(
        '--profile <name>',
        'the installation to speak to, before or after the command (default: the one in use, see config; laptop for this machine)',
      ).argParser((name: string) => {
        if (!isCommand(program, name)) return name;
        throw new InvalidArgumentError(
          `${name} is a command, and no profile is called so: npx tranche ${name} … --profile NAME`,
        );
      }),
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
        'errors --rejected fixed.csv             the rejected rows, what is wrong with each, and how to send them mended',
        'upload fixed.csv --corrects live --sync send them mended; all other rows stay',
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
      .argument('<files...>', 'CSV files, .gz or not, or Excel workbooks (.xlsx)'),
  )
    .option('--sync', 'start a sync of exactly these when they are staged, and follow it')
    .option('--validate-only', 'start a sync that checks them and loads nothing')
    .option(
      '--corrects <sync>',
      'the files bring rows of this sync anew, all other rows stay; live for the sync that is live',
    )
    .addOption(
      new Option('--whole', 'load a file of rejected rows as the whole portfolio all the same').conflicts('corrects'),
    )
    .option('--allow-empty', 'a file with a header and no rows is meant: it empties the book')
    .addOption(
      number('--expect-rows <n>', 'the rows of the file; nothing is loaded if it has others', undefined, [0, 1e12]),
    )
    .addOption(
      new Option('--expect-sum <column=value>', 'the sum of a column of the file, likewise; may be repeated')
        .argParser((typed: string, before: [string, string][]) => [...before, sum(typed)])
        .default([] as [string, string][], 'none'),
    )
    .option('--no-wait', 'leave when they are sent, before they have been looked at')
    .option('--no-resume', 'send a file from its beginning, even if a part of it was sent before')
    .addOption(number('--parallel <parts>', 'parts of a large file sent at the same time', 4, [1, 16]))
    .addHelpText(
      'after',
      `${examples(
        'upload credit.csv plan.csv.gz --sync',
        'upload north.csv south.csv --sync        several of a kind are one file, in this order',
        'upload fixed.csv --corrects live --sync  rows that were rejected, mended',
        'upload plan.csv --loan-type RETAIL --expect-rows 25070 --expect-sum installment_amount=1830211.75',
      )}

Large files go in parts; after an interruption the same command sends only what is missing.
A payment plan does not show its loan type: give --loan-type, or its credit file along with it.
With --sync the files are one delivery: if one of them is rejected as a whole, none is loaded.
Ends with 3 if a file or rows are rejected.`,
    )
    .action((files, options) => start(async () => (await import('./commands/upload.ts')).upload, files, options));

  kindOptions(
    program
      .command('validate')
      .description('check files offline: the same rules, the same errors as the service')
      .argument('<files...>', 'CSV files, .gz or not, or Excel workbooks (.xlsx)'),
  )
    .option('--allow-empty', 'a file with a header and no rows is meant, as for upload')
    .option(
      '--correction',
      'the files bring rows of the live book anew: what only the service can judge is left to it (default: if a file has a column _tranche_…)',
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
    .addOption(
      new Option(
        '--upload <id>',
        'exactly this upload, staged or not loaded by an earlier sync; may be repeated, in order',
      )
        .argParser((id: string, before: string[]) => [...before, id])
        .default([] as string[], 'what is staged'),
    )
    .option('--accept-removal', 'go on where more live rows would vanish than max_removed_rate allows')
    .option('--no-follow', 'leave when it is queued')
    .addHelpText(
      'after',
      `${examples('sync RETAIL', 'sync COMMERCIAL --json', 'sync RETAIL --upload ID --accept-removal')}

Ends with 3 if rows were rejected, or too many of them, or too many would vanish.`,
    )
    .action((variant: Variant, options) =>
      start(async () => (await import('./commands/sync.ts')).sync, variant, options),
    );

  program
    .command('cancel')
    .description('cancel uploads that are staged, held or on their way: no sync will load them')
    .argument('<uploads...>', 'the ids of the uploads')
    .addHelpText('after', examples('cancel ID', 'cancel ID ID'))
    .action((ids: string[]) => start(async () => (await import('./commands/cancel.ts')).cancel, ids));
  addPublishingCommands(program, start);
}

function addPublishingCommands(program: Command, start: Start): void {
  program.commandsGroup('What is live:');
  const load = () => import('./commands/publications.ts');
  program
    .command('publish')
    .description('make visible what a sync loaded that waits for it (config: publish manual)')
    .argument('<sync>', 'its id')
    .addHelpText('after', examples('publish ID'))
    .action((id: string) => start(async () => (await load()).publish, id));

  program
    .command('discard')
    .description('give up what a sync loaded that waits to be published; its files are kept')
    .argument('<sync>', 'its id')
    .addHelpText('after', examples('discard ID'))
    .action((id: string) => start(async () => (await load()).discard, id));

  program
    .command('publications')
    .description('what was published, newest first: which is live, and which can be shown again')
    .addArgument(loanType({ isOptional: true }))
    .addOption(number('--limit <n>', 'publications at most', 20, [1, 1000]))
    .addHelpText('after', examples('publications', 'publications RETAIL --json'))
    .action((variant: Variant | undefined, options) =>
      start(async () => (await load()).publications, variant, options),
    );

  program
    .command('rollback')
    .description('show the book of an earlier sync again, in one step')
    .argument('<sync>', 'the id of the sync; publications lists them')
    .requiredOption('--reason <text>', 'why; it is kept with the publication and in the audit')
    .addHelpText('after', examples('rollback ID --reason "half a delivery"'))
    .action((id: string, options) => start(async () => (await load()).rollback, id, options));

  program
    .command('changes')
    .description('what a sync changed, or would change: counts, or the rows')
    .argument('[sync]', 'its id, or a loan type for its last one (default: the last of all)')
    .addOption(choice('--rows <change>', 'the rows instead of the counts', ROW_CHANGES))
    .addOption(choice('--file-type <type>', 'of this file (default: both; of the rows: credit)', FILE_TYPES))
    .addOption(number('--limit <n>', 'rows shown', 20, [1, 1000]))
    .option('--all', 'every row; with --json a line each')
    .addHelpText(
      'after',
      examples('changes', 'changes ID --rows removed', 'changes RETAIL --rows changed --file-type payment_plan --all'),
    )
    .action((sync: string | undefined, options) =>
      start(async () => (await import('./commands/changes.ts')).changes, sync, options),
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
      'save the rejected rows instead, as they were sent, each with what is wrong with it (- for standard output); those of both files go to two: fixed-credit.csv and fixed-payment_plan.csv',
    )
    .addHelpText(
      'after',
      examples(
        'errors',
        'errors RETAIL --severity ERROR',
        'errors --csv findings.csv',
        'errors --rejected fixed.csv',
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
    .description('installations elsewhere and the keys for them; how loan types are synced')
    .addHelpText(
      'after',
      `${examples(
        'config add cloud --url https://tranche.example.com < key.txt',
        'config use cloud',
        'config use laptop',
        'config show',
        'config set RETAIL --max-removed-rate 0.2 --requires credit,payment_plan',
      )}

Installations are kept in ~/.config/tranche/config.json, readable by you only; how loan types are synced, by the service.`,
    );
  const load = () => import('./commands/config.ts');
  config
    .command('add')
    .description('keep an address and a key under a name; the key is tried, and asked for or read from standard input')
    .addArgument(
      new Argument('<name>').argParser((name: string) => {
        if (!isCommand(program, name)) return name;
        throw new InvalidArgumentError('A command is called so, and --profile NAME should not read like it.');
      }),
    )
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
  addSyncConfigCommands(config, start);

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

function addSyncConfigCommands(config: Command, start: Start): void {
  const load = () => import('./commands/sync-config.ts');
  config
    .command('show')
    .description('how loan types are synced: the schedule, and what guards it')
    .addArgument(loanType({ isOptional: true }))
    .action((variant: Variant | undefined) => start(async () => (await load()).showConfig, variant));
  config
    .command('set')
    .description('change what is given, and leave the rest')
    .addArgument(loanType())
    .option('--on', 'load its files')
    .addOption(new Option('--off', 'load nothing of it').conflicts('on'))
    .addOption(number('--interval <minutes>', 'at least, between two syncs of the schedule', undefined, [1, 10_080]))
    .addOption(
      number('--max-error-rate <share>', 'of rejected rows; above it nothing is published', undefined, [0, 1], false),
    )
    .addOption(
      number(
        '--max-removed-rate <share>',
        'of live rows that a new file may lack; above it nothing is published (from 1,000 live rows on)',
        undefined,
        [0, 1],
        false,
      ),
    )
    .addOption(
      new Option(
        '--requires <types>',
        `what the schedule waits for before it loads: a comma list of ${FILE_TYPES.join(', ')}; none for nothing`,
      ).argParser(fileTypes),
    )
    .addOption(choice('--publish <mode>', 'manual: what is loaded waits for npx tranche publish', PUBLISH_MODES))
    .addHelpText(
      'after',
      examples('config set RETAIL --max-removed-rate 0.2', 'config set COMMERCIAL --publish manual --requires credit'),
    )
    .action((variant: Variant, { on, off, ...options }) =>
      start(async () => (await load()).setConfig, variant, {
        ...options,
        enabled: on ? true : off ? false : undefined,
      }),
    );
}

const isCommand = (program: Command, name: string): boolean =>
  program.commands.some((command) => command.name() === name);

const ownVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;

const kindOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--loan-type <type>', `${VARIANTS.join(' or ')}, where the header does not tell`).argParser(variant),
    )
    .addOption(choice('--file-type <type>', 'what they hold; with --loan-type it overrides the header', FILE_TYPES));

/** Its name says what to type: whoever leaves it out reads that. */
const loanType = ({ isOptional = false } = {}): Argument => {
  const names = VARIANTS.join('|');
  return isOptional
    ? new Argument(`[${names}]`, 'the loan type (default: all)').argParser(variant)
    : new Argument(`<${names}>`, 'the loan type').argParser(variant);
};

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

/** `none`, or a comma list. */
function fileTypes(typed: string): FileTypeName[] {
  if (typed === 'none') return [];
  return typed.split(',').map((given) => {
    const found = FILE_TYPES.find((name) => name === given.trim().toLowerCase());
    if (found) return found;
    throw new InvalidArgumentError(`It must be a comma list of ${FILE_TYPES.join(', ')}, or none.`);
  });
}

function sum(typed: string): [string, string] {
  const [, column, value] = /^([a-z][a-z0-9_]*)=(-?[0-9]{1,30}(?:\.[0-9]{1,18})?)$/.exec(typed.trim()) ?? [];
  if (column !== undefined && value !== undefined) return [column, value];
  throw new InvalidArgumentError(
    'It must be COLUMN=SUM in digits with a decimal point, such as installment_amount=1830211.75.',
  );
}

function filter(typed: string): [string, string] {
  const parameter = filterParameter(typed);
  if (parameter) return parameter;
  throw new InvalidArgumentError(`It must be ${FILTER_HELP}.`);
}
