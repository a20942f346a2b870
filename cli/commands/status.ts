import { setTimeout as sleep } from 'node:timers/promises';
import {
  RefusedRequest,
  ServiceUnreachable,
  sliceQuery,
  type TrancheClient,
} from '../../shared/client/tranche-client.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import { findDataset } from '../../shared/datasets/registry.ts';
import type { PublicationBody } from '../../shared/domain/publication.ts';
import { type SliceName, sliceText } from '../../shared/domain/slice.ts';
import type { SyncConfig, SyncLog } from '../../shared/domain/sync.ts';
import type { Upload } from '../../shared/domain/upload.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { findLive } from '../find-sync.ts';
import { hasEnded, rejectedRows } from '../follow-sync.ts';
import { formerKeyLines, hashingCommand } from '../former-key.ts';
import { rejectedBy, stillRejected } from '../missing-rows.ts';
import { repairCommands } from '../next-steps.ts';
import { sliceName } from '../slice-options.ts';
import { configsOf } from '../sync-configs.ts';
import { inTableOrder } from '../table-order.ts';
import { printable } from '../text/printable.ts';
import { agoText, bytesText, counted, countText, durationText } from '../text/quantities.ts';

export interface StatusOptions {
  readonly watch?: boolean | undefined;
  /** Seconds. */
  readonly interval: number;
}

/** What one slice is at. */
interface SliceStatus extends SliceName {
  readonly config: SyncConfig | null;
  /** Files that wait or are being loaded, the newest of each kind. */
  readonly uploads: readonly Upload[];
  readonly running: SyncLog | null;
  readonly last: SyncLog | null;
  /** The sync whose book is live. */
  readonly live: SyncLog | null;
  /** When an earlier book was shown again, and why; null where a sync published what is live. */
  readonly rolled_back: Pick<PublicationBody, 'published_at' | 'by' | 'reason'> | null;
  /** What of it is hashed under a former version of the private key, in words. */
  readonly former_key: readonly string[];
  /** The last sync of uploads that it gave back, because too many live rows would vanish. */
  readonly held: SyncLog | null;
}
interface Overview {
  readonly tenant_id: string;
  readonly url: string;
  readonly slices: readonly SliceStatus[];
}

const OPEN: readonly Upload['status'][] = ['AWAITING_UPLOAD', 'STAGED', 'SYNCING'];
const UPLOADS_LOOKED_AT = 20;
const SYNCS_LOOKED_AT = 10;
const CLEAR = '\x1b[H\x1b[J';

export async function status(
  context: CommandContext,
  slices: readonly Slice[],
  options: StatusOptions,
): Promise<ExitCode> {
  const { terminal } = context;
  const client = await context.client();
  if (options.watch) return watch(context, client, slices, options);
  const overview = await look(client, slices);
  if (terminal.json) await terminal.document(withLabels(overview));
  else await terminal.lines(...overviewLines(context, overview));
  return EXIT.ok;
}

/** Until Ctrl-C, which is how it ends. With --json a line for each change. */
async function watch(
  context: CommandContext,
  client: TrancheClient,
  slices: readonly Slice[],
  options: StatusOptions,
): Promise<ExitCode> {
  const { terminal, interrupted } = context;
  let before = '';
  while (!interrupted.aborted) {
    try {
      const overview = await look(client, slices);
      const now = JSON.stringify(withLabels(overview));
      if (terminal.json) {
        if (now !== before) await terminal.write(`${now}\n`);
      } else {
        const lines = overviewLines(context, overview);
        if (terminal.isWatched) lines.unshift(`${CLEAR}${terminal.style('dim', 'Ctrl-C ends.')}`);
        if (terminal.isWatched || now !== before) await terminal.lines(...lines, '');
      }
      before = now;
    } catch (error) {
      if (interrupted.aborted) break;
      const mayPass = error instanceof ServiceUnreachable || (error instanceof RefusedRequest && error.status >= 500);
      if (!mayPass) throw error;
      terminal.warn(`${(error as Error).message}. Trying again.`);
    }
    await sleep(options.interval * 1000, undefined, { signal: interrupted }).catch(() => {});
  }
  return EXIT.ok;
}

