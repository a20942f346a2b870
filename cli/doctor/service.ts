import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { putBytes, StorageUnreachable } from '../../shared/client/put-bytes.ts';
import { RefusedRequest, sliceQuery, type TrancheClient } from '../../shared/client/tranche-client.ts';
import { hasPrivateColumns } from '../../shared/contracts/private-values.ts';
import { allSlices } from '../../shared/datasets/registry.ts';
import { type Role, WRITERS } from '../../shared/domain/roles.ts';
import { findLive } from '../find-sync.ts';
import { formerKeyLines, hashingCommand } from '../former-key.ts';
import { sliceName } from '../slice-options.ts';
import { durationText } from '../text/quantities.ts';
import { type CheckResult, fail, ok, skip, warn } from './check.ts';

/** Nothing of it is staged: what the probe is said to be does not matter. */
const ANY_SLICE = allSlices[0]!;
const PROBE_NAME = 'tranche-doctor.csv';
const KEY_PREFIX_LENGTH = 16;
const MOST_SKEW_MS = 60_000;
const SLOW_PART_MS = 1000;

/** Whether it answers, each thing it needs, and its clock. */
export async function checkHealth(client: TrancheClient): Promise<CheckResult[]> {
  const asked = Date.now();
  const { status, checks, date } = await client.getHealth();
  const took = Date.now() - asked;
  const answered = ok('service', `${client.url} answers in ${durationText(took)}`);
  if (Object.keys(checks).length === 0) {
    const advice = 'Is this the address of Tranche, without a path?';
    return [fail('service', `${client.url}/health answered ${status} without saying what is up`, advice)];
  }
  const parts = Object.entries(checks).map(([part, { status, duration_ms, problem }]) => {
    const why = problem === 'storage-full' ? ': its disk is full' : '';
    const detail = `${part} is ${status}${why} (${durationText(duration_ms)})`;
    if (status !== 'up')
      return fail(part, detail, 'The operator must look at it: docs/runbook.md. On a laptop: .local/logs.');
    return duration_ms < SLOW_PART_MS ? ok(part, detail) : warn(part, detail, 'It is slow: is it busy?');
  });
  return [answered, ...parts, checkClock(date, asked + took / 2)];
}

function checkClock(theirs: Date | undefined, ours: number): CheckResult {
  if (!theirs) return skip('clock', 'the service does not tell its time');
  // The service tells whole seconds.
  const skew = Math.max(0, Math.abs(theirs.getTime() + 500 - ours) - 500);
  if (skew <= MOST_SKEW_MS) return ok('clock', 'this clock and that of the service agree');
  const advice = 'Set this clock (NTP): signed addresses and tokens go by time.';
  return warn('clock', `this clock and that of the service are ${durationText(skew)} apart`, advice);
}

/** Whose key it is and what it allows. */
export async function checkKey(
  client: TrancheClient,
  apiKey: string,
): Promise<{ results: CheckResult[]; role: Role | undefined }> {
  try {
    const { tenant_id, name, role, api_key_prefix } = await client.getTenant();
    const key = ok('key', `${api_key_prefix}… is in force: ${tenant_id} (${name})`);
    const may = WRITERS.includes(role)
      ? ok(
          'permissions',
          `the role ${role} may read, upload, sync and configure${role === 'admin' ? ', and rotate keys' : ''}`,
        )
      : warn(
          'permissions',
          `the role ${role} may read only`,
          'upload and sync need a key with the role operator: ask for one.',
        );
    return { results: [key, may], role };
  } catch (error) {
    if (!(error instanceof RefusedRequest)) throw error;
    const advice =
      error.code === 'tenant-inactive'
        ? 'The operator can enable the tenant: npx tranche tenants enable ID'
        : 'Another key may be in force: npx tranche config add NAME --url …, or on a laptop npx tranche tenants rekey ID, which revokes all other keys of that bank too';
    return {
      results: [fail('key', `${beginning(apiKey)}: ${error.problem.detail ?? error.message}`, advice)],
      role: undefined,
    };
  }
}

/** What may be shown of a key: the part that the service shows too. Of what is no key, nothing: it may be another secret. */
const beginning = (apiKey: string): string =>
  apiKey.startsWith('sk_live_') && apiKey.length > 2 * KEY_PREFIX_LENGTH
    ? `${apiKey.slice(0, KEY_PREFIX_LENGTH)}…`
    : 'what is given does not look like a key';

/** Whether every live row with private columns is hashed under the key of now: a rotation leaves what is live as it is. */
export async function checkPrivateKey(client: TrancheClient): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  let rowsLive = false;
  for (const slice of allSlices.filter(({ contract }) => contract.fileTypes.some(hasPrivateColumns))) {
    const live = await findLive(client, slice);
    if (!live) continue;
    rowsLive = true;
    const lines = formerKeyLines(live);
    if (lines.length > 0)
      results.push(warn('private key', `${sliceName(live)}: ${lines.join(' ')}`, hashingCommand(live)));
  }
  if (results.length > 0) return results;
  return [
    rowsLive
      ? ok('private key', 'every live row is hashed under its newest version')
      : skip('private key', 'nothing with private columns is live'),
  ];
}

/**
 * Sends a few bytes the way files go: as a part of an upload that is never completed, so that nothing is staged. The upload
 * is given up at once, and the part with it; a schedule would wait for it else.
 */
export async function checkStorage(client: TrancheClient): Promise<CheckResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tranche-doctor-'));
  const file = path.join(folder, 'probe');
  let uploadId: string | undefined;
  try {
    const bytes = Buffer.from('tranche doctor\n');
    await writeFile(file, bytes);
    const { upload, upload_id } = await client.createUpload({
      ...sliceQuery(ANY_SLICE),
      file_type: ANY_SLICE.contract.fileTypes[0]!.name,
      file_name: PROBE_NAME,
      size_bytes: bytes.length,
      multipart: true,
    });
    uploadId = upload_id;
    const part = upload?.method === 'MULTIPART' ? upload.parts[0] : undefined;
    if (!part) return fail('storage', 'the service gave no address for a part', 'Report this.');
    const asked = Date.now();
    await putBytes({ path: file, start: 0, end: bytes.length, url: part.url, headers: {} });
    return ok('storage', `${new URL(part.url).host} takes files (${durationText(Date.now() - asked)})`);
  } catch (error) {
    const advice =
      error instanceof StorageUnreachable
        ? 'Files go to that address, not to the API: a proxy or firewall must let it through.'
        : 'See docs/runbook.md for the storage.';
    return fail('storage', (error as Error).message, advice);
  } finally {
    await rm(folder, { recursive: true, force: true });
    // What cannot be given up expires by itself.
    if (uploadId !== undefined) await client.cancelUpload(uploadId).catch(() => undefined);
  }
}
