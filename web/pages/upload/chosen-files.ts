import { currentSession, onSessionChange } from '../../api/session.ts';
import { check, recognise } from './check/run-check.ts';
import type { ChosenFile } from './chosen-file.ts';
import { guessKind } from './guess-kind.ts';
import { judge } from './judge.ts';
import { isSameKind, type Kind } from './kind.ts';
import { startTransfer } from './send/transfers.ts';
import { Store } from './store.ts';

export const chosenFiles = new Store<readonly ChosenFile[]>([]);
/** Checks that run, by the file's id. */
const running = new Map<string, AbortController>();

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
