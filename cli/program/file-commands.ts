import { type Command, Option } from 'commander';
import { DEFAULT_MAX_ERROR_RATE } from '../../shared/pipeline/error-rate.ts';
import { addSliceOptions, chosenSlice, sliceArgument } from '../slice-options.ts';
import { DERIVING_SLICE, FILE, FILES, LAST_FILE, OTHER_SLICE, SLICE, SUMMED } from './example-words.ts';
import { addKindOptions, examples, number, type Start, sum } from './options.ts';

export function addFileCommands(program: Command, start: Start): void {
  program.commandsGroup('Files:');
  addKindOptions(
    program
      .command('upload')
      .description('send files; what they hold is read from their headers, of workbooks in each sheet')
      .argument('<files...>', 'CSV files, .gz or not, or Excel workbooks (.xlsx)'),
  )
    .option('--sync', 'start a sync of exactly these when they are staged, and follow it')
    .option('--validate-only', 'start a sync that checks them and loads nothing')
    .option(
      '--corrects <sync>',
      'the files bring rows of this sync anew, all other rows stay; live for the sync that is live',
    )
    .addOption(new Option('--whole', 'load a file of rejected rows as a whole file all the same').conflicts('corrects'))
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
        `upload ${FILES} --sync`,
        'upload north.csv south.csv --sync        several of a kind are one file, in this order',
        'upload fixed.csv --corrects live --sync  rows that were rejected, mended',
        `upload ${LAST_FILE} --expect-rows 25070 --expect-sum ${SUMMED}=1830211.75`,
      )}

Large files go in parts; after an interruption the same command sends only what is missing.
A file whose columns are the same for several variants: say which it is, or give one along with it that tells.
With --sync the files are one delivery: if one of them is rejected as a whole, none is loaded.
Ends with 3 if a file or rows are rejected.`,
    )
    .action((files, options) => start(async () => (await import('../commands/upload.ts')).upload, files, options));

  addKindOptions(
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
      `${examples(`validate ${FILES}`, `validate ${FILE}.gz --csv findings.csv`, 'validate *.csv --json | jq .loadable')}

References between files are checked if both are given. Nothing is sent anywhere.
Ends with 3 if anything would be rejected, 0 if there are only warnings.`,
    )
    .action((files, options, command) => {
      const limit = options.limit ?? (command.optsWithGlobals().json ? 1000 : 20);
      return start(async () => (await import('../commands/validate.ts')).validate, files, { ...options, limit });
    });

  addSliceOptions(program.command('sync'))
    .description('load what is staged of a slice, and follow it')
    .addArgument(sliceArgument('the slice'))
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
    .addOption(
      new Option(
        '--rebuild',
        'take no files: derive anew what follows from the live rows, by the settings of now',
      ).conflicts(['upload', 'acceptRemoval']),
    )
    .option('--no-follow', 'leave when it is queued')
    .addHelpText(
      'after',
      `${examples(`sync ${SLICE}`, `sync ${OTHER_SLICE} --json`, `sync ${SLICE} --upload ID --accept-removal`, `sync ${DERIVING_SLICE} --rebuild`)}

Ends with 3 if rows were rejected, or too many of them, or too many would vanish.`,
    )
    .action((slice: string | undefined, options) =>
      start(async () => (await import('../commands/sync.ts')).sync, chosenSlice(slice, options), options),
    );

  program
    .command('cancel')
    .description('cancel uploads that are staged, held or on their way: no sync will load them')
    .argument('<uploads...>', 'the ids of the uploads')
    .addHelpText('after', examples('cancel ID', 'cancel ID ID'))
    .action((ids: string[]) => start(async () => (await import('../commands/cancel.ts')).cancel, ids));
}
