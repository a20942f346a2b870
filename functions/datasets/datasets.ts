import type { Dataset } from '../../shared/contracts/contract.ts';
import type { DatasetSettings } from '../../shared/contracts/dataset-settings.ts';
import { computationOf } from '../../shared/datasets/computations.ts';
import { DATASETS } from '../../shared/datasets/registry.ts';
import { requestedDataset } from '../../shared/datasets/requested.ts';
import { notAccepted } from '../../shared/domain/not-accepted.ts';
import { Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import {
  getDataset,
  getDatasetSettings,
  listDatasets,
  updateDatasetSettings,
} from '../../shared/http/endpoints/datasets.ts';
import { fieldErrors } from '../../shared/lambda/field-errors.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { type ChosenSettings, datasetSettingsOf } from '../../shared/operations/dataset-settings.ts';
import { datasetBody } from './dataset-body.ts';

/** How often somebody else may be faster. */
const TRIES = 5;

export const datasetRoutes = [
  implement(listDatasets, async () => ({ body: { data: DATASETS.map(datasetBody), next_cursor: null } })),

  implement(getDataset, async (_context, { params }) => ({ body: datasetBody(requestedDataset(params.dataset)) })),

  implement(getDatasetSettings, async ({ scope }, { params }) => {
    const contract = requestedDataset(params.dataset);
    settingsOf(contract);
    return { body: bodyOf(contract, await datasetSettingsOf(operationsFor(scope)).get(contract)) };
  }),

  implement(updateDatasetSettings, async (context, { params, body }) => {
    const { scope, logger } = context;
    const contract = requestedDataset(params.dataset);
    const { schema } = settingsOf(contract);
    const chosen = datasetSettingsOf(operationsFor(scope));
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const before = await chosen.get(contract);
      const read = schema.safeParse({ ...before.settings, ...body }, { reportInput: true });
      if (!read.success) {
        const { errors } = fieldErrors(read.error);
        throw notAccepted(errors);
      }
      const after = await chosen.change(contract, read.data, before.version, actorOf(context));
      if (!after) continue;
      logger.info('settings changed', { dataset: contract.name, version: after.version, fields: Object.keys(body) });
      return { body: bodyOf(contract, after) };
    }
    throw new Problem('wrong-state', serviceSentence('settings-contended'));
  }),
];

/** @throws {Problem} 404 */
function settingsOf(contract: Dataset): DatasetSettings {
  const { settings } = computationOf(contract);
  if (!settings) throw new Problem('not-found', serviceSentence('no-settings', { dataset: contract.name }));
  return settings;
}

const bodyOf = ({ name }: Dataset, { version, changedAt, settings }: ChosenSettings) => ({
  dataset: name,
  version,
  changed_at: changedAt,
  settings: { ...settings },
});
