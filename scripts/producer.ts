/** `npm run producer`: transactions for the stream of a bank, until their number is reached or Ctrl-C. */
import { chooseTarget, type Target } from '../cli/connection.ts';
import { EXIT } from '../cli/exit-codes.ts';
import { CommandFailure } from '../cli/failure.ts';
import { LAPTOP } from '../cli/profiles.ts';
import { HELP, type ProducerArguments, readArguments } from '../shared/datasets/sales/producer/arguments.ts';
import { runProducer } from '../shared/datasets/sales/producer/run-producer.ts';
import { Refused, StreamClient, Unanswered } from '../shared/datasets/sales/producer/stream-client.ts';
import { ArgumentError } from '../shared/domain/command-options.ts';

const PARENT_CHECK_MS = 500;
/** Ctrl-C comes twice, from the terminal and from npm's launcher, at once. */
const SAME_MS = 1000;

const stop = new AbortController();
let askedAt: number | undefined;
/** What is under way is answered first, for a moment; who asks again does not wait. */
const end = () => {
  const now = performance.now();
  if (askedAt !== undefined && now - askedAt > SAME_MS) process.exit(EXIT.interrupted);
  askedAt ??= now;
  stop.abort();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
// When npm is killed without a word, this process is handed to another parent.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(EXIT.interrupted);
}, PARENT_CHECK_MS).unref();

try {
  const given = readArguments(process.argv.slice(2));
  if (given === undefined) process.stdout.write(HELP);
  else {
    const { url, apiKey } = targetOf(given, process.env);
    const client = new StreamClient(url, apiKey, (line) => console.error(line));
    const tell = (text: string) => console.log(text);
    const isAnswered = await runProducer(client, given, { url, signal: stop.signal, tell });
    process.exitCode = isAnswered ? EXIT.ok : EXIT.interrupted;
  }
} catch (error) {
  process.exitCode = tellWhy(error);
}

/**
 * The service of this machine, or the one that the options or the environment name. Never a profile that happens to be in use:
 * these transactions are made up.
 * @throws {CommandFailure}
 */
function targetOf({ url, key, tenant }: ProducerArguments, env: NodeJS.ProcessEnv): Pick<Target, 'url' | 'apiKey'> {
  const address = url ?? (env.TRANCHE_URL || undefined);
  const apiKey = key ?? (env.TRANCHE_API_KEY || undefined);
  const target =
    apiKey === undefined
      ? chooseTarget({ profile: LAPTOP, tenant }, env)
      : chooseTarget({ tenant }, { ...env, TRANCHE_PROFILE: '', TRANCHE_URL: address, TRANCHE_API_KEY: apiKey });
  return { url: (address ?? target.url).replace(/\/+$/, ''), apiKey: target.apiKey };
}

/** @returns the exit code */
function tellWhy(error: unknown): number {
  if (error instanceof ArgumentError) {
    console.error(`${error.message}\nnpm run producer -- --help says more.`);
    return EXIT.usage;
  }
  if (error instanceof CommandFailure) {
    console.error(error.advice === undefined ? error.message : `${error.message}\n${error.advice}`);
    return error.exit;
  }
  if (error instanceof Unanswered) {
    console.error(`Ended before anything was sent. ${error.message}`);
    return EXIT.interrupted;
  }
  console.error(error instanceof Refused ? error.message : (error as Error).stack);
  return EXIT.failed;
}
