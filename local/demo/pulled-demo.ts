import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ProgressState } from '../../cli/progress-board.ts';
import { reportSync } from '../../cli/sync-report.ts';
import { RefusedRequest, sliceQuery, type TrancheClient } from '../../shared/client/tranche-client.ts';
import type { SampleSource, SampleSourceTarget } from '../../shared/contracts/sample-source.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import type { Pull } from '../../shared/domain/source.ts';
import { sampleServers } from './sample-servers.ts';

const POLL_MS = 500;
const REASONS_SHOWN = 5;

export interface PulledDemo {
  readonly client: TrancheClient;
  readonly slice: Slice;
  readonly samples: SampleSource;
  readonly seed: number;
  readonly say: (line: string) => void;
  readonly show: (state: ProgressState) => void;
}

/**
 * Makes samples, serves them, has the service pull them, and says what came of it.
 * @returns whether everything was loaded as it was made
 */
export async function runPulledDemo({ client, slice, samples, seed, say, show }: PulledDemo): Promise<boolean> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tranche-demo-'));
  try {
    show({ status: 'PREPARING' });
    const served = await samples.serve(folder, seed, sampleServers(say));
    try {
      for (const line of served.made) say(line);
      let syncId: string | undefined;
      for (const target of served.sources) {
        syncId = await pullFrom({ client, slice, say, show }, target);
        if (syncId === undefined) return false;
      }
      if (syncId === undefined) return false;
      const { lines, isAsMade } = await served.report((address) => client.read(address), syncId);
      say('');
      for (const line of lines) say(line);
      return isAsMade;
    } finally {
      await served.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const count = (rows: number): string => rows.toLocaleString('en');

/** Pulls a source, and says what it brought. @returns the sync of its files; undefined where it failed */
async function pullFrom(
  { client, slice, say, show }: Pick<PulledDemo, 'client' | 'slice' | 'say' | 'show'>,
  target: SampleSourceTarget,
): Promise<string | undefined> {
  const pull = await follow(client, await startPull(client, await sourceFor(client, slice, target)), show);
  for (const [fileType, { requests, rows, repeated_rows }] of Object.entries(pull.files)) {
    const again = repeated_rows === 0 ? '' : `, ${count(repeated_rows)} that came again left out`;
    say(`  ${fileType.padEnd(16)} ${count(rows).padStart(9)} rows, pages read: ${count(requests)}${again}`);
  }
  if (pull.sync_id !== null) {
    const lines = await reportSync(client, await client.getSync(pull.sync_id), REASONS_SHOWN);
    for (const line of lines) say(`  ${line}`);
  }
  if (pull.failure) say(`  ${pull.failure.detail}`);
  return pull.status === 'SYNCED' ? (pull.sync_id ?? undefined) : undefined;
}

/** Never pulled by the schedule: what it reads is there for the demo only. */
async function sourceFor(client: TrancheClient, slice: Slice, target: SampleSourceTarget): Promise<string> {
  const { kind, config, credentials } = target;
  const name = `Demo: ${target.name} of ${slice.dataset}`;
  const { data } = await client.listSources({ limit: 1000 });
  const known = data.find((source) => source.name === name && source.kind === kind);
  const given = { config, ...(credentials ? { credentials } : {}), is_enabled: false };
  const made = known
    ? await client.updateSource(known.source_id, given)
    : await client.createSource({ name, ...sliceQuery(slice), kind, ...given });
  return made.source_id;
}

/** One that an earlier demo has left, when it was interrupted, ends first. */
async function startPull(client: TrancheClient, sourceId: string): Promise<Pull> {
  for (;;) {
    try {
      return await client.startPull(sourceId);
    } catch (error) {
      if (!(error instanceof RefusedRequest) || error.code !== 'pull-in-progress') throw error;
      await sleep(2 * POLL_MS);
    }
  }
}

async function follow(client: TrancheClient, started: Pull, show: (state: ProgressState) => void): Promise<Pull> {
  let pull = started;
  while (pull.status !== 'SYNCED' && pull.status !== 'FAILED') {
    const rows = Object.values(pull.files).reduce((sum, file) => sum + file.rows, 0);
    show({ status: pull.status, ...(rows === 0 ? {} : { amount: `${count(rows)} rows` }) });
    await sleep(POLL_MS);
    pull = await client.getPull(pull.pull_id);
  }
  show({ status: pull.status, progress: 1 });
  return pull;
}
