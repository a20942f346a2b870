import type { Slice } from '../contracts/slice.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';

/** Where in a file reading goes on: whatever the connector makes of it, as JSON. */
export type Position = unknown;

export interface PulledRecord {
  /** In the order of the columns. */
  readonly cells: readonly string[];
  /** All that the source says of it, also what is in no column: by that it is known again. Of use where repeats are dropped. */
  readonly whole?: string;
}

/** What may be wrong although nothing fails: said where a source is tried. */
export interface Remark {
  /** Within the configuration, or within that of the file. */
  readonly field: string;
  readonly code: 'only-page' | 'no-snapshot';
  readonly said: Sentence;
}

/** What one request to a source has brought. */
export interface ReadPage {
  readonly records: readonly PulledRecord[];
  /** Undefined behind the last page. */
  readonly next: Position | undefined;
  readonly remark?: Remark | undefined;
}

/** What is pulled of one file type. */
export interface PulledFileType {
  readonly fileType: string;
  /** Columns that the source fills. */
  readonly columns: readonly string[];
  readonly allowEmpty: boolean;
  readonly dropsRepeated: boolean;
}

/** As of when all files of a pull are read. */
export interface Moment {
  /** ISO 8601: when the pull was asked for. What is newer is left to the next pull, where the source can tell. */
  readonly until: string;
  /** What the connector has fixed, as JSON; null where it fixes nothing. */
  readonly fixed: unknown;
}

/** For whom a connector is opened. */
export interface Opening {
  readonly slice: Slice;
  /** Whoever tries a source waits for it: nothing is asked for long, and hardly again. */
  readonly isHasty: boolean;
}

/** Reads what a source has, page by page. It knows nothing of staging. */
export interface Connector {
  readonly files: readonly PulledFileType[];
  /**
   * Whether all there is to know of where reading goes on is in the position, so that another worker can go on, or this one
   * after a failure. If not, all files are read anew, since this connector alone sees the moment that they are read as of.
   */
  readonly goesOn: boolean;
  /** Where a file comes from, for people; without credentials. */
  placeOf(fileType: string): string;
  /** Fixes, before anything is read, what all files are read as of. It is kept with the pull. @throws as `read` does */
  fixMoment?(signal: AbortSignal): Promise<{ readonly fixed: unknown; readonly remark?: Remark }>;
  /** Where a file begins. */
  begin(fileType: string, moment: Moment): Position;
  /**
   * The page at a position; failures that pass are tried again.
   * @throws {SourceFault}, and the signal's reason
   */
  read(fileType: string, position: Position, signal: AbortSignal): Promise<ReadPage>;
  /** Nothing is read any more. Never fails. */
  close(): Promise<void>;
}
