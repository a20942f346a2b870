import { Argument, type Command, Option } from 'commander';
import { FILE_TYPE_NAMES, TABLE_NAMES } from '../../shared/datasets/registry.ts';
import { ERROR_TYPES, SEVERITIES } from '../../shared/domain/validation-error.ts';
import { FILTER_HELP } from '../data-filters.ts';
import { addSliceOptions, chosenSlice, chosenSlices, oneOf, sliceArgument, slicesOrAll } from '../slice-options.ts';
import {
  CODE,
  DERIVED,
  DERIVING_SLICE,
  FIRST_TYPE,
  KEY,
  LAST_FILE,
  LAST_TYPE,
  NUMBER,
  OPTIONAL,
  OTHER_SLICE,
  SLICE,
} from './example-words.ts';
import { choice, examples, filter, namedValue, number, type Start } from './options.ts';

const TABLES = `which rows: ${oneOf(TABLE_NAMES)} (default: the first file type of the dataset)`;
/** What is read where nothing is named. */
const LAST_PUBLISHED = 'default: what was published last';

export function addReadingCommands(program: Command, start: Start): void {
  program.commandsGroup('What became of them:');
  addSliceOptions(program.command('status'), 'default: all')
    .description('what is staged, what runs, what ran last')
    .addArgument(sliceArgument('only this slice'))
    .option('--watch', 'go on until Ctrl-C; with --json a line for each change')
    .addOption(number('--interval <seconds>', 'between looks', 2, [1, 3600]))
    .addHelpText('after', examples('status', 'status --watch', 'status --json'))
    .action((slice: string | undefined, options) =>
      start(async () => (await import('../commands/status.ts')).status, slicesOrAll(slice, options), options),
    );

  addSliceOptions(program.command('errors'), 'default: all')
    .description('what a sync found wrong: by rule, then row by row')
    .argument('[sync]', 'its id, or a slice for its last one (default: the last of all)')
    .addOption(choice('--file-type <type>', 'of this file', FILE_TYPE_NAMES))
    .addOption(
      choice(
        '--severity <severity>',
        'ERROR: the row was rejected; QUARANTINE: it was loaded and is left out; WARNING: it was loaded',
        SEVERITIES,
      ),
    )
    .addOption(choice('--type <type>', 'of this error type', ERROR_TYPES))
    .option('--rule <id>', 'of this rule')
    .option('--field <name>', 'of this field')
    .addOption(number('--limit <n>', 'findings shown one by one', 20, [0, 1000]))
    .option('--all', 'every finding; with --json a line each')
    .option('--csv <file>', 'save all findings as CSV instead (- for standard output)')
    .option(
      '--rejected <file>',
      'save the rejected rows instead, as they were sent, each with what is wrong with it (- for standard output); those of several files go to as many: fixed-FILE_TYPE.csv',
    )
    .option('--force', 'with --rejected: overwrite a file that is there')
    .addHelpText(
      'after',
      examples(
        'errors',
        `errors ${SLICE} --severity ERROR`,
        'errors --csv findings.csv',
        'errors --rejected fixed.csv',
        'errors --all --json',
      ),
    )
    .action((sync, options) => start(async () => (await import('../commands/errors.ts')).errors, sync, options));

  addSliceOptions(program.command('data'), LAST_PUBLISHED)
    .description('the loaded rows')
    .addArgument(sliceArgument(`the slice (${LAST_PUBLISHED})`))
    .addOption(new Option('--type <type>', TABLES))
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
        `data ${SLICE} --columns ${KEY},${NUMBER} --sort -${NUMBER}`,
        `data ${OTHER_SLICE} --filter "${NUMBER} in 2,3" --filter "${OPTIONAL} is null" --limit 100`,
        `data ${SLICE} --type ${LAST_TYPE} --all -o ${LAST_FILE}`,
        `data ${SLICE} --all --ndjson | gzip > ${FIRST_TYPE}.ndjson.gz`,
      )}

Values are written as they are served: ACTIVE, 0.185, 2025-12-31. Quote < and > from the shell.`,
    )
    .action((slice: string | undefined, options) =>
      start(async () => (await import('../commands/data.ts')).data, chosenSlices(slice, options), options),
    );

  addRowCommand(program, start);

  addSliceOptions(program.command('profile'), LAST_PUBLISHED)
    .description('statistics of the loaded rows')
    .addArgument(sliceArgument(`the slice (${LAST_PUBLISHED})`))
    .addOption(new Option('--type <type>', TABLES))
    .option('--column <name>', 'one column in full')
    .addHelpText(
      'after',
      examples(
        `profile ${SLICE}`,
        `profile ${OTHER_SLICE} --column ${CODE}`,
        `profile ${SLICE} --type ${LAST_TYPE} --json`,
      ),
    )
    .action((slice: string | undefined, options) =>
      start(async () => (await import('../commands/profile.ts')).profile, chosenSlices(slice, options), options),
    );
}

function addRowCommand(program: Command, start: Start): void {
  const key = DERIVED.key.map((column) => `${column}=…`).join(' ');
  program
    .command('row')
    .description('one loaded row by its key: what is remarkable in it, and the rows that it has to do with')
    .addArgument(sliceArgument('the slice').argRequired())
    .argument('<table>', oneOf(TABLE_NAMES))
    .addArgument(
      new Argument('<key...>', 'COLUMN=VALUE of every column of its key, as they are served').argParser(
        (typed: string, before: [string, string][] | undefined) => [...(before ?? []), namedValue(typed)],
      ),
    )
    .addHelpText(
      'after',
      examples(`row ${DERIVING_SLICE} ${DERIVED.name} ${key}`, `row ${SLICE} ${FIRST_TYPE} ${KEY}=…`),
    )
    .action((slice: string, table: string, given: [string, string][]) =>
      start(async () => (await import('../commands/row.ts')).row, chosenSlice(slice, {}), table, given),
    );
}
