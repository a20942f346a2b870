import { queryOptions } from '@tanstack/react-query';
import { type SliceName, sliceText } from '../../../shared/domain/slice.ts';
import { answerOf, api, type Schemas } from '../client.ts';
import { isProblemWithCode } from '../problem.ts';
import { datasetParameter, sliceParameters } from '../slice-parameters.ts';

export type Analysis = Schemas['Analysis'];
export type AnalysisAnswer = Schemas['AnalysisAnswer'];

/** The named questions of a dataset. */
export const analysesQuery = (dataset: string) =>
  queryOptions({
    queryKey: ['analyses', dataset],
    queryFn: async ({ signal }): Promise<readonly Analysis[]> =>
      (await answerOf(api.GET('/api/analyses', { params: { query: datasetParameter(dataset) }, signal }))).data,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Parameters by name; those left out are as the analysis has them. */
export type AnalysisParameters = Readonly<Record<string, string>>;

/**
 * The answer to a named question; null where nothing is loaded.
 * @param batchId of what is live: another load has another answer
 */
export const analysisQuery = (slice: SliceName, name: string, parameters: AnalysisParameters, batchId: string) =>
  queryOptions({
    queryKey: ['analysis', sliceText(slice), name, parameters, batchId],
    queryFn: async ({ signal }): Promise<AnalysisAnswer | null> => {
      const { dataset, ...variant } = sliceParameters(slice);
      try {
        const params = { path: { dataset, name }, query: { ...parameters, ...variant } };
        return await answerOf(api.GET('/api/analyses/{dataset}/{name}', { params, signal }));
      } catch (error) {
        if (isProblemWithCode(error, 'nothing-loaded')) return null;
        throw error;
      }
    },
    staleTime: 5 * 60_000,
  });
