import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kinds } from '../../shared/client/recognise-files.ts';
import { type Announced, type AnnouncedFile, announceFile, type DeliveryFile } from '../../shared/client/send-file.ts';
import type { TrancheClient } from '../../shared/client/tranche-client.ts';
import type { PossibleKind } from '../../shared/contracts/recognise-head.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import { allSlices } from '../../shared/datasets/registry.ts';
import { countErrors } from '../../shared/domain/problem-bounds.ts';
import { sliceText } from '../../shared/domain/slice.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { Upload } from '../../shared/domain/upload.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import { isFailedByFiles, rejectedRows } from '../follow-sync.ts';
import { findMissing } from '../missing-rows.ts';
import { recogniseNamedFiles } from '../named-files.ts';
import { nextSteps } from '../next-steps.ts';
import { ProgressBoard, type ProgressState } from '../progress-board.ts';
import { chosenSlices, knownSlice, oneOf, type SliceOptions, sliceName } from '../slice-options.ts';
import { reportSync } from '../sync-report.ts';
import { printable } from '../text/printable.ts';
import { counted } from '../text/quantities.ts';
import { controlTotalsOf } from '../upload/control-totals.ts';
import { corrections, nameOf, refuseRejectedRows, syncToCorrect } from '../upload/corrections.ts';
import { fileHash } from '../upload/file-hash.ts';
import { journalFolder, uploadJournal } from '../upload/journal.ts';
import { giveUp, settledUpload, syncUploads } from '../upload/sync-uploads.ts';
import { TransferState } from '../upload/transfer-state.ts';

export interface UploadOptions extends SliceOptions {
  readonly fileType?: string | undefined;
  readonly sync?: boolean | undefined;
  readonly validateOnly?: boolean | undefined;
  /** The id of a sync, or `live`. */
  readonly corrects?: string | undefined;
  /** With --whole a file of rejected rows is a whole file. */
  readonly whole?: boolean | undefined;
  readonly allowEmpty?: boolean | undefined;
  readonly expectRows?: number | undefined;
  readonly expectSum: readonly (readonly [column: string, sum: string])[];
  /** False with --no-wait. */
  readonly wait: boolean;
  /** False with --no-resume. */
  readonly resume: boolean;
  readonly parallel: number;
}

const POLL_MS = 300;
/** A file is looked at within seconds of its arrival; a large gzip file within minutes. */
const STAGED_WITHIN_MS = 15 * 60_000;
const REASONS_SHOWN = 5;
const MOST_PROBLEMS = 12;

export async function upload(
  context: CommandContext,
  paths: readonly string[],
  options: UploadOptions,
): Promise<ExitCode> {
  const { terminal, interrupted } = context;
  if (!options.wait && (options.sync || options.validateOnly)) {
    throw usageFailure(
      '--no-wait leaves before the file is staged, so nothing could be synced: leave out one of them.',
    );
  }
  const client = await context.client();
  const corrected = await syncToCorrect(client, options);
  const chosen = chosenSlices(undefined, options);
  const slices = corrected ? [knownSlice(corrected)] : chosen.isNamed ? chosen.slices : [];
  const files = await recognise(context, paths, slices, options);
  if (!options.sync && !options.validateOnly) assertOneOfAKind(files);
  if (!options.corrects && !options.whole) await refuseRejectedRows(context, client, files, options);
  const uploads = await sendAll(context, client, files, options);
  const syncs: SyncLog[] = [];
  if (options.sync || options.validateOnly) {
    for (const slice of allSlices) {
      const delivery = uploads.filter((upload) => sliceText(upload) === slice.text);
      if (delivery.some(({ status }) => status === 'REJECTED')) await giveUp(context, client, delivery);
      else if (delivery.length > 0) syncs.push(...(await syncUploads(context, client, slice, delivery, options)));
    }
    // What became of them since they were staged.
    for (const [at, { upload_id }] of uploads.entries()) {
      uploads[at] = await settledUpload(client, upload_id, context.interrupted);
    }
  }
  interrupted.throwIfAborted();
  if (terminal.json) await terminal.document({ uploads, syncs });
  else {
    for (const sent of uploads) await terminal.lines(...uploadLines(context, sent));
    for (const sync of syncs) {
      await terminal.lines('', ...(await reportSync(client, sync, REASONS_SHOWN)));
      const steps = nextSteps(sync, await findMissing(client, sync));
      if (steps.length > 0) await terminal.lines('', ...steps);
    }
    await terminal.lines(...loadSteps(uploads, syncs, options));
  }
  if (syncs.some((sync) => sync.status === 'FAILED' && !isFailedByFiles(sync))) return EXIT.failed;
  const isRejected = uploads.some(isRefused);
  return isRejected || syncs.some((sync) => sync.status === 'FAILED' || rejectedRows(sync) > 0)
    ? EXIT.findings
    : EXIT.ok;
}