/** Once more by what a dataset calls its variants, as programs know them that are older than the other datasets. */
function withLabels(overview: Overview): object {
  const labelled = overview.slices.flatMap((slice) => {
    const column = findDataset(slice.dataset)?.variants?.column;
    return column === undefined ? [] : [[`${column}s`, slice] as const];
  });
  const byLabel = Map.groupBy(labelled, ([label]) => label);
  const lists = [...byLabel].map(([label, entries]) => [label, entries.map(([, slice]) => slice)]);
  return { ...overview, ...Object.fromEntries(lists) };
}

async function look(client: TrancheClient, wanted: readonly Slice[]): Promise<Overview> {
  const configs = await configsOf(client, wanted);
  const slices = await Promise.all(
    wanted.map(async (slice): Promise<SliceStatus> => {
      const [uploads, syncs, published] = await Promise.all([
        client.listUploads({ ...sliceQuery(slice), limit: UPLOADS_LOOKED_AT }),
        client.listSyncs({ ...sliceQuery(slice), limit: SYNCS_LOOKED_AT }),
        findLive(client, slice),
      ]);
      return {
        ...sliceLabels(slice),
        config: configs.find((config) => sliceText(config) === slice.text) ?? null,
        live: published
          ? (syncs.data.find(({ id }) => id === published.sync_id) ?? (await client.getSync(published.sync_id)))
          : null,
        rolled_back: published?.reason
          ? { published_at: published.published_at, by: published.by, reason: published.reason }
          : null,
        former_key: published ? formerKeyLines(published) : [],
        held: syncs.data.find(isHolding) ?? null,
        uploads: slice.contract.fileTypes.flatMap(({ name: fileType }) => {
          const open = uploads.data.filter(({ file_type, status }) => file_type === fileType && OPEN.includes(status));
          // The newest that has its file; what is still on its way comes beside it.
          const newest = open.find(({ status }) => status !== 'AWAITING_UPLOAD');
          return [...open.filter(({ status }) => status === 'AWAITING_UPLOAD'), ...(newest ? [newest] : [])];
        }),
        running: syncs.data.find((sync) => !hasEnded(sync)) ?? null,
        last: syncs.data.find(hasEnded) ?? null,
      };
    }),
  );
  return { tenant_id: client.tenantId, url: client.url, slices };
}

function overviewLines({ terminal }: CommandContext, { tenant_id, url, slices }: Overview): string[] {
  const row = (what: string, text: string) => `  ${what.padEnd(8)} ${text}`;
  return [
    `${terminal.style('bold', tenant_id)} at ${url}`,
    ...slices.flatMap(({ config, uploads, running, last, live, rolled_back, former_key, held, ...slice }) => [
      '',
      terminal.style('bold', sliceName(slice)),
      ...(config ? [row('schedule', scheduleText(config))] : []),
      ...(uploads.length === 0
        ? [row('staged', 'nothing')]
        : uploads.flatMap((upload) =>
            stagedLines(upload, held).map((line, at) => row(at === 0 ? 'staged' : '', line)),
          )),
      ...(running
        ? [row('running', `${running.status} ${Math.floor(running.progress * 100)} % · sync ${running.id}`)]
        : []),
      ...(live && rolled_back ? [row('live', rolledBackText(live, rolled_back))] : []),
      ...(live ? missingLines(live).map((line) => row('missing', line)) : []),
      ...former_key.map((line) => row('key', `${line} ${hashingCommand(slice)} hashes them anew.`)),
      last ? '  last' : row('last', 'no sync yet'),
      ...(last ? syncLines(last, live, (text, isGood) => terminal.style(isGood ? 'green' : 'red', text)) : []),
    ]),
  ];
}

