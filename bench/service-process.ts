/**
 * The service under test in a process of its own, so that its memory and CPU are its own: `node service-process.ts <home>`.
 * Tells its parent where it is, and stops when the parent asks, or is gone.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { startTranche, type Tranche } from '../local/tranche.ts';

/** Syncs start when the benchmark asks for them, never by themselves in the middle of a measurement. */
const NO_SCHEDULE_SECONDS = 3600;
/** The schedule's first tick comes one second after the start, whatever its period. */
const FIRST_TICK_OVER_MS = 1500;

// As in Lambda.
process.env.TZ = 'UTC';
const [home = ''] = process.argv.slice(2);

let stopping = false;
const starting: Promise<Tranche> = startTranche({
  home,
  port: 0,
  scheduleSeconds: NO_SCHEDULE_SECONDS,
  log: (line) => console.error(line),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
process.on('disconnect', () => void stop());

try {
  const tranche = await starting;
  await sleep(FIRST_TICK_OVER_MS);
  await tranche.runScheduleNow();
  process.send?.({ url: tranche.url });
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
