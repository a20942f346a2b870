import type { Announced } from '../../../shared/client/send-file.ts';
import type { Slice } from '../../../shared/contracts/slice.ts';
import type { SyncConfigPatch } from '../../../shared/domain/sync.ts';

/** What a file holds, a piece at a time: bytes where it is no text. */
export type Content = Iterable<string | Buffer>;

/** A file that a bank sends, and what it says of it. */
export interface PlannedFile {
  readonly fileType: string;
  /** As the bank calls it; its end tells whether it is packed. */
  readonly name: string;
  readonly content: () => Content;
  readonly announced?: Omit<Announced, 'corrects'>;
}

/** The rejected rows of an earlier step, sent back as the service gave them out. */
export interface ReturnedFile {
  readonly fileType: string;
  readonly rejectedIn: string;
}

/** Files that are sent and synced together, or what is asked for without any. */
export interface Step<File> {
  /** Unlike those of the other steps of its delivery. */
  readonly name: string;
  readonly files: readonly File[];
  /** Changed before it, beside what holds for all deliveries. */
  readonly config?: SyncConfigPatch;
  /** The step whose rows the files bring anew. */
  readonly corrects?: string;
  readonly validateOnly?: boolean;
  readonly acceptRemoval?: boolean;
  /** Without files: derives the live batch anew. */
  readonly rebuild?: boolean;
  /** Without files: what becomes of the batch that an earlier step left waiting. */
  readonly decides?: { readonly step: string; readonly on: 'publish' | 'discard' };
}

/** The tenant of deliveries that depend on what is live. */
export const LIVE = 3;

/** What a bank delivers, step by step. The first step does not depend on what was live before. */
export interface PlannedDelivery {
  readonly name: string;
  readonly slice: Slice;
  /**
   * Deliveries of one tenant and slice follow each other: a file type that one does not bring stays live as the one before has
   * left it. So those that bring credits alone have a tenant to themselves.
   */
  readonly tenant: 1 | 2 | 3;
  readonly steps: readonly Step<PlannedFile | ReturnedFile>[];
}

/** The same once its files are written. */
export interface WrittenFile extends Omit<PlannedFile, 'content'> {
  /** In the folder of the corpus. */
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface Delivery {
  readonly name: string;
  readonly dataset: string;
  readonly variant: string | null;
  readonly tenant: 1 | 2 | 3;
  readonly steps: readonly Step<WrittenFile | ReturnedFile>[];
}

/** A delivery of one step. */
export const single = (
  name: string,
  slice: Slice,
  tenant: 1 | 2 | 3,
  files: readonly PlannedFile[],
  more: Omit<Partial<Step<PlannedFile>>, 'files'> = {},
): PlannedDelivery => ({ name, slice, tenant, steps: [{ name: 'load', files, ...more }] });
