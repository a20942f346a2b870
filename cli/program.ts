import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import { EXIT_CODES_HELP } from './exit-codes.ts';
import { addDatasetCommands } from './program/dataset-commands.ts';
import { AMOUNT, FILES, NUMBER, SLICE, SLICE_FORMS } from './program/example-words.ts';
import { addFileCommands } from './program/file-commands.ts';
import { examples, isCommand, type Start } from './program/options.ts';
import { addPublishingCommands } from './program/publishing-commands.ts';
import { addReadingCommands } from './program/reading-commands.ts';
import { addSetupCommands } from './program/setup-commands.ts';

/** Options of every command. */
export interface GlobalOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
  readonly profile?: string;
  readonly tenant?: string;
}

/** Every command with its options; what they do is in commands/. */
export function makeProgram(start: Start): Command {
  const program = new Command('tranche')
    .description("Sends a bank's files to Tranche, follows what becomes of them, and checks files without it.")
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
        ...explained(
          [`validate ${FILES}`, 'check files offline, by the same rules'],
          [`upload ${FILES} --sync`, 'send them, load them, say what was rejected'],
          ['errors --rejected fixed.csv', 'the rejected rows, what is wrong with each, and how to send them mended'],
          ['upload fixed.csv --corrects live --sync', 'send them mended; all other rows stay'],
          ['status --watch', 'what is staged, running and loaded'],
        ),
        `data ${SLICE} --filter "${NUMBER}>=90" --sort -${AMOUNT}`,
      )}\n\nA slice is what is loaded as a whole: ${SLICE_FORMS}.\n\nWithout configuration this is the service on this machine (npm start). Elsewhere: config add, or TRANCHE_URL and\nTRANCHE_API_KEY.\n\n${EXIT_CODES_HELP}`,
    );
  addFileCommands(program, start);
  addPublishingCommands(program, start);
  addReadingCommands(program, start);
  addDatasetCommands(program, start);
  addSetupCommands(program, start);
  return program;
}

/** Commands with what they do, in two columns. */
function explained(...lines: readonly (readonly [command: string, meaning: string])[]): string[] {
  const width = Math.max(...lines.map(([command]) => command.length));
  return lines.map(([command, meaning]) => `${command.padEnd(width)} ${meaning}`);
}

const ownVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version;
