import * as z from 'zod';
import { variantsOf } from '../../contracts/contract.ts';
import { DATASETS, DEFAULT_DATASET, FILE_TYPE_NAMES, TABLE_NAMES } from '../../datasets/registry.ts';

const names = (all: readonly string[]) => z.enum(all as readonly [string, ...string[]]);
const variantNames = [...new Set(DATASETS.flatMap((contract) => variantsOf(contract).flatMap((name) => name ?? [])))];

export const datasetName = names(DATASETS.map(({ name }) => name)).meta({ id: 'DatasetName' });
export const variantName = names(variantNames).meta({
  id: 'Variant',
  description: 'A part of its dataset that is replaced as a whole; some datasets have none.',
});
export const fileTypeName = names(FILE_TYPE_NAMES).meta({
  id: 'FileType',
  description: 'A kind of file of the dataset.',
});
/** Whatever is stored and served. */
export const tableName = names(TABLE_NAMES).meta({ id: 'DataType', description: 'A file type or a derived table.' });

/** By the name of a dataset's variants, for clients that are older than the other datasets. */
const byLabel = DATASETS.flatMap(({ name, variants }) =>
  variants
    ? [
        [
          variants.column,
          names(variants.names).meta({
            id: variants.column.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
            description: `A variant of the dataset ${name}: says both.`,
          }),
        ] as const,
      ]
    : [],
);

type Optional = Record<string, z.ZodOptional<z.ZodType<string>>>;

/** How a request names the slice that it is about: to be read by datasets/requested.ts. */
export const sliceParameters = {
  dataset: datasetName.exactOptional().meta({ description: `\`${DEFAULT_DATASET.name}\` where it is not given.` }),
  variant: variantName.exactOptional(),
  ...(Object.fromEntries(byLabel.map(([label, schema]) => [label, schema.exactOptional()])) as unknown as Optional),
};

/** How a request names the table that it is about: the slice, and what of it. */
export const tableParameters = {
  ...sliceParameters,
  data_type: tableName.optional().meta({ description: 'The first file type of the dataset where it is not given.' }),
};

/** What answers say of a slice in addition. */
const labels = Object.fromEntries(
  byLabel.map(([label, schema]) => [label, schema.exactOptional()]),
) as unknown as Optional;

/** The counts of a sync once more, by the names that contracts give them. */
export const countLabelFields = Object.fromEntries(
  DATASETS.flatMap(({ fileTypes }) => fileTypes.flatMap(({ countedAs }) => Object.values(countedAs ?? {}))).map(
    (name) => [name, z.int().min(0).nullable().exactOptional()],
  ),
);

/** A body about a slice, with the names by which older clients know it. */
export const labelled = <Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  more: z.ZodRawShape = {},
): z.ZodObject<Shape> => schema.extend({ ...labels, ...more }) as unknown as z.ZodObject<Shape>;

/** What examples in the document are of. */
const [exampleVariant] = variantsOf(DEFAULT_DATASET);
const exampleFileType = DEFAULT_DATASET.fileTypes[0]!;
const label = DEFAULT_DATASET.variants ? { [DEFAULT_DATASET.variants.column]: exampleVariant! } : {};
export const EXAMPLE = {
  /** As a request names it. */
  named: DEFAULT_DATASET.variants ? label : { dataset: DEFAULT_DATASET.name },
  labels: { dataset: DEFAULT_DATASET.name, variant: exampleVariant!, ...label },
  version: DEFAULT_DATASET.version,
  fileType: exampleFileType,
  fileName: `${exampleVariant?.toLowerCase() ?? DEFAULT_DATASET.name}_${exampleFileType.name}_2026-03.csv`,
  /** A column, and what its rules' ids begin with. */
  column: exampleFileType.columns.find(({ kind }) => kind.name === 'date') ?? exampleFileType.columns[0]!,
  key: exampleFileType.columns.find(({ name }) => name === exampleFileType.key[0])!,
  amount: exampleFileType.columns.find(({ kind }) => kind.name === 'decimal') ?? exampleFileType.columns[0]!,
  batchId: '0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f',
  uploadId: '0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f',
} as const;
/** Of the example column: it has the wrong format. */
export const EXAMPLE_RULE = `${exampleFileType.rulePrefix}-${String(EXAMPLE.column.number * 10 + 4).padStart(3, '0')}`;
