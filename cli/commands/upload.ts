import { stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PortfolioFile, sendFile } from '../../shared/client/send-file.ts';
import { RefusedRequest, type TrancheClient } from '../../shared/client/tranche-client.ts';
import type { SyncLog } from '../../shared/http/schemas/sync.ts';
import type { Upload } from '../../shared/http/schemas/upload.ts';
import { type FileType, VARIANTS, type Variant } from '../../shared/staging/file-kind.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CommandFailure, usageFailure } from '../failure.ts';
import { followSync, isFailedByFiles, rejectedRows, startSync } from '../follow-sync.ts';
import { recogniseNamedFiles } from '../named-files.ts';
import { ProgressBoard, type ProgressState } from '../progress-board.ts';
import { reportSync } from '../sync-report.ts';
import { printable } from '../text/printable.ts';
import { countText } from '../text/quantities.ts';
import { fileHash } from '../upload/file-hash.ts';
import { journalFolder, uploadJournal } from '../upload/journal.ts';
import { TransferState } from '../upload/transfer-state.ts';

export interface UploadOptions {
  readonly loanType?: Variant | undefined;
  readonly fileType?: FileType | undefined;
  readonly sync?: boolean | undefined;
  readonly validateOnly?: boolean | undefined;
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
  const files = await recognise(context, paths, options);
  const client = await context.client();
  const board = new ProgressBoard(terminal.progress, files.map(nameOf));
  const uploads: Upload[] = [];
  for (const file of files) {
    uploads.push(await send(context, client, file, options, (state) => board.set(nameOf(file), state)));
  }
  const syncs: SyncLog[] = [];
  if (options.sync || options.validateOnly) {
    const staged = uploads.filter(({ status }) => status !== 'REJECTED');
    for (const loanType of VARIANTS) {
      const ofType = staged.filter((upload) => upload.loan_type === loanType);
      if (ofType.length > 0) syncs.push(...(await syncUploads(context, client, loanType, ofType, options)));
    }
  }
  // What became of them since they were staged.
  if (syncs.length > 0) {
    for (const [at, { upload_id }] of uploads.entries()) uploads[at] = await client.getUpload(upload_id);
  }
  interrupted.throwIfAborted();
  if (terminal.json) await terminal.document({ uploads, syncs });
  else {
    for (const sent of uploads) await terminal.lines(...uploadLines(context, sent));
    for (const sync of syncs) await terminal.lines('', ...(await reportSync(client, sync, REASONS_SHOWN)));
    await terminal.lines(...nextSteps(uploads, syncs, options));
  }
  if (syncs.some((sync) => sync.status === 'FAILED' && !isFailedByFiles(sync))) return EXIT.failed;
  const isRejected = uploads.some(({ status }) => status === 'REJECTED');
  return isRejected || syncs.some((sync) => sync.status === 'FAILED' || rejectedRows(sync) > 0)
    ? EXIT.findings
    : EXIT.ok;
}

const nameOf = ({ path: file }: PortfolioFile): string => printable(path.basename(file));

/** What the files hold; asks where neither headers nor options tell. */
function recognise(
  { terminal, folder, interrupted }: CommandContext,
  paths: readonly string[],
  options: UploadOptions,
): Promise<PortfolioFile[]> {
  return recogniseNamedFiles(folder, paths, options, async (file) => {
    if (!terminal.isInteractive) return undefined;
    const asking = createInterface({ input: process.stdin, output: process.stderr });
    const question = `${path.basename(file)} is a payment plan, which looks the same for every loan type. ${VARIANTS.join(' or ')}? `;
    const answer = (await asking.question(question, { signal: interrupted })).trim().toUpperCase();
    asking.close();
    return VARIANTS.find((variant) => answer !== '' && variant.startsWith(answer));
  });
}

