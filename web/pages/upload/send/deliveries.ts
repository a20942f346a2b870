import type { SliceName } from '../../../../shared/domain/slice.ts';
import { currentSession, onSessionChange } from '../../../api/session.ts';
import { startSync } from '../../../api/use-start-sync.ts';
import { Store } from '../store.ts';
import { transfers } from './transfers.ts';

/** One file of a delivery, as far as it is known of its transfer. */
export interface FileInDelivery {
  readonly transferId: string;
  readonly name: string;
  readonly uploadId: string | undefined;
  readonly isSent: boolean;
  /** It was cancelled on its way. */
  readonly isGone: boolean;
}

/**
 * SENDING; INCOMPLETE: a file was cancelled, so that the others are not loaded unasked; STARTING: the service is told to load
 * them; STARTED; REFUSED: `error` says why.
 */
export type DeliveryState = 'SENDING' | 'INCOMPLETE' | 'STARTING' | 'STARTED' | 'REFUSED';

/** Files that are loaded together as soon as all of them have arrived: exactly these, in this order. */
export interface Delivery {
  readonly id: string;
  readonly slice: SliceName;
  /** The sync of which it corrects rows; null where it brings whole files. */
  readonly corrects: string | null;
  readonly files: readonly FileInDelivery[];
  readonly state: DeliveryState;
  readonly syncId: string | undefined;
  readonly error: unknown;
}

/** Of this page, since it was loaded. They go on while other pages are looked at. */
export const deliveries = new Store<readonly Delivery[]>([]);

export const isOpen = ({ state }: Delivery): boolean => state === 'SENDING' || state === 'STARTING';

export interface NewDelivery {
  readonly slice: SliceName;
  readonly corrects: string | null;
  readonly transferIds: readonly string[];
}

export function startDelivery({ slice, corrects, transferIds }: NewDelivery): void {
  const files = transferIds.map(
    (transferId): FileInDelivery => ({ transferId, name: '', uploadId: undefined, isSent: false, isGone: false }),
  );
  const id = crypto.randomUUID();
  const delivery: Delivery = {
    id,
    slice,
    corrects,
    files,
    state: 'SENDING',
    syncId: undefined,
    error: undefined,
  };
  deliveries.set([...deliveries.get(), delivery]);
  follow();
}

/** Tries again what was refused, or loads what is left of an incomplete one. */
export function loadDelivery(id: string): void {
  const delivery = deliveries.get().find((other) => other.id === id);
  if (delivery) void start(delivery);
}

export const removeDelivery = (id: string): void =>
  deliveries.set(deliveries.get().filter((delivery) => delivery.id !== id));

/** What the transfers say of the files; whatever is complete is loaded. */
function follow(): void {
  const all = transfers.get();
  for (const delivery of deliveries.get().filter(({ state }) => state === 'SENDING')) {
    const files = delivery.files.map((file): FileInDelivery => {
      const transfer = all.find(({ id }) => id === file.transferId);
      // One that has arrived may be taken off the list.
      if (!transfer) return file.isSent ? file : { ...file, isGone: true };
      return { ...file, name: transfer.file.name, uploadId: transfer.uploadId, isSent: transfer.state === 'SENT' };
    });
    const isChanged = files.some((file, at) => JSON.stringify(file) !== JSON.stringify(delivery.files[at]));
    if (!isChanged) continue;
    const next = { ...delivery, files };
    if (files.every(({ isGone }) => isGone)) removeDelivery(delivery.id);
    else if (files.every(({ isSent }) => isSent)) void start(next);
    else if (files.every(({ isSent, isGone }) => isSent || isGone)) change({ ...next, state: 'INCOMPLETE' });
    else change(next);
  }
}

async function start(delivery: Delivery): Promise<void> {
  const starting: Delivery = { ...delivery, state: 'STARTING', error: undefined };
  change(starting);
  try {
    // Those that have just arrived may not be staged yet: the service waits for them.
    const uploadIds = delivery.files.flatMap(({ isSent, uploadId }) => (isSent && uploadId ? [uploadId] : []));
    const { id } = await startSync({ slice: delivery.slice, uploadIds });
    change({ ...starting, state: 'STARTED', syncId: id });
  } catch (error) {
    change({ ...starting, state: 'REFUSED', error });
  }
}

function change(changed: Delivery): void {
  deliveries.set(deliveries.get().map((delivery) => (delivery.id === changed.id ? changed : delivery)));
}

transfers.subscribe(follow);

// What one bank has sent is not there for the next.
onSessionChange(() => {
  if (currentSession().state === 'signed-out') deliveries.set([]);
});
