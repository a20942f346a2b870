import * as z from 'zod';
import { type Dataset, type FileType, fileTypeOf, type Reference, referencesOf } from '../contracts/contract.ts';
import { count } from '../domain/values.ts';
import { identifier } from '../sql/quoting.ts';
import type { Parameters } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { ofSlice } from '../warehouse/tables.ts';
import { IN_KEY_ORDER, LOAD_SETTINGS } from './load-target.ts';

/** Longer keys count as several, because what is held is their bytes. */
const USUAL_KEY_BYTES = 32;

/** Keys of at most so many bytes can be looked up as numbers. */
const SHORT_KEY_BYTES = 16;

/** How to tell whether a key is among those that may be referred to. */
export type KeyLookup = 'as-numbers' | 'as-texts' | 'by-merge';

/** An expression of the columns of a reference that is 1 if the row they name exists, or if they name none. */
export type ReferenceSql = (columns: readonly string[]) => string;

/** By file type: the batches whose rows may be referred to. */
export type ReferenceBatches = Readonly<Record<string, readonly string[]>>;

/** The name of the parameter that holds the batches of what is referred to. */
export const referenceBatchesParameter = ({ number }: Reference): string => `references_${number}`;

/** The values of the parameters that the statements about a file type's references have, beside variant. */
export const referenceParameters = (fileType: FileType, batches: ReferenceBatches): Parameters =>
  Object.fromEntries(
    referencesOf(fileType).map((reference) => [
      referenceBatchesParameter(reference),
      [...(batches[reference.fileType] ?? [])],
    ]),
  );

const referencedKeys = z.strictObject({ keys: count, bytes: count, longest: count });

/** Chosen by the keys that are stored so far: of few enough, all are held in memory. */
export async function chooseKeyLookup(
  warehouse: Warehouse,
  dataset: Dataset,
  reference: Reference,
  parameters: Parameters,
): Promise<KeyLookup> {
  const isText = keyOf(dataset, reference).map((column) => isTextColumn(dataset, reference, column));
  const { keys, bytes, longest } = await warehouse.row({
    name: 'referenced-keys',
    row: referencedKeys,
    sql: referencedRows(dataset, reference, (key) => {
      const lengths = key.map((column, index) => (isText[index] ? `length(${column})` : '8')).join(' + ');
      return `count() AS keys, sum(${lengths}) AS bytes, max(${lengths}) AS longest`;
    }),
    parameters,
  });
  if (Math.max(keys, bytes / USUAL_KEY_BYTES) > warehouse.keysHeld) return 'by-merge';
  // Most banks' keys are short: then each row is looked up in half the time.
  return isText.length === 1 && isText[0] && longest <= SHORT_KEY_BYTES ? 'as-numbers' : 'as-texts';
}

/** @param rows a table, or a subquery, of the few rows for which it is asked: then their keys are held, and no others */
export const isReferenced =
  (dataset: Dataset, fileType: FileType, reference: Reference, rows?: string): ReferenceSql =>
  (columns) =>
    unlessAbsent(fileType, reference, columns, (key) => {
      const found = referencedRows(
        dataset,
        reference,
        (referenced) => referenced.join(', '),
        (referenced) =>
          rows === undefined ? '1' : `${tupleOf(referenced)} IN (SELECT ${key.join(', ')} FROM ${rows})`,
      );
      return `${tupleOf(key)} IN (${found})`;
    });

const tupleOf = (parts: readonly string[]): string => (parts.length === 1 ? parts[0]! : `(${parts.join(', ')})`);

/**
 * The same by numbers, where all keys are short as far as is known: no other key can be among them, and no key holds a NUL.
 * Longer ones that are stored meanwhile are left out, because their beginnings are no keys.
 */
export const isReferencedShort =
  (dataset: Dataset, fileType: FileType, reference: Reference): ReferenceSql =>
  (columns) =>
    unlessAbsent(fileType, reference, columns, ([key]) => {
      const rows = referencedRows(
        dataset,
        reference,
        ([referenced]) => asNumber(referenced!),
        ([referenced]) => isShort(referenced!),
      );
      return `(${isShort(key!)} AND ${asNumber(key!)} IN (${rows}))`;
    });

