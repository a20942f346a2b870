import type { FileType } from '../contracts/contract.ts';
import type { Warehouse } from '../warehouse/client.ts';
import type { ControlTotals } from './control-totals.ts';
import type { FileCounts } from './file-counts.ts';
import { FileLoad, type StagedPart } from './load-file.ts';
import type { LoadTarget } from './load-target.ts';
import { isSmall, SmallLoad } from './small-load.ts';
import type { StageTimes } from './stage-times.ts';

/**
 * One file on its way into a batch, inside the warehouse. Call `prepare`, `pass`, `inspect` and `settle` once each, in this
 * order; the holder of the lease drops the work tables at the end of the sync.
 */
export interface Load {
  /** Of all its objects, as they are stored. */
  readonly bytes: number;
  /** File types that its rows refer to. */
  readonly referredTo: readonly string[];
  /** Whether the file is delivered in several objects. */
  readonly isDivided: boolean;
  /** Which of the objects is being read, from 0. */
  readonly partUnderWay: number;
  /** Whether `pass` looks up what rows refer to once and for all: whatever comes before it must be inspected by then. */
  readonly passesOnce: boolean;
  /** What the objects add up to, in their order; known once the file is inspected. */
  readonly controlTotals: readonly ControlTotals[];

  /** What needs no other file. May run while another file is stored. */
  prepare(): Promise<void>;
  /**
   * Stores rows that are right. What is stored may be referred to from now on.
   * @param unsettled file types of which many keys may still be missing: what refers to them is looked up by `inspect`
   * @returns the share of its bytes that it left for `inspect`
   */
  pass(unsettled?: ReadonlySet<string>): Promise<number>;
  /**
   * Finishes what `pass` left. When it is done, the file has all its keys: `settle` only takes out repeated ones. What the
   * file refers to must have all its keys by now.
   */
  inspect(): Promise<void>;
  /**
   * Keeps what was found, takes out repeated keys, and accounts for every row. May run while the next file is stored.
   * @throws {RowsUnaccountedFor} if rows in the file ≠ loaded + rejected
   */
  settle(): Promise<FileCounts>;
}

/** The load that suits a file: a small one takes fewer statements, a large one fewer passes. What comes of it is the same. */
export const loadOf = (
  warehouse: Warehouse,
  target: LoadTarget,
  fileType: FileType,
  objects: readonly [StagedPart, ...StagedPart[]],
  times?: StageTimes,
): Load =>
  isSmall(warehouse, target, objects)
    ? new SmallLoad(warehouse, target, fileType, objects[0], times)
    : new FileLoad(warehouse, target, fileType, objects, times);
