import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { assignment, type SettingPath, settingPath } from '../settings-change.ts';
import { DATASET_NAMES, namedDataset } from '../slice-options.ts';
import { ASKED, CHOSEN } from './example-words.ts';
import { examples, namedValue, number, type Start } from './options.ts';

/** What a dataset may have beyond its rows. */
export function addDatasetCommands(program: Command, start: Start): void {
  program.commandsGroup('Of a dataset:');
  const dataset = (description: string) => new Argument(`[${DATASET_NAMES.join('|')}]`, description);
  const contractOf = (name: string | undefined) => (name === undefined ? undefined : namedDataset(name));

  program
    .command('analyses')
    .description('the named questions of a dataset; with a name the answer to one, of what is live')
    .addArgument(dataset('the dataset (default: all)'))
    .argument('[name]', 'which question')
    .option('--variant <name>', 'of a dataset with variants: of this one')
    .addOption(number('--limit <n>', 'its parameter limit, where it has one', undefined, [1, 1_000_000]))
    .addOption(
      new Option('--param <name=value>', 'a parameter of it; may be repeated')
        .argParser((typed: string, before: [string, string][]) => [...before, namedValue(typed)])
        .default([] as [string, string][], 'none'),
    )
    .addHelpText('after', examples('analyses', ...ASKED.map((asked) => `analyses ${asked}`)))
    .action((name: string | undefined, analysis: string | undefined, options) =>
      start(async () => (await import('../commands/analyses.ts')).analyses, contractOf(name), analysis, options),
    );

  program
    .command('settings')
    .description('what was chosen for a dataset; with --set, --unset or --file, change that and leave the rest')
    .addArgument(dataset('the dataset (default: all)'))
    .addOption(
      new Option('--set <name=value>', 'a setting, or name.member=value of one that is an object; may be repeated')
        .argParser((typed: string, before: object[]) => [...before, orInvalid(assignment(typed), 'NAME=VALUE')])
        .default([], 'none'),
    )
    .addOption(
      new Option('--unset <name.member>', 'take a member of a setting away; may be repeated')
        .argParser((typed: string, before: SettingPath[]) => [...before, orInvalid(settingPath(typed), 'NAME.MEMBER')])
        .default([], 'none'),
    )
    .addOption(
      new Option('--file <settings.json>', 'the settings that change, as JSON, each as a whole').conflicts([
        'set',
        'unset',
      ]),
    )
    .addHelpText(
      'after',
      `${examples(
        'settings',
        ...(CHOSEN
          ? [
              `settings ${CHOSEN.dataset} --set ${CHOSEN.path}=${CHOSEN.value}`,
              `settings ${CHOSEN.dataset} --unset ${CHOSEN.path}`,
              `settings ${CHOSEN.dataset} --json > settings.json`,
              `settings ${CHOSEN.dataset} --file settings.json`,
            ]
          : []),
      )}

What is live stays as it is: the next sync uses them, or sync SLICE --rebuild.`,
    )
    .action((name: string | undefined, options) =>
      start(async () => (await import('../commands/settings.ts')).settings, contractOf(name), options),
    );
}

function orInvalid<Read>(read: Read | undefined, form: string): Read {
  if (read !== undefined) return read;
  throw new InvalidArgumentError(`It must be ${form}.`);
}
