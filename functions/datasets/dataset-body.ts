import * as z from 'zod';
import type { AnswerableAnalysis } from '../../shared/contracts/analysis.ts';
import { type Column, type Dataset, derivedTablesOf, referencesOf } from '../../shared/contracts/contract.ts';
import { computationOf } from '../../shared/datasets/computations.ts';
import { type DatasetBody, FORMATS } from '../../shared/http/schemas/dataset.ts';

type ColumnBody = DatasetBody['file_types'][number]['columns'][number];

const columnBody = ({ name, kind, required, meaning, variants }: Column): ColumnBody => ({
  name,
  kind: kind.name,
  required,
  meaning,
  private: kind.isPrivate ?? false,
  ...(kind.unit === undefined ? {} : { unit: kind.unit }),
  ...(kind.codes
    ? { codes: kind.codes.map(({ input, value, meaning: says }) => ({ input, value, meaning: says })) }
    : {}),
  ...(variants ? { variants: [...variants] } : {}),
});

/** A dataset as it is served: what its contract says of it. */
export const datasetBody = (contract: Dataset): DatasetBody => ({
  name: contract.name,
  title: contract.title,
  version: contract.version,
  variants: contract.variants ? [...contract.variants.names] : null,
  file_types: contract.fileTypes.map((fileType) => ({
    name: fileType.name,
    title: fileType.title,
    columns: fileType.columns.map(columnBody),
    key: [...fileType.key],
    formats: [...FORMATS],
    references: referencesOf(fileType).map(({ columns, fileType: target }) => ({
      columns: [...columns],
      file_type: target,
    })),
  })),
  derived_tables: derivedTablesOf(contract).map(({ name, title, columns, key, from, origins = [] }) => ({
    name,
    title,
    columns: columns.map(columnBody),
    key: [...key],
    from: [...from],
    origins: origins.map((origin) => ({ table: origin.table, columns: { ...origin.columns } })),
  })),
  analyses: (contract.analyses ?? []).map(({ name, title }) => ({ name, title })),
  settings: settingsBody(contract),
});

function settingsBody(contract: Dataset): DatasetBody['settings'] {
  const { settings } = computationOf(contract);
  return settings ? jsonSchema(settings.schema) : null;
}

export const analysisBody = (contract: Dataset, { name, title, parameters, columns, chart }: AnswerableAnalysis) => ({
  name,
  dataset: contract.name,
  title,
  parameters: jsonSchema(parameters),
  columns: analysisColumns(columns),
  chart: chart && { ...chart, y: [...chart.y] },
});

export const analysisColumns = (columns: AnswerableAnalysis['columns']) =>
  columns.map(({ name, kind, unit }) => ({ name, kind: kind.name, ...(unit === undefined ? {} : { unit }) }));

/** What a client may send. */
function jsonSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}