/** Names of files as progress shows them: of a workbook with several tables, each of these. */
function shownNames(files: readonly DeliveryFile[]): string[] {
  const isShared = ({ path: file }: DeliveryFile) => files.filter((other) => other.path === file).length > 1;
  return files.map((file) => (isShared(file) ? `${nameOf(file)} ${file.fileType}` : nameOf(file)));
}

/** @throws {CommandFailure} for several files of a kind: staged one after the other, each supersedes the one before */
function assertOneOfAKind(files: readonly DeliveryFile[]): void {
  const kinds = files.map(({ slice, fileType }) => `${sliceName(slice)} ${fileType}`);
  const repeated = kinds.find((kind, at) => kinds.indexOf(kind) !== at);
  if (repeated === undefined) return;
  throw usageFailure(
    `Several of these are ${repeated} files: staged one by one, each would take the place of the one before.`,
    'Give --sync: then they are loaded as one file, in this order.',
  );
}

/** What the files hold; asks where neither headers nor options tell. */
function recognise(
  { terminal, folder, interrupted }: CommandContext,
  paths: readonly string[],
  slices: readonly Slice[],
  { fileType, allowEmpty = false }: UploadOptions,
): Promise<DeliveryFile[]> {
  const choose = async (file: string, kinds: Kinds): Promise<PossibleKind | undefined> => {
    if (!terminal.isInteractive) return undefined;
    const names = namesOfKinds(kinds);
    const asking = createInterface({ input: process.stdin, output: process.stderr });
    const question = `The columns of ${path.basename(file)} are the same for several. Is it ${oneOf(names)}? `;
    const answer = (await asking.question(question, { signal: interrupted })).trim().toUpperCase();
    asking.close();
    const meant = kinds.filter((_, at) => answer !== '' && names[at]!.toUpperCase().startsWith(answer));
    return meant.length === 1 ? meant[0] : undefined;
  };
  return recogniseNamedFiles(folder, paths, { slices, fileType, allowEmpty, severalOfAKind: true, choose });
}

/** What tells kinds of the same columns apart: their slices, their file types, or both. */
function namesOfKinds(kinds: Kinds): string[] {
  const areOfSeveral = (names: readonly string[]) => new Set(names).size > 1;
  const slices = kinds.map(({ slice }) => sliceName(slice));
  const fileTypes = kinds.map(({ fileType }) => fileType);
  if (!areOfSeveral(fileTypes)) return slices;
  return areOfSeveral(slices) ? kinds.map((_, at) => `${slices[at]} ${fileTypes[at]}`) : fileTypes;
}

/** Sends all of a delivery; the uploads are in the order of the files. */
async function sendAll(
  context: CommandContext,
  client: TrancheClient,
  files: readonly DeliveryFile[],
  options: UploadOptions,
): Promise<Upload[]> {
  const corrects = await corrections(client, files, options);
  const totals = controlTotalsOf(files, options);
  const names = shownNames(files);
  const board = new ProgressBoard(context.terminal.progress, names);
  const announced: { readonly at: number; readonly size: number; readonly file: AnnouncedFile }[] = [];
  for (const [at, file] of files.entries()) {
    const { size } = await stat(file.path);
    const syncId = corrects.get(file.slice.text);
    const more = {
      ...totals[at],
      ...(syncId === undefined ? {} : { corrects: syncId }),
      ...(options.allowEmpty ? { allow_empty: true } : {}),
    };
    const show = (state: ProgressState) => board.set(names[at]!, state);
    announced.push({ at, size, file: await announce(context, client, file, size, more, options, show) });
  }
  const uploads: Upload[] = [];
  // Small ones first: the address of a file that is sent in one piece is good for an hour.
  for (const { at, file } of announced.toSorted((a, b) => a.size - b.size)) {
    const show = (state: ProgressState) => board.set(names[at]!, state);
    uploads[at] = await send(context, client, file, options, show);
  }
  return uploads;
}

