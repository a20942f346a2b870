import type { Refusal } from '../../../shared/contracts/header.ts';
import type { Recognised } from '../../../shared/contracts/recognise-head.ts';
import { currentSession, onSessionChange } from '../../api/session.ts';
import { check, recognise } from './check/run-check.ts';
import type { Verdict } from './check/verdict.ts';
import { guessKind } from './guess-kind.ts';
import { isSameKind, type Kind } from './kind.ts';
import { startTransfer } from './send/transfers.ts';
import { Store } from './store.ts';

/** A file that was chosen and is not on its way yet. */
export interface ChosenFile {
  readonly id: string;
  readonly file: File;
  /** What its header says; undefined until it has been read. */
  readonly recognised: Recognised | Refusal | undefined;
  /** What somebody has said it is, against or beyond the header. */
  readonly picked: Partial<Kind>;
  readonly verdict: Verdict | undefined;
  /** What it was, or is being, checked as. */
  readonly checkedAs: Kind | undefined;
  /** It could not be read or checked. */
  readonly error: unknown;
  /** To be sent though some of its rows would be rejected. */
  readonly isSentAllTheSame: boolean;
}

/** As one sees it: what it holds, and what is to be done about it. */
export interface JudgedFile extends ChosenFile {
  readonly kind: ReturnType<typeof guessKind>;
  readonly readiness: Readiness;
}

/**
 * CHECKING; KIND_MISSING: nobody can tell its loan type but the user; REFUSED: the service would not take it; FAULTY: some
 * rows would be rejected, so that sending it has to be meant; READY.
 */
export type Readiness = 'CHECKING' | 'KIND_MISSING' | 'UNREADABLE' | 'REFUSED' | 'FAULTY' | 'READY';

export const chosenFiles = new Store<readonly ChosenFile[]>([]);
/** Checks that run, by the file's id. */
const running = new Map<string, AbortController>();

export function judge(chosen: ChosenFile, all: readonly ChosenFile[]): JudgedFile {
  const kind = guessKind(chosen, all);
  return { ...chosen, kind, readiness: readinessOf(chosen, kind) };
}

function readinessOf({ recognised, verdict, error, isSentAllTheSame }: ChosenFile, kind: Partial<Kind>): Readiness {
  if (error !== undefined) return 'UNREADABLE';
  if (recognised === undefined) return 'CHECKING';
  if (kind.loanType === undefined || kind.fileType === undefined) return recognised.ok ? 'KIND_MISSING' : 'REFUSED';
  if (verdict === undefined) return 'CHECKING';
  if (!verdict.ok) return 'REFUSED';
  return verdict.rejectedRows > 0 && !isSentAllTheSame ? 'FAULTY' : 'READY';
}

/** Adds files and looks at them; one that is there already is not added twice. */
export function chooseFiles(files: readonly File[]): void {
  const isThere = (file: File) =>
    chosenFiles
      .get()
      .some(
        ({ file: other }) =>
          other.name === file.name && other.size === file.size && other.lastModified === file.lastModified,
      );
  for (const file of files) {
    if (isThere(file)) continue;
    const id = crypto.randomUUID();
    const chosen: ChosenFile = {
      id,
      file,
      recognised: undefined,
      picked: {},
      verdict: undefined,
      checkedAs: undefined,
      error: undefined,
      isSentAllTheSame: false,
    };
    chosenFiles.set([...chosenFiles.get(), chosen]);
    void work(id, async (signal) => ({ recognised: await recognise(file, signal) }));
  }
}

export function pickKind(id: string, picked: Partial<Kind>): void {
  const chosen = find(id);
  if (chosen) change(id, { picked: { ...chosen.picked, ...picked } });
}

export const sendAllTheSame = (id: string, isSentAllTheSame: boolean): void => change(id, { isSentAllTheSame });

export function removeChosen(id: string): void {
  running.get(id)?.abort();
  chosenFiles.set(chosenFiles.get().filter((chosen) => chosen.id !== id));
  checkWhatIsKnown();
}

export function removeAllChosen(): void {
  for (const { id } of chosenFiles.get()) removeChosen(id);
}

/** Sends every file that is ready. */
export function sendReady(): void {
  const all = chosenFiles.get();
  const ready = all.map((chosen) => judge(chosen, all)).filter(({ readiness }) => readiness === 'READY');
  for (const { file, kind } of ready) {
    startTransfer(file, { loanType: kind.loanType!, fileType: kind.fileType! });
  }
  chosenFiles.set(all.filter(({ id }) => !ready.some((sent) => sent.id === id)));
}

const find = (id: string): ChosenFile | undefined => chosenFiles.get().find((chosen) => chosen.id === id);

function change(id: string, changes: Partial<ChosenFile>): void {
  chosenFiles.set(chosenFiles.get().map((chosen) => (chosen.id === id ? { ...chosen, ...changes } : chosen)));
  checkWhatIsKnown();
}

/** Checks each file whose kind is known and not the one it was checked as: a companion may have told it. */
function checkWhatIsKnown(): void {
  const all = chosenFiles.get();
  for (const chosen of all) {
    const { loanType, fileType } = guessKind(chosen, all);
    if (!chosen.recognised || chosen.error !== undefined || loanType === undefined || fileType === undefined) continue;
    const kind = { loanType, fileType };
    if (chosen.checkedAs && isSameKind(chosen.checkedAs, kind)) continue;
    chosenFiles.set(
      chosenFiles
        .get()
        .map((other) =>
          other.id === chosen.id ? { ...other, checkedAs: kind, verdict: undefined, isSentAllTheSame: false } : other,
        ),
    );
    void work(chosen.id, async (signal) => ({ verdict: await check(chosen.file, kind, signal) }));
  }
}

/** One thing at a time a file: what it was at before is not wanted any more. */
async function work(id: string, look: (signal: AbortSignal) => Promise<Partial<ChosenFile>>): Promise<void> {
  running.get(id)?.abort();
  const stop = new AbortController();
  running.set(id, stop);
  try {
    const changes = await look(stop.signal);
    if (!stop.signal.aborted) change(id, changes);
  } catch (error) {
    if (!stop.signal.aborted) change(id, { error });
  } finally {
    if (running.get(id) === stop) running.delete(id);
  }
}

// What one bank has chosen is not there for the next.
onSessionChange(() => {
  if (currentSession().state !== 'signed-out') return;
  for (const stop of running.values()) stop.abort();
  chosenFiles.set([]);
});
