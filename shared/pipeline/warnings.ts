import { z } from 'zod';
import { columnsOf } from '../contracts/condition.ts';
import { conditionSql } from '../contracts/condition-sql.ts';
import { type Column, type Dataset, type FileType, type RowRule, rowRulesOfVariant } from '../contracts/contract.ts';
import { isOrdinarySql } from '../contracts/identifier-warnings.ts';
import { ruleId } from '../contracts/rules.ts';
import { count } from '../domain/values.ts';
import { identifier, literal } from '../sql/quoting.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { factTable, inBatch, recordKeySql, VALIDATION_ERRORS } from '../warehouse/tables.ts';

const storedWarnings = z.strictObject({ warnings: count });

/**
 * Stores what is remarkable in the loaded rows of a batch. A warning never rejects, so it is found in the stored values,
 * after the load; its raw value is the stored one as a bank would write it (a percentage in percent). Safe to repeat.
 */
export async function storeWarnings(
  warehouse: Warehouse,
  dataset: Dataset,
  fileType: FileType,
  variant: string,
  batchId: string,
): Promise<void> {
  const rules = rowRulesOfVariant(fileType, variant).filter((rule) => rule.severity === 'WARNING');
  if (rules.length === 0) return;
  const columns = new Map(fileType.columns.map((column) => [column.name, column]));
  const written = (name: string) => writtenSql(columns.get(name)!);
  const holds = rules.map((rule) => conditionSql(rule.holds, identifier, fileType.columns));
  const warnings = rules.map((rule, index) => {
    const others = columnsOf(rule.holds).filter((column) => column !== rule.field);
    const detail = others.map((column) => `'${column} is "', ifNull(${written(column)}, ''), '"'`).join(", ', ', ");
    return (
      `(if(${holds[index]}, '', ${literal(ruleId(fileType, rule.number))}), ${literal(rule.field)}, ` +
      `${literal(rule.errorType)}, CAST(${written(rule.field)}, 'Nullable(String)'), ${detail ? `concat(${detail})` : "''"})`
    );
  });
  const parameters = { batch: batchId, variant };
  const ofFile = `batch_id = {batch:UUID} AND file_type = ${literal(fileType.name)} AND severity = 'WARNING'` as const;
  const stored = await warehouse.row({
    name: 'stored-warnings',
    row: storedWarnings,
    sql: `SELECT count() AS warnings FROM ${VALIDATION_ERRORS} WHERE ${ofFile}`,
    parameters,
  });
  // Only if an earlier attempt was cut off here.
  if (stored.warnings > 0) {
    await warehouse.command({
      name: 'delete-warnings',
      sql: `DELETE FROM ${VALIDATION_ERRORS} WHERE ${ofFile}`,
      parameters,
    });
  }
  await warehouse.command({
    name: 'keep-warnings',
    sql: `INSERT INTO ${VALIDATION_ERRORS}
       (batch_id, file_type, row_number, line_number, field_name, rule_id, error_type, severity, raw_value, record_key, detail)
     SELECT batch_id, ${literal(fileType.name)}, row_number, line_number, warning.2, warning.1, warning.3, 'WARNING', warning.4,
       ${recordKeySql(fileType)}, warning.5
     FROM (SELECT * FROM ${factTable(fileType)} WHERE ${inBatch(dataset)}
       AND NOT (${holdsOfRow(fileType, rules)}))
     ARRAY JOIN arrayFilter(warning -> warning.1 != '', [${warnings.join(', ')}]) AS warning`,
    parameters,
    settings: { output_format_decimal_trailing_zeros: 0, max_insert_threads: '2', insert_deduplicate: 0 },
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

const writtenSql = (column: Column): string => {
  const value = identifier(column.name);
  return column.kind.written ? column.kind.written(value) : `toString(${value})`;
};
