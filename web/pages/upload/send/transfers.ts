import { currentSession, onSessionChange } from '../../../api/session.ts';
import type { FileKind } from '../kind.ts';
import { Store } from '../store.ts';
import { RateMeter } from './rate-meter.ts';
import { type SendAs, UploadSender } from './upload-sender.ts';

/** WAITING: after a failure that may pass, before the next try. SENT: the service has it, and looks at it. */
export type TransferState = 'SENDING' | 'WAITING' | 'PAUSED' | 'FAILED' | 'SENT';

/** A file on its way to the service. */
export interface Transfer {
  readonly id: string;
  readonly file: File;
  readonly kind: FileKind;
  /** The sync of which it corrects rows; null for a whole file. */
  readonly corrects: string | null;
  readonly uploadId: string | undefined;
  readonly state: TransferState;
  readonly sentBytes: number;
  /** Bytes a second; undefined as long as that cannot be said. */
  readonly rate: number | undefined;
  /** Why it failed. */
  readonly error: unknown;
}

export const isUnderWay = ({ state }: Transfer): boolean => state === 'SENDING' || state === 'WAITING';

/** Paused or failed: it can be gone on with. */
export const isStopped = ({ state }: Transfer): boolean => state === 'PAUSED' || state === 'FAILED';

/** Told more often than this, progress is not seen but costs time. */
const SHOWN_EVERY_MS = 150;

interface Work {
  readonly sender: UploadSender;
  readonly meter: RateMeter;
  /** Ends the sending, to pause it or for good. */
  stop: AbortController;
  shownAt: number;
}

/** All files that are or were being sent since the page was loaded. They go on while other pages are looked at. */
export const transfers = new Store<readonly Transfer[]>([]);
const works = new Map<string, Work>();

/** @returns the id of the transfer */
export function startTransfer(file: File, kind: FileKind, as: SendAs): string {
  const id = crypto.randomUUID();
  works.set(id, {
    sender: new UploadSender(file, kind, as),
    meter: new RateMeter(),
    stop: new AbortController(),
    shownAt: 0,
  });
  const transfer: Transfer = {
    id,
    file,
    kind,
    corrects: as.corrects,
    uploadId: as.begun,
    state: 'SENDING',
    sentBytes: 0,
    rate: undefined,
    error: undefined,
  };
  transfers.set([...transfers.get(), transfer]);
  void run(id);
  return id;
}

export function pauseTransfer(id: string): void {
  works.get(id)?.stop.abort();
  change(id, { state: 'PAUSED', rate: undefined });
}

/** Goes on after a pause or a failure. */
export function resumeTransfer(id: string): void {
  const work = works.get(id);
  if (!work) return;
  work.stop = new AbortController();
  work.meter.reset();
  change(id, { state: 'SENDING', error: undefined });
  void run(id);
}

/** Ends the sending; the service is told. */
export async function cancelTransfer(id: string): Promise<void> {
  const work = works.get(id);
  removeTransfer(id);
  work?.stop.abort();
  await work?.sender.giveUp();
}

export function removeTransfer(id: string): void {
  works.delete(id);
  transfers.set(transfers.get().filter((transfer) => transfer.id !== id));
}

export function pauseAll(): void {
  for (const { id } of transfers.get().filter(isUnderWay)) pauseTransfer(id);
}

export function resumeAll(): void {
  for (const { id } of transfers.get().filter(isStopped)) resumeTransfer(id);
}

/** Takes those that have arrived off the list. */
export function removeSent(): void {
  for (const { id } of transfers.get().filter(({ state }) => state === 'SENT')) removeTransfer(id);
}

async function run(id: string): Promise<void> {
  const work = works.get(id);
  if (!work) return;
  const { stop, sender, meter } = work;
  const { signal } = stop;
  const onProgress = (sentBytes: number) => {
    const now = performance.now();
    meter.add(sentBytes, now);
    if (signal.aborted || now - work.shownAt < SHOWN_EVERY_MS) return;
    work.shownAt = now;
    change(id, { sentBytes, rate: meter.rate });
  };
  try {
    await sender.send({
      signal,
      onProgress,
      onUpload: (uploadId) => change(id, { uploadId }),
      onWait: (isWaiting) => {
        if (!signal.aborted) change(id, { state: isWaiting ? 'WAITING' : 'SENDING', rate: undefined });
      },
    });
    const { file } = transfers.get().find((transfer) => transfer.id === id) ?? {};
    if (file) change(id, { state: 'SENT', sentBytes: file.size, rate: undefined });
  } catch (error) {
    // Paused, or cancelled.
    if (signal.aborted) return;
    change(id, { state: 'FAILED', rate: undefined, error });
  }
}

function change(id: string, changes: Partial<Transfer>): void {
  transfers.set(transfers.get().map((transfer) => (transfer.id === id ? { ...transfer, ...changes } : transfer)));
}

// A reload or closing the window would end what is being sent: the browser asks.
addEventListener('beforeunload', (event) => {
  if (transfers.get().some(isUnderWay)) event.preventDefault();
});

// Who signs out takes the files along: what one bank sends is not there for the next.
onSessionChange(() => {
  if (currentSession().state !== 'signed-out') return;
  for (const { stop } of works.values()) stop.abort();
  works.clear();
  transfers.set([]);
});
