import * as z from 'zod';
import { columnsOf } from '../contracts/condition.ts';
import { conditionSql } from '../contracts/condition-sql.ts';
import {
  type Column,
  type Dataset,
  type FileType,
  fileTypeOf,
  groupRulesOf,
  type Reference,
  type RowRule,
  recordKeyOf,
  referencesOf,
  rowRulesOfVariant,
  warningReferencesOf,
} from '../contracts/contract.ts';
import { besidesDetailSql } from '../contracts/finding-sentence.ts';
import { isOrdinarySql } from '../contracts/identifier-warnings.ts';
import { columnsBeside, type ReferenceWarning } from '../contracts/reference-warning.ts';
import { ruleId } from '../contracts/rules.ts';
import type { Slice } from '../contracts/slice.ts';
import type { ErrorType } from '../domain/validation-error.ts';
import { count } from '../domain/values.ts';
import { identifier, literal } from '../sql/quoting.ts';
import type { Parameters } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { inBatch, ofSlice, recordKeySql, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { type BatchParameters, IN_KEY_ORDER } from './load-target.ts';
import {
  chooseKeyLookup,
  type ReferenceBatches,
  referenceBatchesParameter,
  referenceParameters,
} from './reference-check.ts';

const storedWarnings = z.strictObject({ warnings: count });

/**
 * Stores what is remarkable in each of the loaded rows of a batch: warnings, and why it is quarantined. Neither rejects, so
 * they are found in the stored values, after the load; the raw value is the stored one as a bank would write it (a percentage
 * in percent). To be repeated only after {@link forgetWarnings}.
 * @param references by file type: the batches of the rows that are referred to
 */
export async function storeWarnings(
  warehouse: Warehouse,
  slice: Slice,
  fileType: FileType,
  batchId: string,
  references: ReferenceBatches,
): Promise<void> {
  const rules = rowRulesOfVariant(fileType, slice.variant).filter((rule) => rule.severity !== 'ERROR');
  const { referenceWarnings = [] } = fileType;
  const missable = warningReferencesOf(fileType);
  if (rules.length + referenceWarnings.length + missable.length + groupRulesOf(fileType).length === 0) return;
  const columns = new Map(fileType.columns.map((column) => [column.name, column]));
  const written = (name: string) => writtenSql(columns.get(name)!);
  const holds = rules.map((rule) => conditionSql(rule.holds, identifier, fileType.columns));
  const warnings = rules.map((rule, index) => {
    const others = columnsOf(rule.holds).filter((column) => column !== rule.field);
    const detail = besidesDetailSql(others, (column) => `ifNull(${written(column)}, '')`);
    return (
      `(if(${holds[index]}, '', ${literal(ruleId(fileType, rule.number))}), ${literal(rule.field)}, ` +
      `${literal(rule.errorType)}, ${literal(rule.severity)}, CAST(${written(rule.field)}, 'Nullable(String)'), ${detail})`
    );
  });
  const parameters = { batch: batchId, variant: slice.storedVariant };
  const referring = { ...parameters, ...referenceParameters(fileType, references) };
  for (const reference of missable) await storeMissingReference(warehouse, slice, fileType, reference, referring);
  for (const warning of referenceWarnings) {
    await storeReferenceWarning(warehouse, slice, fileType, warning, referring);
  }
  if (rules.length === 0) return;
  await warehouse.command({
    name: 'keep-warnings',
    sql: `INSERT INTO ${VALIDATION_ERRORS}
       (batch_id, file_type, row_number, line_number, field_name, rule_id, error_type, severity, raw_value, record_key, detail)
     SELECT batch_id, ${literal(fileType.name)}, row_number, line_number, warning.2, warning.1, warning.3, warning.4, warning.5,
       ${recordKeySql(fileType)}, warning.6
     FROM (SELECT * FROM ${fileType.table} WHERE ${inBatch(slice.contract)}
       AND NOT (${holdsOfRow(fileType, rules)}))
     ARRAY JOIN arrayFilter(warning -> warning.1 != '', [${warnings.join(', ')}]) AS warning`,
    parameters,
    settings: { ...WRITTEN, max_insert_threads: '2', insert_deduplicate: 0 },
  });
}

/**
 * Takes away what an attempt that was cut off has stored of some files of a batch beside their errors, also of what their rows
 * have in common.
 */
export async function forgetWarnings(
  warehouse: Warehouse,
  batchId: string,
  fileTypes: readonly FileType[],
): Promise<void> {
  const ofBatch = "batch_id = {batch:UUID} AND file_type IN {file_types:Array(String)} AND severity != 'ERROR'";
  const parameters = { batch: batchId, file_types: fileTypes.map(({ name }) => name) };
  const stored = await warehouse.row({
    name: 'stored-warnings',
    row: storedWarnings,
    sql: `SELECT count() AS warnings FROM ${VALIDATION_ERRORS} WHERE ${ofBatch}`,
    parameters,
  });
  // A deletion costs as much whatever it deletes.
  if (stored.warnings === 0) return;
  await warehouse.command({
    name: 'delete-warnings',
    sql: `DELETE FROM ${VALIDATION_ERRORS} WHERE ${ofBatch}`,
    parameters,
  });
}

/**
 * Whether no rule finds anything in a row. That is true of nearly every row, so that few are looked at rule by rule.
 */
function holdsOfRow({ columns }: FileType, rules: readonly RowRule[]): string {
  const identifiers = [...new Set(rules.flatMap(({ holds }) => (holds.op === 'lacks' ? [holds.column] : [])))];
  const holdOf = (wanted: readonly RowRule[]) =>
    wanted.map(({ holds }) => conditionSql(holds, identifier, columns)).join(' AND ');
  const others = rules.filter(({ holds }) => holds.op !== 'lacks');
  return [
    ...(others.length > 0 ? [holdOf(others)] : []),
    ...identifiers.map((name) => {
      const ofColumn = rules.filter(({ holds }) => holds.op === 'lacks' && holds.column === name);
      return `(ifNull(${isOrdinarySql(identifier(name))}, 1) OR (${holdOf(ofColumn)}))`;
    }),
  ].join(' AND ');
}

/** Of statements that write out values. */
export const WRITTEN = { output_format_decimal_trailing_zeros: 0 } as const;

/** A stored value as a bank would write it. */
export const writtenSql = ({ name, kind }: Column, value = identifier(name)): string =>
  kind.written ? kind.written(value) : `toString(${value})`;

/** What is remarkable in rows beside the rows that they refer to. */
async function storeReferenceWarning(
  warehouse: Warehouse,
  { contract }: Slice,
  fileType: FileType,
  { number, errorType, field, reference: named, holds }: ReferenceWarning,
  parameters: Parameters & BatchParameters,
): Promise<void> {
  const reference = referencesOf(fileType).find((candidate) => candidate.number === named)!;
  const target = fileTypeOf(contract, reference.fileType);
  const columnOf = (name: string) =>
    name.startsWith(`${target.name}.`)
      ? { table: target, alias: 'referred', column: name.slice(target.name.length + 1) }
      : { table: fileType, alias: 'referring', column: name };
  const inJoin = (name: string) => {
    const { alias, column } = columnOf(name);
    return `${alias}.${identifier(column)}`;
  };
  const written = (name: string) => {
    const { table, column } = columnOf(name);
    return writtenSql(table.columns.find((candidate) => candidate.name === column)!, inJoin(name));
  };
  const others = columnsOf(holds).filter((name) => name !== field);
  await keepReferring(warehouse, contract, fileType, reference, parameters, {
    ...{ number, field, errorType },
    rawValue: written(field),
    detail: besidesDetailSql(others, (name) => `ifNull(${written(name)}, '')`),
    isRemarkable: `referred.is_there = 1 AND NOT ${conditionSql(holds, inJoin, columnsBeside(fileType, target))}`,
  });
}

/** Rows that name one which is not there, where that rejects nothing. */
async function storeMissingReference(
  warehouse: Warehouse,
  { contract }: Slice,
  fileType: FileType,
  reference: Reference,
  parameters: Parameters & BatchParameters,
): Promise<void> {
  const [field, ...others] = reference.columns;
  const written = (name: string) =>
    writtenSql(fileType.columns.find((column) => column.name === name)!, `referring.${identifier(name)}`);
  const named = reference.columns.map((name) => `isNotNull(referring.${identifier(name)})`);
  await keepReferring(warehouse, contract, fileType, reference, parameters, {
    ...{ number: reference.number, field: field!, errorType: 'CROSS_REFERENCE' },
    rawValue: written(field!),
    detail: besidesDetailSql(others, (name) => `ifNull(${written(name)}, '')`),
    isRemarkable: `referred.is_there = 0 AND ${named.join(' AND ')}`,
  });
}

/** A finding of rows, in SQL of the row itself, `referring`, and of the one that it names, `referred`, if that `is_there`. */
interface ReferringFinding {
  readonly number: number;
  readonly field: string;
  readonly errorType: ErrorType;
  readonly rawValue: string;
  readonly detail: string;
  readonly isRemarkable: string;
}

async function keepReferring(
  warehouse: Warehouse,
  contract: Dataset,
  fileType: FileType,
  reference: Reference,
  parameters: Parameters & BatchParameters,
  { number, field, errorType, rawValue, detail, isRemarkable }: ReferringFinding,
): Promise<void> {
  const target = fileTypeOf(contract, reference.fileType);
  const on = reference.columns
    .map((column, index) => `referring.${identifier(column)} = referred.${identifier(target.key[index]!)}`)
    .join(' AND ');
  const isMerged = (await chooseKeyLookup(warehouse, contract, reference, parameters)) === 'by-merge';
  const key = recordKeyOf(fileType)
    .map((column) => `toString(referring.${identifier(column)})`)
    .join(', ');
  const sql: string = `INSERT INTO ${VALIDATION_ERRORS}
     (batch_id, file_type, row_number, line_number, field_name, rule_id, error_type, severity, raw_value, record_key, detail)
   SELECT {batch:UUID}, ${literal(fileType.name)}, referring.row_number, referring.line_number, ${literal(field)},
     ${literal(ruleId(fileType, number))}, ${literal(errorType)}, 'WARNING', CAST(${rawValue}, 'Nullable(String)'),
     arrayStringConcat([${key}], '/'), ${detail}
   FROM (SELECT * FROM ${fileType.table} WHERE ${inBatch(contract)}) AS referring
   LEFT ANY JOIN (SELECT *, 1 AS is_there FROM ${target.table} WHERE ${ofSlice(contract)} AND batch_id IN {${referenceBatchesParameter(reference)}:Array(UUID)}) AS referred
     ON ${on}
   WHERE ${isRemarkable}`;
  await warehouse.command({
    name: 'keep-reference-warnings',
    sql,
    parameters,
    settings: {
      ...WRITTEN,
      max_insert_threads: '2',
      insert_deduplicate: 0,
      join_use_nulls: 0,
      ...(isMerged ? IN_KEY_ORDER : {}),
    },
  });
}
