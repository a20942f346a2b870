/** Where in a file reading goes on: whatever the connector makes of it, as JSON. */
export type Position = unknown;

export interface PulledRecord {
  /** In the order of the columns. */
  readonly cells: readonly string[];
  /** All that the source says of it, also what is in no column: by that it is known again. */
  readonly whole: string;
}

/** What one request to a source has brought. */
export interface ReadPage {
  readonly records: readonly PulledRecord[];
  /** Undefined behind the last page. */
  readonly next: Position | undefined;
  /** Whether the source says nothing of a next page, where it could say that there is none. */
  readonly lacksNext: boolean;
}

/** What is pulled of one file type. */
export interface PulledFileType {
  readonly fileType: string;
  /** Columns that the source fills. */
  readonly columns: readonly string[];
  readonly allowEmpty: boolean;
  readonly dropsRepeated: boolean;
}

/**
 * Reads what a source has, page by page. It knows nothing of staging, and keeps nothing between two pages but what is in the
 * position: whoever has that can go on.
 */
export interface Connector {
  readonly files: readonly PulledFileType[];
  /** Where a file comes from, for people; without credentials. */
  placeOf(fileType: string): string;
  /** Where a file begins. @param until ISO 8601: what is newer is left to the next pull, where the source can tell */
  begin(fileType: string, until: string): Position;
  /**
   * The page at a position; failures that pass are tried again.
   * @throws {SourceFault}, and the signal's reason
   */
  read(fileType: string, position: Position, signal: AbortSignal): Promise<ReadPage>;
}
