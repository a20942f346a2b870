import { FILE_TYPES } from '../../shared/domain/slice.ts';
import type { components } from './schema.ts';

type Schemas = components['schemas'];
type FileTypeName = Schemas['FileType'];
type Sync = Pick<Schemas['SyncLog'], 'id' | 'batch_id' | 'files'>;
type Book = Pick<Schemas['Publication'], 'sync_id' | 'files'>;

/** The file types of which a sync's own rows are live: another sync may have brought the other ones since. */
export const liveFileTypes = (sync: Sync, book: Book | undefined): readonly FileTypeName[] =>
  FILE_TYPES.filter((fileType) => book?.files[fileType]?.batch_id === sync.batch_id);

/** Whether a sync can be corrected, as the service sees it. */
export const isLive = (sync: Sync, book: Book | undefined): boolean =>
  book !== undefined && (book.sync_id === sync.id || liveFileTypes(sync, book).length > 0);
