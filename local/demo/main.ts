/** `npm run demo`: sends files to Tranche as banks would, and tells what became of them. */
import path from 'node:path';
import { UnrecognisedFile } from '../../shared/client/recognise-files.ts';
import { ArgumentError } from '../../shared/domain/command-options.ts';
import { help, readArguments } from './arguments.ts';
import { runDemo } from './run-demo.ts';

const interrupted = new AbortController();
// A terminal's Ctrl-C comes twice, from the terminal itself and by way of npm.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => interrupted.abort());

try {
  const given = readArguments(process.argv.slice(2));
  if (given.help) process.stdout.write(help(given.dataset));
  else {
    process.exitCode = await runDemo(given, {
      home: path.resolve(process.env.TRANCHE_HOME || path.resolve(import.meta.dirname, '../../.local')),
      // npm runs scripts in the repository's folder; paths are meant where the command was typed.
      folder: process.env.INIT_CWD ?? process.cwd(),
      output: process.stdout,
      interrupted: interrupted.signal,
    });
  }
} catch (error) {
  if (interrupted.signal.aborted) {
    console.error('Interrupted. What has been sent stays with the service.');
    process.exitCode = 130;
  } else if (error instanceof ArgumentError || error instanceof UnrecognisedFile) {
    console.error(`${error.message}\nnpm run demo -- --help says more.`);
    process.exitCode = 2;
  } else {
    console.error(error instanceof Error ? describe(error) : String(error));
    process.exitCode = 1;
  }
}
process.exit();

/** What fetch says when nobody answers is in the cause. */
function describe(error: Error): string {
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
