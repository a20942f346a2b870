import * as z from 'zod';
import { WRITERS } from '../../domain/roles.ts';
import { listOf } from '../../domain/values.ts';
import { endpoint, type OpenQuery } from '../../lambda/endpoint.ts';
import { analysisAnswer, analysisBody, datasetBody, settingsBody, settingsPatch } from '../schemas/dataset.ts';
import { datasetName, sliceParameters } from '../schemas/slice.ts';

const named = z.strictObject({ dataset: z.string().max(30) });

export const listDatasets = endpoint({
  operationId: 'listDatasets',
  method: 'GET',
  path: '/api/datasets',
  summary: 'List the datasets: their files, columns, derived tables and analyses',
  tag: 'datasets',
  access: 'tenant',
  function: 'datasets',
  success: {
    status: 200,
    description: 'All of them; the first is meant where a request names none.',
    schema: listOf(datasetBody),
  },
  problems: [],
});

export const getDataset = endpoint({
  operationId: 'getDataset',
  method: 'GET',
  path: '/api/datasets/{dataset}',
  summary: 'Read a dataset',
  tag: 'datasets',
  access: 'tenant',
  function: 'datasets',
  params: named,
  success: { status: 200, description: 'The dataset.', schema: datasetBody },
  problems: [],
});

export const getDatasetSettings = endpoint({
  operationId: 'getDatasetSettings',
  method: 'GET',
  path: '/api/datasets/{dataset}/settings',
  summary: 'Read what was chosen for a dataset',
  description: 'Which settings there are, `settings` of the dataset says: a JSON Schema.',
  tag: 'datasets',
  access: 'tenant',
  function: 'datasets',
  params: named,
  success: { status: 200, description: 'The settings as they are.', schema: settingsBody },
  problems: ['not-found'],
});

export const updateDatasetSettings = endpoint({
  operationId: 'updateDatasetSettings',
  method: 'PATCH',
  path: '/api/datasets/{dataset}/settings',
  summary: 'Change what was chosen for a dataset',
  description:
    'Changes nothing that is published: the next sync uses it, or one with `rebuild`, which derives the live batch anew. ' +
    'A member that is sent replaces the one before as a whole.',
  tag: 'datasets',
  access: 'tenant',
  function: 'datasets',
  roles: WRITERS,
  params: named,
  body: settingsPatch,
  success: { status: 200, description: 'The settings as they are now.', schema: settingsBody },
  problems: ['not-found', 'wrong-state'],
});

export const listAnalyses = endpoint({
  operationId: 'listAnalyses',
  method: 'GET',
  path: '/api/analyses',
  summary: 'List the named questions of a dataset',
  tag: 'datasets',
  access: 'tenant',
  function: 'datasets',
  query: z.strictObject({ dataset: datasetName.optional() }),
  success: { status: 200, description: 'All of them.', schema: listOf(analysisBody) },
  problems: [],
});

/** Which parameters an analysis has, it says itself. */
const analysisQuery: OpenQuery<{ parameters: readonly (readonly [string, string])[] }> = {
  matches: (name) => name !== 'variant' && name !== 'tenant_id',
  parse: (parameters) => ({ parameters }),
  parameter: {
    name: 'parameters',
    in: 'query',
    required: false,
    style: 'form',
    explode: true,
    description: "The analysis's own parameters, each by its name.",
    schema: { type: 'object', additionalProperties: { type: 'string' } },
  },
};

export const askAnalysis = endpoint({
  operationId: 'askAnalysis',
  method: 'GET',
  path: '/api/analyses/{dataset}/{name}',
  summary: 'Ask a named question',
  description: 'Of what is live; of one variant, where the dataset has variants.',
  tag: 'datasets',
  access: 'tenant',
  function: 'datasets',
  heavy: true,
  params: z.strictObject({ dataset: z.string().max(30), name: z.string().max(100) }),
  query: z.strictObject({ variant: sliceParameters.variant }),
  openQuery: analysisQuery,
  success: { status: 200, description: 'The answer.', schema: analysisAnswer },
  problems: ['not-found', 'nothing-loaded', 'query-too-heavy', 'warehouse-unavailable'],
});
