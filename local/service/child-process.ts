/**
 * The service in a process of its own, on a free port: `node child-process.ts <home> <seconds>`, the seconds being the
 * period of the schedule. Tells its parent where it is, and stops when the parent asks, or is gone.
 */
import { startTranche, type Tranche } from '../tranche.ts';

// As in Lambda.
process.env.TZ = 'UTC';
const [home = '', scheduleSeconds = '3600'] = process.argv.slice(2);

let stopping = false;
const starting: Promise<Tranche> = startTranche({
  home,
  port: 0,
  scheduleSeconds: Number(scheduleSeconds),
  log: (line) => console.error(line),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
process.on('disconnect', () => void stop());

try {
  process.send?.({ url: (await starting).url });
} catch (error) {
  process.send?.({ failure: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  await (await starting).stop();
  process.exit(0);
}
