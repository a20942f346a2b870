import { computationOf } from '../../shared/datasets/computations.ts';
import { DEFAULT_DATASET } from '../../shared/datasets/registry.ts';
import { requestedDataset, requestedSlice } from '../../shared/datasets/requested.ts';
import { notAccepted } from '../../shared/domain/not-accepted.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { askAnalysis, listAnalyses } from '../../shared/http/endpoints/datasets.ts';
import { fieldErrors } from '../../shared/lambda/field-errors.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { answerAnalysis } from '../../shared/warehouse/analysis.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';
import { analysisBody, analysisColumns } from './dataset-body.ts';

export const analysisRoutes = [
  implement(listAnalyses, async (_context, { query }) => {
    const contract = requestedDataset(query.dataset ?? DEFAULT_DATASET.name);
    const data = computationOf(contract).analyses.map((analysis) => analysisBody(contract, analysis));
    return { body: { data, next_cursor: null } };
  }),

  implement(askAnalysis, async ({ scope }, { params, query }) => {
    const contract = requestedDataset(params.dataset);
    const { analyses } = computationOf(contract);
    const analysis = analyses.find(({ name }) => name === params.name);
    if (!analysis) {
      const names = analyses.map(({ name }) => name).join(', ') || 'none';
      throw new Problem(
        'not-found',
        serviceSentence('no-analysis', { name: params.name, dataset: contract.name, names }),
      );
    }
    const slice = requestedSlice({ dataset: contract.name, variant: query.variant });
    const read = analysis.parameters.safeParse(Object.fromEntries(query.parameters), { reportInput: true });
    if (!read.success) {
      const { errors } = fieldErrors(read.error);
      throw notAccepted(errors);
    }
    const answer = await answerAnalysis(warehouseFor(scope), slice, analysis, read.data);
    if (!answer) throw new Problem('nothing-loaded', serviceSentence('nothing-published', { slice: slice.shortText }));
    return {
      body: {
        name: analysis.name,
        dataset: contract.name,
        variant: slice.variant,
        batch_id: answer.batchId,
        parameters: read.data,
        columns: analysisColumns(analysis.columns),
        rows: answer.rows,
      },
    };
  }),
];
