import { queryOptions } from '@tanstack/react-query';
import { type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import { isProblemWithCode } from '../problem.ts';
import { fileTypeParameter, sliceParameters, tableParameter } from '../slice-parameters.ts';

export type Profile = Schemas['Profile'];
export type NumericStats = Schemas['NumericStats'];
export type CategoricalStats = Schemas['CategoricalStats'];
export type Completeness = Schemas['Completeness'];
export type ErrorGroup = Schemas['ErrorGroup'];

const MOST_GROUPS = 1_000;

/**
 * The profile of what is loaded, or of the load before; null where there is none.
 * @param batchId of what is loaded now: another load is another question
 */
export const profileQuery = (slice: SliceName, dataType: string, version: 'live' | 'previous', batchId: string) =>
  queryOptions({
    queryKey: ['profile', sliceText(slice), dataType, version, batchId],
    queryFn: async ({ signal }): Promise<Profile | null> => {
      try {
        const query = { ...sliceParameters(slice), data_type: tableParameter(dataType), version };
        return await answerOf(api.GET('/api/profiling', { params: { query }, signal }));
      } catch (error) {
        if (isProblemWithCode(error, 'nothing-loaded') || isProblemWithCode(error, 'nothing-to-compare')) return null;
        throw error;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the rules found in one file of a sync. There are fewer rules than a page of the list holds. */
export const findingsOfFileQuery = (syncId: string, fileType: string) =>
  queryOptions({
    queryKey: ['error-groups', syncId, fileType, 'all'],
    queryFn: async ({ signal }): Promise<readonly ErrorGroup[]> => {
      const query = { file_type: fileTypeParameter(fileType), limit: MOST_GROUPS };
      const params = { path: { id: syncId }, query };
      return (await answerOf(api.GET('/api/sync/logs/{id}/error-groups', { params, signal }))).data;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