async function send(
  context: CommandContext,
  client: TrancheClient,
  file: PortfolioFile,
  options: UploadOptions,
  show: (state: ProgressState) => void,
): Promise<Upload> {
  const { interrupted, env, terminal } = context;
  const { size } = await stat(file.path);
  const hashing = new TransferState('READING', size, show);
  const sha256 = await fileHash(file.path, (bytes) => hashing.update(bytes), interrupted);
  const { loanType, fileType } = file;
  const identity = {
    url: client.url,
    tenantId: client.tenantId,
    loanType,
    fileType,
    fileName: path.basename(file.path),
  };
  const journal = uploadJournal(journalFolder(env), { ...identity, sha256 });
  if (!options.resume) journal.forget();
  const begun = journal.find();
  if (begun)
    terminal.note(`Going on where it was interrupted: ${begun.sent.length} of ${begun.parts.length} parts are there.`);
  const sending = new TransferState('SENDING', size, show);
  const sent = await sendFile(client, file, {
    sha256,
    partsAtOnce: options.parallel,
    journal,
    signal: interrupted,
    onProgress: (bytes) => sending.update(bytes),
  });
  if (!options.wait) {
    show({ status: 'SENT' });
    // The URL in it is a credential, and used up.
    const { upload: _used, ...announced } = sent;
    return announced;
  }
  show({ status: 'CHECKING', detail: 'reading its header' });
  const deadline = Date.now() + STAGED_WITHIN_MS;
  for (;;) {
    const upload = await client.getUpload(sent.upload_id);
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

/** The syncs that load these uploads: ours, or the schedule's where that was faster. */
async function syncUploads(
  { terminal, interrupted }: CommandContext,
  client: TrancheClient,
  loanType: Variant,
  uploads: readonly Upload[],
  { validateOnly = false }: UploadOptions,
): Promise<SyncLog[]> {
  const board = new ProgressBoard(terminal.progress, [`sync of ${loanType}`]);
  const show = (state: ProgressState) => board.set(`sync of ${loanType}`, state);
  const follow = (id: string) => followSync(client, id, { show, interrupted });
  const taken = new Set<string>();
  const isStaged = async ({ upload_id }: Upload): Promise<boolean> => {
    const { status, sync_id } = await client.getUpload(upload_id);
    if (sync_id && status !== 'STAGED') taken.add(sync_id);
    return status === 'STAGED';
  };
  const left = await Promise.all(uploads.map(isStaged));
  if (left.some(Boolean)) {
    try {
      const started = await startSync(client, loanType, { validateOnly, show, interrupted });
      taken.add(started.sync.id);
    } catch (error) {
      if (!(error instanceof RefusedRequest) || error.code !== 'nothing-staged') throw error;
      await Promise.all(uploads.map(isStaged));
    }
  }
  const syncs: SyncLog[] = [];
  for (const id of taken) syncs.push(await follow(id));
  if (validateOnly && syncs.some((sync) => !sync.validate_only)) {
    terminal.warn(`The schedule was faster than --validate-only: the ${loanType} files are loaded, not just checked.`);
  }
  return syncs;
}

function uploadLines({ terminal }: CommandContext, upload: Upload): string[] {
  const { file_name, loan_type, file_type, status, row_estimate, problem, upload_id } = upload;
  const rows = row_estimate === null ? '' : ` · about ${countText(row_estimate)} rows`;
  const shown = terminal.style(status === 'REJECTED' ? 'red' : 'green', status);
  const errors = problem?.errors ?? [];
  return [
    `${printable(file_name)}: ${loan_type} ${file_type} ${shown}${rows} · upload ${upload_id}`,
    ...(problem ? [`  ${printable(problem.detail)}`] : []),
    ...errors.slice(0, MOST_PROBLEMS).map(({ field, detail }) => `  ${printable(field)}: ${printable(detail)}`),
    ...(errors.length > MOST_PROBLEMS ? [`  … and ${errors.length - MOST_PROBLEMS} more`] : []),
  ];
}

function nextSteps(uploads: readonly Upload[], syncs: readonly SyncLog[], { validateOnly }: UploadOptions): string[] {
  const rejected = syncs.find((sync) => rejectedRows(sync) > 0);
  const waiting = [...new Set(uploads.filter(({ status }) => status === 'STAGED').map(({ loan_type }) => loan_type))];
  if (rejected) {
    const id = rejected.id;
    return [
      '',
      `All of it: npx tranche errors ${id} --csv errors.csv`,
      `The rows to mend: npx tranche errors ${id} --rejected rejected.csv`,
    ];
  }
  if (waiting.length === 0 || (syncs.length > 0 && !validateOnly)) return [];
  const command = waiting.map((loanType) => `npx tranche sync ${loanType}`).join(' && ');
  return ['', `Next: ${command}${syncs.length === 0 ? '   (or wait for the schedule)' : ''}`];
}