const scheduleText = ({ is_enabled, sync_interval_minutes, max_error_rate }: SyncConfig): string =>
  `${is_enabled ? `every ${sync_interval_minutes === 1 ? 'minute' : `${sync_interval_minutes} minutes`}` : 'off'} · at most ${max_error_rate * 100} % of rows may be rejected`;

/** A file that waits, and where a sync holds it back: why, and the ways out. */
function stagedLines(upload: Upload, held: SyncLog | null): string[] {
  const { status, upload_id } = upload;
  const isHeld = status === 'STAGED' && held !== null && uploadIdsOf(held).includes(upload_id);
  if (!isHeld) return [uploadText(upload, status)];
  const uploads = uploadIdsOf(held).map((id) => `--upload ${id}`);
  return [
    uploadText(upload, `${status}, held:`),
    printable(held.failure!.detail),
    `npx tranche sync ${sliceName(held)} ${uploads.join(' ')} --accept-removal, or npx tranche cancel ${upload_id}`,
  ];
}

const isHolding = ({ failure, validate_only }: SyncLog): boolean =>
  !validate_only && failure?.type.endsWith('/removes-too-much') === true;

const uploadIdsOf = ({ files }: SyncLog): string[] =>
  Object.values(files).flatMap((file) => file.uploads.map(({ upload_id }) => upload_id));

/** What the live book lacks: rows that its own sync rejected, and those of the deliveries that it corrects. */
function missingLines(live: SyncLog): string[] {
  const rejected = rejectedRows(live);
  return [
    ...(rejected > 0
      ? [
          `${counted(rejected, 'row')} rejected by the live sync: ${repairCommands(rejectedBy(live), live).join(', then ')}`,
        ]
      : []),
    ...stillRejected(live).map(
      ({ detail }) => `${printable(detail)} npx tranche errors ${sliceName(live)} --rejected fixed.csv saves them.`,
    ),
  ];
}

function uploadText(
  { file_type, file_name, row_estimate, size_bytes, created_at, staged_at }: Upload,
  status: string,
): string {
  const size = row_estimate === null ? bytesText(size_bytes) : `about ${counted(row_estimate, 'row')}`;
  return `${status} ${file_type} ${printable(file_name)} · ${size} · ${agoText(staged_at ?? created_at)}`;
}

/** What the last sync does not tell. */
const rolledBackText = ({ id }: SyncLog, { published_at, reason }: NonNullable<SliceStatus['rolled_back']>): string =>
  `the book of the sync ${id} was shown again ${agoText(published_at)}: ${printable(reason ?? '')}`;

function syncLines(sync: SyncLog, live: SyncLog | null, style: (text: string, isGood: boolean) => string): string[] {
  const ended = sync.completed_at === null ? '' : ` ${agoText(sync.completed_at)}`;
  const took = sync.duration_ms === null ? '' : ` in ${durationText(sync.duration_ms)}`;
  const dry = sync.validate_only ? ' (checked only)' : sync.publication === 'pending' ? ' (waits to be published)' : '';
  return [
    `    ${style(sync.status, sync.status === 'COMPLETED')}${ended}${took}${dry} · sync ${sync.id}`,
    ...(sync.failure ? [`    ${printable(sync.failure.detail)}`] : []),
    ...inTableOrder(sync.dataset, sync.files).flatMap(([fileType, file]) => {
      if (file.total_rows === null) return [];
      const rejected = file.rejected_rows ? `, ${style(`${countText(file.rejected_rows)} rejected`, false)}` : '';
      return [`    ${fileType}: ${countText(file.valid_rows ?? 0)} of ${counted(file.total_rows, 'row')}${rejected}`];
    }),
    ...(sync.publication === 'pending' ? [`    npx tranche publish ${sync.id}, or discard`] : []),
    ...(sync.warning_count ? [`    ${counted(sync.warning_count, 'warning')}`] : []),
    // What a published sync notes is of its book, which may not be live any more.
    ...(sync.publication === 'published' && live?.id !== sync.id ? [] : sync.notices).map(
      ({ detail }) => `    Note: ${printable(detail)}`,
    ),
  ];
}
