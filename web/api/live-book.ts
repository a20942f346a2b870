import { fileTypesIn } from '../datasets/contracts.ts';
import type { components } from './schema.ts';

type Schemas = components['schemas'];
type Sync = Pick<Schemas['SyncLog'], 'id' | 'dataset' | 'batch_id' | 'files'>;
type Book = Pick<Schemas['Publication'], 'sync_id' | 'files'>;

/** The file types of which a sync's own rows are live: another sync may have brought the other ones since. */
export const liveFileTypes = (sync: Sync, book: Book | undefined): readonly string[] =>
  fileTypesIn(sync.dataset, book?.files ?? {}).filter((fileType) => book?.files[fileType]?.batch_id === sync.batch_id);

/** Whether a sync can be corrected, as the service sees it. */
export const isLive = (sync: Sync, book: Book | undefined): boolean =>
  book !== undefined && (book.sync_id === sync.id || liveFileTypes(sync, book).length > 0);
