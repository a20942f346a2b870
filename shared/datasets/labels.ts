import type { Dataset } from '../contracts/contract.ts';
import { Slice } from '../contracts/slice.ts';
import type { SliceName } from '../domain/slice.ts';
import { datasetNamed } from './registry.ts';

/**
 * How an answer, a metric or a log line names a slice: dataset and variant; and by the name of the dataset's variants, as
 * those know it who are older than the other datasets.
 */
export function sliceLabels(slice: SliceName | Slice): SliceName {
  const { dataset, variant } = slice;
  const contract = slice instanceof Slice ? slice.contract : datasetNamed(dataset);
  return { ...variantLabel(contract, variant), dataset, variant };
}

/** The variant by the name of the dataset's variants; nothing where it has none. */
export const variantLabel = ({ variants }: Dataset, variant: string | null): Readonly<Record<string, string>> =>
  variants && variant !== null ? { [variants.column]: variant } : {};

/** The labels of a metric: all of them text. */
export const metricLabels = (slice: SliceName): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(sliceLabels(slice)).map(([name, value]) => [name, value ?? '']));

interface Counts {
  readonly total_rows: number | null;
  readonly valid_rows: number | null;
}

/** The counts of files once more, by the names that the contract gives them. */
export const countLabels = ({ fileTypes }: Dataset, files: Readonly<Record<string, Counts>>): object =>
  Object.fromEntries(
    fileTypes.flatMap(({ name, countedAs }) =>
      countedAs
        ? [
            [countedAs.total, files[name]?.total_rows ?? null],
            [countedAs.valid, files[name]?.valid_rows ?? null],
          ]
        : [],
    ),
  );
