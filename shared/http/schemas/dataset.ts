import * as z from 'zod';
import { count, timestamp } from '../../domain/values.ts';
import { datasetName, EXAMPLE } from './slice.ts';

const jsonSchema = z.record(z.string(), z.unknown());

const column = z
  .strictObject({
    name: z.string(),
    kind: z.string().meta({ description: 'What its values are: text, code, integer, decimal, rate, date, …' }),
    required: z.boolean(),
    meaning: z.string(),
    private: z.boolean().meta({ description: 'Whether its values are kept as keyed hashes only.' }),
    unit: z.string().exactOptional(),
    codes: z
      .array(z.strictObject({ input: z.string(), value: z.string(), meaning: z.string() }))
      .exactOptional()
      .meta({ description: 'Of a code: what a file may say, and what is served for it.' }),
    variants: z.array(z.string()).exactOptional().meta({ description: 'The variants that have it; all if absent.' }),
  })
  .meta({ id: 'DatasetColumn' });

const shape = { name: z.string(), title: z.string(), columns: z.array(column), key: z.array(z.string()) };

export const FORMATS = ['csv', 'csv.gz', 'xlsx'] as const;

const fileTypeBody = z
  .strictObject({
    ...shape,
    formats: z.array(z.enum(FORMATS)),
    references: z
      .array(z.strictObject({ columns: z.array(z.string()), file_type: z.string() }))
      .meta({ description: 'What its rows must find in other files.' }),
  })
  .meta({ id: 'DatasetFileType' });

const derivedTable = z
  .strictObject({
    ...shape,
    from: z.array(z.string()).meta({ description: 'The tables that it is computed from.' }),
    origins: z
      .array(z.strictObject({ table: z.string(), columns: z.record(z.string(), z.string()) }))
      .meta({ description: 'Where a row comes from: the rows of that table with the same values in those columns.' }),
  })
  .meta({ id: 'DerivedTable' });

export const datasetBody = z
  .strictObject({
    name: datasetName,
    title: z.string(),
    version: z.string().meta({ description: 'Of its rules and columns; each sync records it.' }),
    variants: z.array(z.string()).nullable(),
    file_types: z.array(fileTypeBody),
    derived_tables: z.array(derivedTable),
    analyses: z.array(z.strictObject({ name: z.string(), title: z.string() })),
    settings: jsonSchema.nullable().meta({ description: 'JSON Schema of what a tenant may choose; null for nothing.' }),
  })
  .meta({
    id: 'Dataset',
    description: 'A family of files that belong together.',
    examples: [
      {
        name: EXAMPLE.labels.dataset,
        title: 'A family of files',
        version: EXAMPLE.version,
        variants: EXAMPLE.labels.variant === null ? null : [EXAMPLE.labels.variant],
        file_types: [
          {
            name: EXAMPLE.fileType.name,
            title: EXAMPLE.fileType.title,
            columns: [
              { name: EXAMPLE.key.name, kind: 'text', required: true, meaning: EXAMPLE.key.meaning, private: false },
            ],
            key: [...EXAMPLE.fileType.key],
            formats: ['csv', 'csv.gz', 'xlsx'],
            references: [],
          },
        ],
        derived_tables: [],
        analyses: [],
        settings: null,
      },
    ],
  });
export type DatasetBody = z.infer<typeof datasetBody>;

export const settingsBody = z
  .strictObject({
    dataset: datasetName,
    version: count.meta({ description: '0 until something is chosen; each change has the next.' }),
    changed_at: timestamp.nullable(),
    settings: z.record(z.string(), z.unknown()),
  })
  .meta({
    id: 'DatasetSettings',
    examples: [{ dataset: EXAMPLE.labels.dataset, version: 0, changed_at: null, settings: {} }],
  });
export type SettingsBody = z.infer<typeof settingsBody>;

/** Which members there are, the dataset says; each that is sent takes the place of what was chosen. */
export const settingsPatch = z
  .record(z.string(), z.unknown())
  .meta({ id: 'DatasetSettingsPatch', description: 'Members of the settings that are to change.', examples: [{}] });

const analysisColumn = z
  .strictObject({ name: z.string(), kind: z.string(), unit: z.string().exactOptional() })
  .meta({ id: 'AnalysisColumn' });
const chart = z
  .strictObject({ type: z.enum(['bar', 'line', 'step']), x: z.string(), y: z.array(z.string()) })
  .meta({ id: 'AnalysisChart', description: 'How it may be drawn: columns of the answer.' });

export const analysisBody = z
  .strictObject({
    name: z.string(),
    dataset: datasetName,
    title: z.string(),
    parameters: jsonSchema,
    columns: z.array(analysisColumn),
    chart: chart.nullable(),
  })
  .meta({ id: 'Analysis', description: 'A named question; its answer is a small table.' });
export type AnalysisBody = z.infer<typeof analysisBody>;

export const analysisAnswer = z
  .strictObject({
    name: z.string(),
    dataset: datasetName,
    variant: z.string().nullable(),
    batch_id: z.uuid(),
    parameters: z.record(z.string(), z.unknown()),
    columns: z.array(analysisColumn),
    rows: z
      .array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))
      .meta({ description: 'By column. Money is exact, as text.' }),
  })
  .meta({ id: 'AnalysisAnswer' });
export type AnalysisAnswer = z.infer<typeof analysisAnswer>;