/** A row that lacks a part of the key refers to nothing. */
function unlessAbsent(
  fileType: FileType,
  reference: Reference,
  columns: readonly string[],
  isThere: (key: readonly string[]) => string,
): string {
  const mayLack = reference.columns.map((name) => !fileType.columns.find((column) => column.name === name)!.required);
  const absent = columns.filter((_, index) => mayLack[index]).map((column) => `isNull(${column})`);
  const condition = isThere(columns.map((column, index) => (mayLack[index] ? `assumeNotNull(${column})` : column)));
  return absent.length === 0 ? condition : `(${absent.join(' OR ')} OR ${condition})`;
}

/**
 * The numbers of the rows whose key none of the batches has, to be run {@link IN_KEY_ORDER}.
 * @param rows a SELECT of row_number and the columns that refer
 */
export function orphansSql(dataset: Dataset, fileType: FileType, reference: Reference, rows: string): string {
  const key = keyOf(dataset, reference);
  const columns = reference.columns.map(identifier);
  const mayLack = reference.columns.filter(
    (name) => !fileType.columns.find((column) => column.name === name)!.required,
  );
  const named = mayLack.map((name) => ` AND isNotNull(${identifier(name)})`).join('');
  const on = columns.map((column, index) => `referring.${column} = referenced.referenced_${index}`).join(' AND ');
  const referenced = referencedRows(dataset, reference, () =>
    [...key.map((column, index) => `${column} AS referenced_${index}`), 'row_number AS referenced_row'].join(', '),
  );
  return `SELECT row_number FROM (${rows}) AS referring LEFT ANY JOIN (${referenced}) AS referenced
    ON ${on} WHERE referenced.referenced_row = 0${named}`;
}

/** Makes a table of the numbers of the rows whose key none of the batches has. All that they refer to must be stored. */
export async function findOrphans(
  warehouse: Warehouse,
  dataset: Dataset,
  fileType: FileType,
  reference: Reference,
  rows: string,
  table: string,
  parameters: Parameters,
): Promise<void> {
  await warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${table} (row_number UInt32) ENGINE = MergeTree ORDER BY row_number`,
  });
  const lookup = await chooseKeyLookup(warehouse, dataset, reference, parameters);
  const isThere = (lookup === 'as-numbers' ? isReferencedShort : isReferenced)(dataset, fileType, reference);
  const select =
    lookup === 'by-merge'
      ? orphansSql(dataset, fileType, reference, rows)
      : `SELECT row_number FROM (${rows}) WHERE NOT ${isThere(reference.columns.map(identifier))}`;
  await warehouse.command({
    name: 'find-orphans',
    sql: `INSERT INTO ${table} ${select}`,
    parameters,
    settings: { ...LOAD_SETTINGS, ...(lookup === 'by-merge' ? IN_KEY_ORDER : {}) },
  });
}

const isShort = (key: string): string => `length(${key}) <= ${SHORT_KEY_BYTES}`;

/** Filled up with NULs at its end. */
const asNumber = (key: string): string => `reinterpretAsUInt128(substring(${key}, 1, ${SHORT_KEY_BYTES}))`;

const keyOf = (dataset: Dataset, { fileType }: Reference): readonly string[] =>
  fileTypeOf(dataset, fileType).key.map(identifier);

const isTextColumn = (dataset: Dataset, { fileType }: Reference, quoted: string): boolean =>
  fileTypeOf(dataset, fileType).columns.find(({ name }) => identifier(name) === quoted)!.kind.storedType === 'String';

function referencedRows(
  dataset: Dataset,
  reference: Reference,
  selected: (key: readonly string[]) => string,
  condition: (key: readonly string[]) => string = () => '1',
): string {
  const key = keyOf(dataset, reference);
  return `SELECT ${selected(key)} FROM ${fileTypeOf(dataset, reference.fileType).table}
    WHERE ${ofSlice(dataset)} AND batch_id IN {${referenceBatchesParameter(reference)}:Array(UUID)} AND ${condition(key)}`;
}
