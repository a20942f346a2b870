import { z } from 'zod';
import { type Dataset, type FileType, fileTypeOf } from '../contracts/contract.ts';
import { count } from '../domain/values.ts';
import type { Parameters } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { factTable } from '../warehouse/tables.ts';
import { IN_KEY_ORDER, LOAD_SETTINGS } from './load-target.ts';

type Reference = NonNullable<FileType['reference']>;

/** Longer keys count as several, because what is held is their bytes. */
const USUAL_KEY_BYTES = 32;

/** Keys of at most so many bytes can be looked up as numbers. */
const SHORT_KEY_BYTES = 16;

/** How to tell whether a key is among those that may be referred to. */
export type KeyLookup = 'as-numbers' | 'as-texts' | 'by-merge';

const referencedKeys = z.strictObject({ keys: count, bytes: count, longest: count });

// All of these have the parameters variant and references: the batches that may be referred to.

/** Chosen by the keys that are stored so far: of few enough, all are held in memory. */
export async function chooseKeyLookup(
  warehouse: Warehouse,
  dataset: Dataset,
  reference: Reference,
  parameters: Parameters,
): Promise<KeyLookup> {
  const { keys, bytes, longest } = await warehouse.row({
    name: 'referenced-keys',
    row: referencedKeys,
    sql: referencedRows(
      dataset,
      reference,
      (key) => `count() AS keys, sum(length(${key})) AS bytes, max(length(${key})) AS longest`,
    ),
    parameters,
  });
  if (Math.max(keys, bytes / USUAL_KEY_BYTES) > warehouse.keysHeld) return 'by-merge';
  // Most banks' keys are short: then each row is looked up in half the time.
  return longest <= SHORT_KEY_BYTES ? 'as-numbers' : 'as-texts';
}

/** An expression of a key that is 1 if one of the batches has a row of that key. */
export const isReferenced =
  (dataset: Dataset, reference: Reference) =>
  (key: string): string =>
    `${key} IN (${referencedRows(dataset, reference, (referenced) => referenced)})`;

/**
 * The same by numbers, where all keys are short as far as is known: no other key can be among them, and no key holds a NUL.
 * Longer ones that are stored meanwhile are left out, because their beginnings are no keys.
 */
export const isReferencedShort =
  (dataset: Dataset, reference: Reference) =>
  (key: string): string =>
    `(${isShort(key)} AND ${asNumber(key)} IN (${referencedRows(dataset, reference, asNumber, isShort)}))`;

/**
 * The numbers of the rows whose key none of the batches has, to be run {@link IN_KEY_ORDER}.
 * @param rows a SELECT of row_number and the column that refers
 */
export const orphansSql = (dataset: Dataset, reference: Reference, rows: string): string =>
  `SELECT row_number FROM (${rows}) AS referring
    LEFT ANY JOIN (${referencedRows(dataset, reference, (key) => `${key} AS referenced_key, row_number AS referenced_row`)}) AS referenced
    ON referring.${reference.column} = referenced.referenced_key WHERE referenced.referenced_row = 0`;

/** Makes a table of {@link orphansSql}. */
export async function findOrphans(
  warehouse: Warehouse,
  dataset: Dataset,
  reference: Reference,
  rows: string,
  table: string,
  parameters: Parameters,
): Promise<void> {
  await warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${table} (row_number UInt32) ENGINE = MergeTree ORDER BY row_number`,
  });
  await warehouse.command({
    name: 'find-orphans',
    sql: `INSERT INTO ${table} ${orphansSql(dataset, reference, rows)}`,
    parameters,
    settings: { ...LOAD_SETTINGS, ...IN_KEY_ORDER },
  });
}

const isShort = (key: string): string => `length(${key}) <= ${SHORT_KEY_BYTES}`;

/** Filled up with NULs at its end. */
const asNumber = (key: string): string => `reinterpretAsUInt128(substring(${key}, 1, ${SHORT_KEY_BYTES}))`;

function referencedRows(
  dataset: Dataset,
  reference: Reference,
  selected: (key: string) => string,
  condition: (key: string) => string = () => '1',
): string {
  const referenced = fileTypeOf(dataset, reference.fileType);
  const key = referenced.key[0]!;
  return `SELECT ${selected(key)} FROM ${factTable(referenced)}
    WHERE ${dataset.variantColumn} = {variant:String} AND batch_id IN {references:Array(UUID)} AND ${condition(key)}`;
}
