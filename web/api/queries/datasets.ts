import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../client.ts';

export type DatasetSettings = Schemas['DatasetSettings'];

/** A dataset as the service describes it. */
export const datasetQuery = (dataset: string) =>
  queryOptions({
    queryKey: ['dataset', dataset],
    queryFn: ({ signal }) => answerOf(api.GET('/api/datasets/{dataset}', { params: { path: { dataset } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** What the bank has chosen for a dataset. */
export const datasetSettingsQuery = (dataset: string) =>
  queryOptions({
    queryKey: ['dataset-settings', dataset],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/datasets/{dataset}/settings', { params: { path: { dataset } }, signal })),
  });
