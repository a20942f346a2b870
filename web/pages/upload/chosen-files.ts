import { type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { currentSession, onSessionChange } from '../../api/session.ts';
import { isSameSlice, sliceNameOf } from '../../datasets/contracts.ts';
import { check, recognise } from './check/run-check.ts';
import type { ChosenFile } from './chosen-file.ts';
import { guessKind } from './guess-kind.ts';
import type { JudgedFile } from './judge.ts';
import { type FileKind, isKnown, isSameKind, type PartialKind } from './kind.ts';
import { startDelivery } from './send/deliveries.ts';
import { startTransfer } from './send/transfers.ts';
import { Store } from './store.ts';

export const chosenFiles = new Store<readonly ChosenFile[]>([]);
/** Checks that run, by the file's id. */
const running = new Map<string, AbortController>();

/**
 * Adds files and looks at them; one that is there already is not added twice.
 * @param known what is known of them from where they were dropped
 */
export function chooseFiles(
  files: readonly File[],
  known: { readonly slice?: SliceName; readonly corrects?: string } = {},
): void {
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
      table: undefined,
      recognised: undefined,
      picked: known.slice === undefined ? {} : sliceNameOf(known.slice),
      corrects: known.corrects,
      verdict: undefined,
      checkedAs: undefined,
      error: undefined,
      isSentAllTheSame: false,
    };
    chosenFiles.set([...chosenFiles.get(), chosen]);
    void lookAt(chosen);
  }
}

/** Finds out what a file holds. */
async function lookAt({ id, file, table }: ChosenFile): Promise<void> {
  await work(id, async (signal) => {
    const recognised = await recognise(file, table, signal);
    const isOneOfSeveral = recognised.ok && table === undefined && recognised.otherTables.length > 0;
    if (!isOneOfSeveral || signal.aborted) return { recognised };
    addTables(id, recognised.otherTables);
    return { recognised, table: recognised.kinds[0]?.fileType };
  });
}

/** A workbook with sheets for several file types is sent once for each, and so is chosen once for each. */
function addTables(id: string, tables: readonly string[]): void {
  const chosen = find(id);
  if (!chosen) return;
  const others = tables.map((table): ChosenFile => ({ ...chosen, id: crypto.randomUUID(), table }));
  chosenFiles.set(chosenFiles.get().flatMap((file) => (file === chosen ? [chosen, ...others] : [file])));
  for (const other of others) void lookAt(other);
}

/** Another dataset has other variants and file types: what was picked of them before is nothing then. */
export function pickKind(id: string, picked: PartialKind): void {
  const chosen = find(id);
  if (chosen) change(id, { picked: picked.dataset === undefined ? { ...chosen.picked, ...picked } : picked });
}

export const pickPurpose = (id: string, corrects: string | null): void => change(id, { corrects });

/** Changes places with the file before or behind it among those given, which are loaded as one file in this order. */
export function moveChosen(id: string, among: readonly string[], by: -1 | 1): void {
  const other = among[among.indexOf(id) + by];
  const all = chosenFiles.get();
  const [here, there] = [all.find((file) => file.id === id), all.find((file) => file.id === other)];
  if (!here || !there) return;
  chosenFiles.set(all.map((file) => (file === here ? there : file === there ? here : file)));
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

/**
 * Sends files that are ready.
 * @param load whether they are loaded as soon as they have arrived: exactly these, in this order, a sync a slice
 */
export function sendFiles(ready: readonly JudgedFile[], load: boolean): void {
  const sent = ready.map(({ file, kind, corrects }) => {
    // What is ready is known.
    const sentAs: FileKind = { dataset: kind.dataset!, variant: kind.variant!, fileType: kind.fileType! };
    return { kind: sentAs, transferId: startTransfer(file, sentAs, { corrects }), corrects };
  });
  if (load) {
    const slices = new Map(sent.map(({ kind }) => [sliceText(kind), sliceNameOf(kind)]));
    for (const slice of slices.values()) {
      const ofSlice = sent.filter(({ kind }) => isSameSlice(kind, slice));
      const corrects = ofSlice.find((file) => file.corrects !== null)?.corrects ?? null;
      startDelivery({ slice, corrects, transferIds: ofSlice.map(({ transferId }) => transferId) });
    }
  }
  chosenFiles.set(chosenFiles.get().filter(({ id }) => !ready.some((file) => file.id === id)));
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
    const { from: _, ...kind } = guessKind(chosen, all);
    if (!chosen.recognised || chosen.error !== undefined || !isKnown(kind)) continue;
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
