import { RefusedRequest } from '../../shared/client/tranche-client.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { CommandContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { CommandFailure } from '../failure.ts';
import { followSync, hasEnded, isFailedByFiles, rejectedRows, startSync } from '../follow-sync.ts';
import { findMissing } from '../missing-rows.ts';
import { nextSteps } from '../next-steps.ts';
import { ProgressBoard, type ProgressState } from '../progress-board.ts';
import { sliceName } from '../slice-options.ts';
import { reportSync } from '../sync-report.ts';

export interface SyncOptions {
  readonly validateOnly?: boolean | undefined;
  /** Exactly these, in this order; empty for what is staged. */
  readonly upload: readonly string[];
  readonly acceptRemoval?: boolean | undefined;
  readonly rebuild?: boolean | undefined;
  /** False with --no-follow. */
  readonly follow: boolean;
}

const REASONS_SHOWN = 10;

export async function sync(context: CommandContext, slice: Slice, options: SyncOptions): Promise<ExitCode> {
  const { terminal, interrupted } = context;
  const client = await context.client();
  const title = `sync of ${sliceName(slice)}`;
  const board = new ProgressBoard(terminal.progress, [title]);
  const show = (state: ProgressState) => board.set(title, state);
  const uploadIds = options.upload.length > 0 ? options.upload : undefined;
  const { validateOnly, acceptRemoval, rebuild } = options;
  const choice = { validateOnly, uploadIds, acceptRemoval, rebuild };
  const started = await startSync(client, slice, { ...choice, show, interrupted }).catch((error) => {
    if (!(error instanceof RefusedRequest) || error.code !== 'nothing-staged') throw error;
    const advice = `Send files first: npx tranche upload FILE … --sync. What is there: npx tranche status`;
    throw new CommandFailure(EXIT.failed, error.problem.detail ?? `Nothing is staged for ${sliceName(slice)}.`, advice);
  });
  if (!started.isOurs)
    terminal.note('A sync that was running already took what was staged; this is what became of it.');
  // Of uploads that a sync has taken the service answers with that one.
  if (started.isOurs && uploadIds && hasEnded(started.sync)) terminal.note(doneBefore(started.sync));
  if (!options.follow) {
    if (terminal.json) await terminal.document(started.sync);
    await terminal.lines(
      `sync ${started.sync.id} ${started.sync.status}`,
      `npx tranche status --watch shows how it gets on.`,
    );
    return EXIT.ok;
  }
  const ended = started.isOurs ? await followSync(client, started.sync.id, { show, interrupted }) : started.sync;
  if (terminal.json) await terminal.document(ended);
  else {
    const steps = nextSteps(ended, await findMissing(client, ended));
    await terminal.lines(
      ...(await reportSync(client, ended, REASONS_SHOWN)),
      ...(steps.length > 0 ? ['', ...steps] : []),
    );
  }
  if (ended.status === 'FAILED') return isFailedByFiles(ended) ? EXIT.findings : EXIT.failed;
  return rejectedRows(ended) === 0 ? EXIT.ok : EXIT.findings;
}

const doneBefore = ({ status, validate_only, completed_at }: SyncLog): string => {
  const done = status === 'COMPLETED' && !validate_only ? 'loaded' : 'taken';
  return `These files were ${done} by this sync already, at ${completed_at}; nothing was done now.`;
};
