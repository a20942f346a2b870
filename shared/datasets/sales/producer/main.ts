/** `npm run producer`: transactions for the stream of a bank, until their number is reached or Ctrl-C. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { scaled, unscaled } from '../../../contracts/kinds/decimal.ts';
import { ArgumentError } from '../../../domain/command-options.ts';
import { HELP, type ProducerArguments, readArguments } from './arguments.ts';
import { type Produced, produce } from './produce.ts';
import { type Counters, Refused, StreamClient } from './stream-client.ts';

const PARENT_CHECK_MS = 500;
/** So long the service is given to count what it has accepted. */
const COUNTED_MS = 15_000;
const stop = new AbortController();
/** Ctrl-C comes twice, from the terminal and from npm's launcher, at once. */
const SAME_MS = 1000;
let askedAt: number | undefined;
/** What is under way is answered first; who asks again does not wait. */
const end = () => {
  const now = performance.now();
  if (askedAt !== undefined && now - askedAt > SAME_MS) process.exit(130);
  askedAt ??= now;
  stop.abort();
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
// When npm is killed without a word, this process is handed to another parent.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(130);
}, PARENT_CHECK_MS).unref();

try {
  const given = readArguments(process.argv.slice(2));
  if (given === undefined) process.stdout.write(HELP);
  else await run(given);
} catch (error) {
  if (error instanceof ArgumentError) {
    console.error(`${error.message}\nnpm run producer -- --help says more.`);
    process.exit(2);
  }
  console.error(error instanceof Refused ? error.message : (error as Error).stack);
  process.exit(1);
}

async function run(given: ProducerArguments): Promise<void> {
  const client = new StreamClient(given.url, given.key ?? keyOf(given.tenant), (line) => console.error(line));
  const before = await client.counters();
  const pace = given.rate === undefined ? 'one every 0.5 to 3 seconds' : `${given.rate} a second`;
  const what = given.count === undefined ? 'transactions until Ctrl-C' : `${given.count} events`;
  console.log(`Sending ${what}, ${pace}, to ${given.url} …`);
  const produced = await produce(client, given, { signal: stop.signal });
  const grown = await grownTo(client, before, produced);
  console.log(report(produced, grown));
}

/** How far the counters have grown, once they have grown as far as they must. */
async function grownTo(client: StreamClient, before: Counters, { expected }: Produced): Promise<Counters> {
  for (const until = Date.now() + COUNTED_MS; ; ) {
    const now = await client.counters();
    const grown = {
      transactions: now.transactions - before.transactions,
      total_value: scaled(unscaled(now.total_value, 2) - unscaled(before.total_value, 2), 2),
      alerts: now.alerts - before.alerts,
    };
    if (grown.transactions >= expected.transactions || Date.now() > until) return grown;
    await sleep(250);
  }
}

function report({ sent, made, accepted, duplicates, rejected, repeats, expected }: Produced, grown: Counters): string {
  const counters = ({ transactions, total_value, alerts }: Counters) =>
    `${transactions} transactions, ${total_value}, ${alerts} alerts`;
  return [
    `sent        ${sent} events: ${made.sound} sound, ${made.duplicate} sent before, ${made.bad} broken`,
    `answered    ${accepted} accepted, ${duplicates} duplicates, ${rejected} rejected${repeats > 0 ? `; sent again ${repeats} times` : ''}`,
    `expected    ${counters(expected)}`,
    `counted     ${counters(grown)} (all that came meanwhile, whoever sent it)`,
  ].join('\n');
}

/** As the laptop keeps the keys of its first tenants. @throws {ArgumentError} */
function keyOf(tenant: string): string {
  const file = path.resolve(
    process.env.INIT_CWD ?? process.cwd(),
    process.env.TRANCHE_HOME ?? path.join(import.meta.dirname, '../../../../.local'),
    'tenants.json',
  );
  const tenants = z.array(z.object({ tenant_id: z.string(), api_key: z.string() }));
  let found: z.infer<typeof tenants>;
  try {
    found = tenants.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new ArgumentError(
      `There is no key: ${file} cannot be read. Start the service with npm start, or give --key.`,
    );
  }
  const key = found.find(({ tenant_id }) => tenant_id === tenant)?.api_key;
  if (key !== undefined) return key;
  const known = found.map(({ tenant_id }) => tenant_id).join(', ');
  throw new ArgumentError(`--tenant must be one of ${known}, which ${file} has a key of; got "${tenant}".`);
}
