import { type Dataset, type FileType, fileTypeOf } from '../contracts/contract.ts';
import { factTable } from '../warehouse/tables.ts';

type Reference = NonNullable<FileType['reference']>;

/** Keys of at most so many bytes can be looked up as numbers. */
export const SHORT_KEY_BYTES = 16;

// All of these have the parameters variant and references: the batches that may be referred to.

/** An expression of a key that is 1 if one of the batches has a row of that key. */
export const isReferenced =
  (dataset: Dataset, reference: Reference) =>
  (key: string): string =>
    `${key} IN (${referencedRows(dataset, reference, (referenced) => referenced)})`;

/** The same, for batches whose keys are all short: no other key can be among them, and no key holds a NUL. */
export const isReferencedShort =
  (dataset: Dataset, reference: Reference) =>
  (key: string): string =>
    `(length(${key}) <= ${SHORT_KEY_BYTES} AND ${asNumber(key)} IN (${referencedRows(dataset, reference, asNumber)}))`;

export const longestReferencedKey = (dataset: Dataset, reference: Reference): string =>
  referencedRows(dataset, reference, (key) => `max(length(${key})) AS longest`);

/** Filled up with NULs at its end. */
const asNumber = (key: string): string => `reinterpretAsUInt128(substring(${key}, 1, ${SHORT_KEY_BYTES}))`;

function referencedRows(dataset: Dataset, reference: Reference, selected: (key: string) => string): string {
  const referenced = fileTypeOf(dataset, reference.fileType);
  return `SELECT ${selected(referenced.key[0]!)} FROM ${factTable(referenced)}
    WHERE ${dataset.variantColumn} = {variant:String} AND batch_id IN {references:Array(UUID)}`;
}
