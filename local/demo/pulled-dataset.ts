import type { TrancheClient } from '../../shared/client/tranche-client.ts';
import type { Pull } from '../../shared/domain/source.ts';
import type { SyncLog } from '../../shared/domain/sync.ts';
import type { HttpPagesConfig } from '../../shared/sources/http-pages/config.ts';

/** A source that the demo makes and serves itself, until it is stopped. */
export interface ServedSource {
  /** What was made, for people. */
  readonly made: readonly string[];
  /** Of the source that reads it. */
  readonly config: HttpPagesConfig;
  /** What the data come to, read by the API, and whether it is as it was made. */
  report(
    client: TrancheClient,
    pull: Pull,
    sync: SyncLog,
  ): Promise<{ readonly lines: readonly string[]; readonly isAsMade: boolean }>;
  stop(): Promise<void>;
}

/** A dataset whose demo fetches files instead of sending them. */
export interface PulledDataset {
  /** What is done, for people. */
  readonly intention: string;
  /** @param folder is there, empty, and is removed afterwards */
  serve(folder: string, options: { readonly seed: number }): Promise<ServedSource>;
}
