/** Reads the API as the bank that pulls: a path with its query. */
export type ReadApi = <Answer>(path: string) => Promise<Answer>;

/** A source as it is made by the API, but for its name and dataset. */
export interface SampleSourceTarget {
  /** For people: of several, what it has. */
  readonly name: string;
  readonly kind: 'http_pages' | 'postgres' | 'mongodb';
  readonly config: object;
  readonly credentials?: object;
}

/** Samples that are served, to be pulled. */
export interface ServedSample {
  /** What was made, for people, a line each. */
  readonly made: readonly string[];
  /** They are pulled one after the other. */
  readonly sources: readonly SampleSourceTarget[];
  /**
   * What was loaded of them, for people, and whether it is exactly what was made.
   * @param syncId of the last pull
   */
  report(read: ReadApi, syncId: string): Promise<{ readonly lines: readonly string[]; readonly isAsMade: boolean }>;
  stop(): Promise<void>;
}

/** Empty servers of this machine; they end with the sample. */
export interface SampleServers {
  /** @returns where a superuser signs in */
  postgres(folder: string): Promise<{ readonly url: string; stop(): Promise<void> }>;
  /** @returns undefined where there is none */
  mongodb(folder: string): Promise<{ readonly url: string; stop(): Promise<void> } | undefined>;
}

/** How samples of a dataset are served whose files are fetched rather than sent. */
export interface SampleSource {
  /** @param folder empty; whoever gives it removes it */
  serve(folder: string, seed: number, servers: SampleServers): Promise<ServedSample>;
}
