import { useQueries } from '@tanstack/react-query';
import { allSlices, DATASETS } from '../../../shared/datasets/registry.ts';
import { type LiveBooks, useLiveBooks } from '../../api/queries/publications.ts';
import { latestUploadsQuery, type Upload, type UploadStatus } from '../../api/queries/uploads.ts';

/** A file may be of any dataset, whichever is open. Undefined until it is known of each what is live. */
export const useAllLiveBooks = (): LiveBooks | undefined => useLiveBooks(allSlices);

/** The newest uploads of a status, of all datasets. */
export const useAllUploads = (limit: number, status: UploadStatus): readonly Upload[] =>
  useQueries({
    queries: DATASETS.map(({ name }) => latestUploadsQuery(name, limit, status)),
    combine: (answers) => answers.flatMap(({ data }) => data ?? []),
  });
