import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import { PUBLISH_MODES, REMOVAL_JUDGED_FROM_ROWS } from '../../shared/domain/sync.ts';
import { addSliceOptions, chosenSlice, sliceArgument, slicesOrAll } from '../slice-options.ts';
import { FIRST_TYPE, LAST_TYPE, OTHER_SLICE, SLICE } from './example-words.ts';
import { choice, examples, isCommand, number, type Start } from './options.ts';

export function addSetupCommands(program: Command, start: Start): void {
  program.commandsGroup('Setting up:');
  program
    .command('doctor')
    .description('check that everything the other commands need is well, and say what to do')
    .option('--read-only', 'do not try to send a few bytes to the storage')
    .addHelpText(
      'after',
      `${examples('doctor', 'doctor --profile cloud --json')}\n\nEnds with 1 if a check failed: 4 if the service does not answer, 5 if it refuses the key.`,
    )
    .action((options) => start(async () => (await import('../commands/doctor.ts')).doctor, options));

  const config = program
    .command('config')
    .description('installations elsewhere and the keys for them; how slices are synced')
    .addHelpText(
      'after',
      `${examples(
        'config add cloud --url https://tranche.example.com < key.txt',
        'config use cloud',
        'config use laptop',
        'config show',
        `config set ${SLICE} --max-removed-rate 0.2 --requires ${FIRST_TYPE},${LAST_TYPE}`,
      )}

Installations are kept in ~/.config/tranche/config.json, readable by you only; how slices are synced, by the service.`,
    );
  const load = () => import('../commands/config.ts');
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
      start(async () => (await import('../commands/tenants.ts')).tenants, given.length > 0 ? given : ['--help']),
    );
}

function addSyncConfigCommands(config: Command, start: Start): void {
  const load = () => import('../commands/sync-config.ts');
  addSliceOptions(config.command('show'), 'default: all')
    .description('how slices are synced: the schedule, and what guards it')
    .addArgument(sliceArgument('the slice'))
    .action((slice: string | undefined, options) =>
      start(async () => (await load()).showConfig, slicesOrAll(slice, options)),
    );
  addSliceOptions(config.command('set'))
    .description('change what is given, and leave the rest')
    .addArgument(sliceArgument('the slice'))
    .option('--on', 'load its files')
    .addOption(new Option('--off', 'load nothing of it').conflicts('on'))
    .addOption(number('--interval <minutes>', 'at least, between two syncs of the schedule', undefined, [1, 10_080]))
    .addOption(
      number('--max-error-rate <share>', 'of rejected rows; above it nothing is published', undefined, [0, 1], false),
    )
    .addOption(
      number(
        '--max-removed-rate <share>',
        `of live rows that a new file may lack; above it nothing is published (from ${REMOVAL_JUDGED_FROM_ROWS} live rows of a file on)`,
        undefined,
        [0, 1],
        false,
      ),
    )
    .addOption(
      new Option(
        '--requires <types>',
        'what the schedule waits for before it loads: a comma list of file types; none for nothing',
      ),
    )
    .addOption(choice('--publish <mode>', 'manual: what is loaded waits for npx tranche publish', PUBLISH_MODES))
    .addHelpText(
      'after',
      examples(
        `config set ${SLICE} --max-removed-rate 0.2`,
        `config set ${OTHER_SLICE} --publish manual --requires ${FIRST_TYPE}`,
      ),
    )
    .action((slice: string | undefined, { on, off, ...options }) =>
      start(async () => (await load()).setConfig, chosenSlice(slice, options), {
        ...options,
        enabled: on ? true : off ? false : undefined,
      }),
    );
}
