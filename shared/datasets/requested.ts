import { type Dataset, type FileType, type Table, tablesOf, variantsOf } from '../contracts/contract.ts';
import { Slice } from '../contracts/slice.ts';
import { fieldError, Problem } from '../domain/problems.ts';
import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { DATASETS, DEFAULT_DATASET, findDataset } from './registry.ts';

/** A slice as a request names it: by dataset and variant, or by what a dataset calls its variants. Nothing is checked yet. */
export type NamedSlice = { readonly dataset?: string | undefined; readonly variant?: string | undefined } & {
  readonly [name: string]: unknown;
};

/** A refusal of one field of a request. */
function refusal(field: string, code: string, said: Sentence): Problem {
  return new Problem('invalid-request', serviceSentence('not-accepted', { fields: field }), {
    errors: [fieldError(field, code, said)],
  });
}

const oneOf = (names: readonly string[]): Sentence => serviceSentence('field-among', { values: names.join(', ') });
const oneOfDataset = (names: readonly string[], dataset: string): Sentence =>
  serviceSentence('field-among-of-dataset', { values: names.join(', '), dataset });

/** @throws {Problem} 400 `invalid-request`, which lists what there is */
export function requestedDataset(name: string): Dataset {
  const contract = findDataset(name);
  if (!contract) throw refusal('dataset', 'value', oneOf(DATASETS.map((known) => known.name)));
  return contract;
}

/** The dataset that is named, and the variant if one is. @throws {Problem} 400 `invalid-request` */
function read(named: NamedSlice): { contract: Dataset; variant: string | undefined; variantField: string } {
  // Only those datasets have such a name for their variants.
  const byLabel = DATASETS.find(({ variants }) => variants && named[variants.column] !== undefined);
  const contract = named.dataset === undefined ? (byLabel ?? DEFAULT_DATASET) : requestedDataset(named.dataset);
  if (byLabel && byLabel !== contract) {
    throw refusal(
      byLabel.variants!.column,
      'value',
      serviceSentence('field-of-other-dataset', { of: byLabel.name, dataset: contract.name }),
    );
  }
  const label = contract.variants?.column;
  const labelled = label === undefined ? undefined : (named[label] as string | undefined);
  if (named.variant !== undefined && labelled !== undefined && named.variant !== labelled) {
    throw refusal(label!, 'value', serviceSentence('field-not-as-variant', { variant: named.variant }));
  }
  const variant = named.variant ?? labelled;
  const variantField = named.variant === undefined && label && named.dataset === undefined ? label : 'variant';
  if (variant !== undefined && !variantsOf(contract).includes(variant)) {
    throw contract.variants
      ? refusal(variantField, 'value', oneOf(contract.variants.names))
      : refusal('variant', 'value', serviceSentence('no-variants', { dataset: contract.name }));
  }
  return { contract, variant, variantField };
}

/** The one slice that a request is about. @throws {Problem} 400 `invalid-request` */
export function requestedSlice(named: NamedSlice): Slice {
  const { contract, variant, variantField } = read(named);
  if (contract.variants && variant === undefined)
    throw refusal(variantField, 'required', serviceSentence('field-required'));
  return Slice.of(contract, variant ?? null);
}

/** A dataset, and of it one slice or all. */
export interface RequestedSlices {
  readonly contract: Dataset;
  /** The one that was named; undefined where all are meant. */
  readonly slice: Slice | undefined;
  readonly slices: readonly Slice[];
}

/** The slices that a request is about: of a dataset with variants all of them, unless one is named. @throws {Problem} 400 */
export function requestedSlices(named: NamedSlice): RequestedSlices {
  const { contract, variant } = read(named);
  const slice = variant === undefined ? undefined : Slice.of(contract, variant);
  return { contract, slice, slices: slice ? [slice] : Slice.allOf(contract) };
}

/** @param field that names it @throws {Problem} 400 `invalid-request` */
export function requestedFileType({ fileTypes, name: dataset }: Dataset, name: string, field = 'file_type'): FileType {
  const found = fileTypes.find((fileType) => fileType.name === name);
  if (!found)
    throw refusal(
      field,
      'value',
      oneOfDataset(
        fileTypes.map((fileType) => fileType.name),
        dataset,
      ),
    );
  return found;
}

/** A file type or a derived table; the first file type where none is named. @throws {Problem} 400 `invalid-request` */
export function requestedTable(contract: Dataset, name: string | undefined, field = 'data_type'): Table {
  const tables = tablesOf(contract);
  const found = name === undefined ? tables[0] : tables.find((table) => table.name === name);
  if (!found)
    throw refusal(
      field,
      'value',
      oneOfDataset(
        tables.map((table) => table.name),
        contract.name,
      ),
    );
  return found;
}

/** `RETAIL`, `loans.RETAIL`, `trades`: the slice that a path names; undefined where it names none. */
export function sliceOfPath(text: string): Slice | undefined {
  return (
    DATASETS.flatMap((contract) => Slice.allOf(contract)).find((slice) => slice.text === text) ??
    (variantsOf(DEFAULT_DATASET).includes(text) ? Slice.of(DEFAULT_DATASET, text) : undefined)
  );
}