async function announce(
  context: CommandContext,
  client: TrancheClient,
  file: DeliveryFile,
  size: number,
  announced: Announced,
  options: UploadOptions,
  show: (state: ProgressState) => void,
): Promise<AnnouncedFile> {
  const { interrupted, env, terminal } = context;
  const hashing = new TransferState('READING', size, show);
  const sha256 = await fileHash(file.path, (bytes) => hashing.update(bytes), interrupted);
  const { slice, fileType } = file;
  const identity = {
    url: client.url,
    tenantId: client.tenantId,
    slice: slice.text,
    fileType,
    fileName: path.basename(file.path),
    announced,
  };
  const journal = uploadJournal(journalFolder(env), { ...identity, sha256 });
  if (!options.resume) journal.forget();
  const begun = journal.find();
  if (begun)
    terminal.note(`Going on where it was interrupted: ${begun.sent.length} of ${begun.parts.length} parts are there.`);
  const sending = new TransferState('SENDING', size, show);
  return announceFile(client, file, {
    sha256,
    announced,
    partsAtOnce: options.parallel,
    journal,
    signal: interrupted,
    onProgress: (bytes) => sending.update(bytes),
  });
}

async function send(
  { interrupted }: CommandContext,
  client: TrancheClient,
  file: AnnouncedFile,
  options: UploadOptions,
  show: (state: ProgressState) => void,
): Promise<Upload> {
  const sent = await file.send();
  if (!options.wait) {
    show({ status: 'SENT' });
    // The URL in it is a credential, and used up.
    const { upload: _used, ...announced } = sent;
    return announced;
  }
  show({ status: 'CHECKING', detail: 'reading its header' });
  const deadline = Date.now() + STAGED_WITHIN_MS;
  for (;;) {
    const upload = await client.getUpload(file.uploadId);
    if (upload.status !== 'AWAITING_UPLOAD') {
      show({ status: upload.status });
      return upload;
    }
    if (Date.now() > deadline) {
      throw new CommandFailure(
        EXIT.failed,
        `${upload.file_name} was sent, and has not been looked at for ${STAGED_WITHIN_MS / 60_000} minutes.`,
        `Its upload is ${upload.upload_id}; npx tranche status shows what becomes of it.`,
      );
    }
    await sleep(POLL_MS, undefined, { signal: interrupted });
  }
}

/** It cannot be read, or was cancelled while it was on its way. */
const isRefused = ({ status }: Upload): boolean => status === 'REJECTED' || status === 'EXPIRED';

function uploadLines({ terminal }: CommandContext, upload: Upload): string[] {
  const { file_name, file_type, status, row_estimate, problem, upload_id } = upload;
  const rows = row_estimate === null ? '' : ` · about ${counted(row_estimate, 'row')}`;
  const shown = terminal.style(isRefused(upload) ? 'red' : 'green', status);
  const errors = problem?.errors ?? [];
  return [
    `${printable(file_name)}: ${sliceName(upload)} ${file_type} ${shown}${rows} · upload ${upload_id}`,
    ...(problem ? [`  ${printable(problem.detail)}`] : []),
    ...errors.slice(0, MOST_PROBLEMS).map(({ field, detail }) => `  ${printable(field)}: ${printable(detail)}`),
    ...(errors.length > MOST_PROBLEMS ? [`  … and ${countErrors(errors) - MOST_PROBLEMS} more`] : []),
  ];
}

/** How to load what is staged and was not synced. */
function loadSteps(uploads: readonly Upload[], syncs: readonly SyncLog[], { validateOnly }: UploadOptions): string[] {
  const waiting = [...new Set(uploads.filter(({ status }) => status === 'STAGED').map((upload) => sliceName(upload)))];
  if (waiting.length === 0 || (syncs.length > 0 && !validateOnly) || syncs.some((sync) => rejectedRows(sync) > 0)) {
    return [];
  }
  const command = waiting.map((name) => `npx tranche sync ${name}`).join(' && ');
  return ['', `Next: ${command}${syncs.length === 0 ? '   (or wait for the schedule)' : ''}`];
}
