/** `npx tranche`: the command line. What it ends with is in exit-codes.ts. */
import { CommanderError } from 'commander';
import { chooseTarget, connect } from './connection.ts';
import type { CommandContext } from './context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import { tellFailure } from './failure.ts';
import type { Start } from './program/options.ts';
import { type GlobalOptions, makeProgram } from './program.ts';
import { NobodyListens, Terminal } from './terminal.ts';
import { durationText } from './text/quantities.ts';

/** A terminal's Ctrl-C comes twice, from the terminal itself and by way of the launcher: only a later one means "at once". */
const SECOND_SIGNAL_AFTER_MS = 1000;

const interrupted = new AbortController();
let interruptedAt: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    const now = Date.now();
    if (interruptedAt === undefined) {
      interruptedAt = now;
      interrupted.abort();
    } else if (now - interruptedAt > SECOND_SIGNAL_AFTER_MS) process.exit(EXIT.interrupted);
  });
}

process.exitCode = await main(process.argv.slice(2));
// A connection that is kept open must not keep the process; what has been said must be out before it ends.
for (const stream of [process.stdout, process.stderr]) await new Promise((said) => stream.write('', said));
process.exit();

async function main(args: readonly string[]): Promise<ExitCode> {
  // Before the options are read: what is wrong with them is told as they say, too.
  const isJson = args.includes('--json');
  let terminal = new Terminal({ json: isJson, quiet: false, colours: !args.includes('--no-color') });
  let ending: ExitCode = EXIT.ok;
  const start: Start = async (load, ...given) => {
    const options = program.opts<GlobalOptions>();
    terminal = new Terminal({ json: options.json ?? false, quiet: options.quiet ?? false, colours: options.color });
    const run = await load();
    ending = await run(contextOf(terminal, options), ...given);
  };
  const program = makeProgram(start);
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)]) {
    command.exitOverride();
    if (isJson) command.showHelpAfterError(false).configureOutput({ outputError: () => {} });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return ending;
  } catch (error) {
    if (error instanceof CommanderError) return endOfParsing(error, terminal);
    if (error instanceof NobodyListens) return EXIT.ok;
    if (interrupted.signal.aborted) {
      terminal.note('Interrupted.');
      return EXIT.interrupted;
    }
    const failure = tellFailure(error);
    terminal.fail(failure);
    return failure.exit;
  }
}

/** What commander throws when it has shown the help, or said what is wrong. */
function endOfParsing(error: CommanderError, terminal: Terminal): ExitCode {
  if (error.code === 'commander.helpDisplayed' || error.exitCode === 0) return EXIT.ok;
  if (terminal.json) {
    terminal.fail({ exit: EXIT.usage, code: 'usage', message: error.message.replace(/^error: /, '') });
  }
  return EXIT.usage;
}

function contextOf(terminal: Terminal, { profile, tenant }: GlobalOptions): CommandContext {
  const choice = { profile, tenant };
  const { env } = process;
  return {
    terminal,
    env,
    // The launcher and npm run scripts in the repository's folder; paths are meant where the command was typed.
    folder: env.INIT_CWD ?? process.cwd(),
    interrupted: interrupted.signal,
    choice,
    client: async () =>
      connect(chooseTarget(choice, env), {
        interrupted: interrupted.signal,
        onWait: (ms) => terminal.note(`The service asks to slow down: going on in ${durationText(ms)}.`),
      }),
  };
}
