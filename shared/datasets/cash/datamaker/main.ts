/** `npm run datamaker`: writes files of payments, to be served by the exposer or loaded as they are. */
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { ArgumentError } from '../../../domain/command-options.ts';
import { type DatamakerArguments, help, readArguments } from './arguments.ts';
import { FILES, type MadeFiles, makeFiles } from './make-files.ts';
import { prepareFolder } from './out-folder.ts';

const shown = (count: number): string => count.toLocaleString('en');
// npm runs scripts in the repository's folder; paths are meant where the command was typed.
const folderOf = ({ out }: DatamakerArguments): string => path.resolve(process.env.INIT_CWD ?? process.cwd(), out);

let folder: string | undefined;
// A terminal's Ctrl-C comes twice, from the terminal itself and by way of npm.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    console.error(`\nInterrupted.${folder === undefined ? '' : ` ${unfinished(folder)}`}`);
    process.exit(130);
  });
}

try {
  const given = readArguments(process.argv.slice(2), availableParallelism());
  if (given) await make(given);
  else process.stdout.write(help());
} catch (error) {
  if (error instanceof ArgumentError) {
    console.error(`${error.message}\nnpm run datamaker -- --help says more.`);
    process.exitCode = 2;
  } else {
    console.error(describe(error));
    if (folder !== undefined) console.error(unfinished(folder));
    process.exitCode = 1;
  }
}

async function make(given: DatamakerArguments): Promise<void> {
  const target = folderOf(given);
  await prepareFolder(target, given.force);
  folder = target;
  const { size, seed, threads } = given;
  const started = performance.now();
  const onQuarter = (name: string) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${name} is written …`);
  };
  const made = await makeFiles({ size, seed, folder, threads, onQuarter });
  folder = undefined;
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  process.stdout.write(report(made, given, target, (performance.now() - started) / 1000));
}

function report({ files, dirty }: MadeFiles, given: DatamakerArguments, target: string, seconds: number): string {
  const lines = FILES.map((name) => {
    const { rows, bytes } = files[name];
    const ofRows = rows === undefined ? '' : `${shown(rows)} rows`;
    return `  ${name.padEnd(19)}${ofRows.padStart(16)}${`${shown(Math.ceil(bytes / 1000))} kB`.padStart(16)}`;
  });
  const { batch_same_amounts: same, batch_different_amounts: different, invalid_iban: invalid } = dirty;
  return `Wrote to ${target}, size ${given.size.name}, seed ${given.seed}:
${lines.join('\n')}
It took ${seconds.toFixed(1)} s with ${given.threads} ${given.threads === 1 ? 'thread' : 'threads'}.
Dirty on purpose in swift.csv: ${shown(same.rows.length + different.rows.length)} rows in ${shown(same.groups + different.groups)} batch payments, ${shown(invalid.rows.length)} rows with an invalid IBAN.
manifest.json says which, and the balances without them.

Next: npm run exposer -- --dir ${quoted(target)}
`;
}

/** As a shell takes it. */
function quoted(text: string): string {
  return /^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function unfinished(target: string): string {
  return `The files in ${target} are not complete: there is no manifest.json. The same command with --force makes them again.`;
}

function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') return 'The disk is full.';
  return message ?? String(error);
}
