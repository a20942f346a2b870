/** `npm start`: the service on this machine, until Ctrl-C. */
import path from 'node:path';
import { tenantsFile } from './tenants-file.ts';
import { startTranche, type Tranche } from './tranche.ts';

/** A terminal's Ctrl-C comes twice, from the terminal itself and by way of npm: only a later one means "at once". */
const SECOND_SIGNAL_AFTER_MS = 1000;
const PARENT_CHECK_MS = 500;

// As in Lambda.
process.env.TZ = 'UTC';
// The terminal may be gone before we are.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const home = process.env.TRANCHE_HOME || path.resolve(import.meta.dirname, '../.local');
let stopRequestedAt: number | undefined;
let exitCode = 0;
let running: Tranche | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => requestStop());
// When npm is killed without a word, this process is handed to another parent.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) requestStop();
}, PARENT_CHECK_MS).unref();

try {
  running = await startTranche({
    home,
    port: readPort(process.env.PORT),
    log: (line) => console.error(line),
    onEngineExit: (engine) => {
      console.error(`${engine} cannot be had back; its log is in the folder logs of the service. Stopping.`);
      exitCode = 1;
      requestStop();
    },
  });
  if (stopRequestedAt === undefined) {
    const keys = path.relative(process.cwd(), tenantsFile(home));
    console.error(`The banks' API keys are in ${keys.startsWith('..') ? tenantsFile(home) : keys}`);
    console.log(`Tranche is ready at ${running.url}`);
  } else await stop();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

function requestStop(): void {
  const now = Date.now();
  if (stopRequestedAt === undefined) {
    stopRequestedAt = now;
    if (running) void stop();
  } else if (now - stopRequestedAt > SECOND_SIGNAL_AFTER_MS) process.exit(130);
}

async function stop(): Promise<void> {
  await running?.stop();
  process.exit(exitCode);
}

function readPort(given: string | undefined): number {
  const port = Number(given || 8000);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  console.error(`PORT is ${JSON.stringify(given)}: expected a number from 0 to 65535`);
  process.exit(1);
}
