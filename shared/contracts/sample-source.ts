/** Reads the API as the bank that pulls: a path with its query. */
export type ReadApi = <Answer>(path: string) => Promise<Answer>;

/** Samples that are served, to be pulled. */
export interface ServedSample {
  /** What was made, for people, a line each. */
  readonly made: readonly string[];
  /** Of a source that pulls them. */
  readonly config: object;
  /** What was loaded of them, for people, and whether it is exactly what was made. */
  report(read: ReadApi, syncId: string): Promise<{ readonly lines: readonly string[]; readonly isAsMade: boolean }>;
  stop(): Promise<void>;
}

/** How samples of a dataset are served whose files are fetched rather than sent. */
export interface SampleSource {
  /** @param folder empty; whoever gives it removes it */
  serve(folder: string, seed: number): Promise<ServedSample>;
}
