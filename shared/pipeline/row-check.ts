import { columnsOf, conditionSql } from '../contracts/condition.ts';
import {
  type Column,
  columnsOfVariant,
  type Dataset,
  type FileType,
  type RowRule,
  rowRulesOfVariant,
  storedColumns,
  storedColumnsOfVariant,
} from '../contracts/contract.ts';
import type { FileLayout } from '../contracts/header.ts';
import { columnType, FAULT_TYPES, type Fault } from '../contracts/kinds/kind.ts';
import { CROSS_REFERENCE_RULE, fieldRuleNumber, MAX_RECORD_BYTES, ruleId } from '../contracts/rules.ts';
import { identifier, literal } from '../warehouse/sql.ts';
import { cutRecordSql, delimiterSql, withoutLineEnd } from './staged-lines.ts';

/** The file of one sync, as the generated SQL sees it. */
export interface FileCheck {
  readonly dataset: Dataset;
  readonly fileType: FileType;
  readonly variant: string;
  readonly layout: FileLayout;
  /** An expression of a key value that is 1 if the referenced row exists; undefined for a file type that refers to none. */
  readonly referenceExists: ((key: string) => string) | undefined;
}

const cellOf = (column: Column) => `c_${column.number}`;
const valueIn = (column: Column) => `v_${column.number}`;
const faultOf = (column: Column) => `f_${column.number}`;
const prefixOf = (column: Column) => `k_${column.number}`;

const valueColumn = (fileType: FileType) => {
  const columns = new Map(fileType.columns.map((column) => [column.name, valueIn(column)]));
  return (name: string) => columns.get(name)!;
};

const errorRules = ({ fileType, variant }: FileCheck): readonly RowRule[] =>
  rowRulesOfVariant(fileType, variant).filter((rule) => rule.severity === 'ERROR');

/** `cells[3] AS c_7` for every stored column, wherever the file has it. */
function cellColumns({ fileType, variant, layout }: FileCheck): string {
  return storedColumnsOfVariant(fileType, variant)
    .map((column) => `cells[${layout.columns.indexOf(column.name) + 1}] AS ${cellOf(column)}`)
    .join(',\n');
}

const asStored = (column: Column, value: string): string =>
  column.required
    ? `CAST(${value}, ${literal(columnType(column.kind, true))})`
    : `CAST(if(empty(${cellOf(column)}), NULL, ${value}), ${literal(columnType(column.kind, false))})`;

/** The stored columns of a fact row after its numbers, by name: what the variant does not have is NULL. */
function factValues({ fileType, variant }: FileCheck): string {
  const own = new Set(columnsOfVariant(fileType, variant));
  return storedColumns(fileType)
    .map((column) => `${own.has(column) ? valueIn(column) : 'NULL'} AS ${identifier(column.name)}`)
    .join(', ');
}

export const factColumnNames = ({ dataset, fileType }: Pick<FileCheck, 'dataset' | 'fileType'>): string =>
  [dataset.variantColumn, 'batch_id', 'line_number', 'row_number', ...storedColumns(fileType).map(({ name }) => name)]
    .map(identifier)
    .join(', ');

/**
 * The fast lane: a SELECT of the rows of `rows` (line_number, row_number, record) in which everything is right and spelled
 * in the everyday way, in the shape of the fact table. Parameters: variant, batch.
 */
export function fastLaneSql(check: FileCheck, rows: string): string {
  const { fileType, variant, layout } = check;
  const columns = storedColumnsOfVariant(fileType, variant);
  const sql = columns.map((column) => column.kind.fastLane(cellOf(column), prefixOf(column)));
  const accepted = columns.map((column, index) =>
    column.required ? `(${sql[index]!.accepts})` : `(empty(${cellOf(column)}) OR (${sql[index]!.accepts}))`,
  );
  const steps = sql.flatMap(({ steps }) => steps.map(([alias, expression]) => `${expression} AS ${alias}`));
  const { reference } = fileType;
  const conditions = [
    'accepted',
    ...errorRules(check).map((rule) => conditionSql(rule.holds, valueColumn(fileType))),
    ...(reference && check.referenceExists
      ? [check.referenceExists(cellOf(columns.find((column) => column.name === reference.column)!))]
      : []),
  ];
  return `SELECT {variant:String} AS ${identifier(check.dataset.variantColumn)}, {batch:UUID} AS batch_id, line_number, row_number,
    ${factValues(check)}
  FROM (
    SELECT line_number, row_number, well_formed AND ${accepted.join('\n AND ')} AS accepted,
      ${columns.map((column, index) => `${asStored(column, sql[index]!.value)} AS ${valueIn(column)}`).join(',\n')},
      ${columns.map(cellOf).join(', ')}
    FROM (
      SELECT *, ${steps.join(',\n')}
      FROM (
        SELECT line_number, row_number,
          length(cells) = ${layout.columns.length} AND position(record, '"') = 0 AND position(record, '\\0') = 0
            AND length(record) <= ${MAX_RECORD_BYTES} AND isValidUTF8(record) AS well_formed,
          ${cellColumns(check)}
        FROM (SELECT line_number, row_number, record,
          splitByChar(${delimiterSql(layout.delimiter)}, ${withoutLineEnd('record')}) AS cells FROM ${rows}))))
  WHERE toUInt8(${conditions.join('\n AND ')})`;
}

/** Columns of the table that holds the rows the slow lane has looked at, for {@link slowLaneSql}. */
export function checkedColumns({ fileType, variant }: FileCheck): string {
  const columns = storedColumnsOfVariant(fileType, variant);
  return [
    'line_number UInt32',
    'row_number UInt32',
    'record String',
    'record_key Nullable(String)',
    'faults Array(Tuple(rule_id LowCardinality(String), field_name LowCardinality(Nullable(String)), error_type LowCardinality(String), raw_value Nullable(String), detail String))',
    ...columns.map((column) => `${valueIn(column)} ${columnType(column.kind, column.required)}`),
  ].join(', ');
}

const nullIfEmpty = (text: string): string => `nullIf(${text}, '')`;
const shortened = (text: string): string => `toValidUTF8(substringUTF8(${text}, 1, 1000))`;

/** One entry of `faults`; `rule` is '' where there is nothing wrong. */
const faultTuple = (rule: string, field: string, type: string, raw: string, detail = "''"): string =>
  `(${rule}, ${literal(field)}, ${type}, ${nullIfEmpty(shortened(raw))}, ${detail})`;

/**
 * The slow lane: looks at each record in full and lists everything that is wrong with it. First the record as a whole; if
 * that is sound, every field; then the rules between fields that are valid by themselves; and the reference only if
 * nothing else is wrong, so that one mistake makes one finding.
 */
export function slowLaneSql(check: FileCheck, rows: string): string {
  const { fileType, variant, layout } = check;
  const columns = storedColumnsOfVariant(fileType, variant);
  const sql = columns.map((column) => column.kind.slowLane(cellOf(column), prefixOf(column)));
  const steps = sql.flatMap(({ steps }) => steps.map(([alias, expression]) => `${expression} AS ${alias}`));
  const cut = cutRecordSql('sound', layout.delimiter, 'tokens');
  const expected = layout.columns.length;
  const id = (number: number) => literal(ruleId(fileType, number));

  const structure = `multiIf(length(record) > ${MAX_RECORD_BYTES}, 5, NOT isValidUTF8(record), 3, position(record, '\\0') > 0, 4,
    NOT (${cut.intact}), 2, length(cells) != ${expected}, 1, 0)`;
  const structureFault = `if(structure = 0, [], [(
      transform(structure, [1, 2, 3, 4, 5], [${[1, 2, 3, 4, 5].map(id).join(', ')}], ''), NULL, 'STRUCTURE',
      ${shortened(withoutLineEnd('record'))},
      multiIf(structure = 1, concat('it has ', toString(cell_count), ' instead of ${expected}'),
        structure = 5, concat('it is ', toString(length(record)), ' bytes long'), ''))])`;

  const fieldFaults = columns.map((column) => {
    const faults: Fault[] = [...(column.required ? [1 as const] : []), ...column.kind.faults.keys()];
    const choose = (results: readonly string[]) =>
      `transform(${faultOf(column)}, [${faults.join(', ')}], [${results.join(', ')}], '')`;
    return faultTuple(
      choose(faults.map((fault) => id(fieldRuleNumber(column, fault)))),
      column.name,
      choose(faults.map((fault) => literal(FAULT_TYPES[fault]))),
      cellOf(column),
    );
  });
  const columnByName = new Map(columns.map((column) => [column.name, column]));
  const rowFaults = errorRules(check).map((rule) => {
    const involved = columnsOf(rule.holds).map((name) => columnByName.get(name)!);
    const broken =
      `${involved.map((column) => `${faultOf(column)} = 0`).join(' AND ')} ` +
      `AND NOT ${conditionSql(rule.holds, valueColumn(fileType))}`;
    const others = involved.filter((column) => column.name !== rule.field);
    const shown = others.map((column) => `'${column.name} is "', ${shortened(cellOf(column))}, '"'`);
    return faultTuple(
      `if(${broken}, ${id(rule.number)}, '')`,
      rule.field,
      literal(rule.errorType),
      cellOf(columnByName.get(rule.field)!),
      shown.length > 0 ? `concat(${shown.join(", ', ', ")})` : "''",
    );
  });
  const { reference } = fileType;
  const referring = reference ? columnByName.get(reference.column) : undefined;
  const referenceFault =
    reference && referring && check.referenceExists
      ? `[${faultTuple(id(CROSS_REFERENCE_RULE), reference.column, "'CROSS_REFERENCE'", cellOf(referring))}]`
      : undefined;
  const key = fileType.key.map((name) => cellOf(columnByName.get(name)!));
  const keyText = key.length === 1 ? key[0]! : `arrayStringConcat([${key.join(', ')}], '/')`;

  return `SELECT line_number, row_number, record,
      if(structure = 0, ${nullIfEmpty(shortened(keyText))}, NULL) AS record_key,
      ${
        referenceFault && referring
          ? `if(empty(own_faults) AND NOT ${check.referenceExists!(cellOf(referring))}, ${referenceFault}, own_faults)`
          : 'own_faults'
      } AS faults,
      ${columns.map(valueIn).join(', ')}
    FROM (
      SELECT *, if(structure > 0, ${structureFault},
        arrayFilter(fault -> fault.1 != '', [${[...fieldFaults, ...rowFaults].join(',\n')}])) AS own_faults
      FROM (
        SELECT *, ${columns
          .map(
            (column, index) =>
              `toUInt8(if(empty(${cellOf(column)}), ${column.required ? 1 : 0}, ${sql[index]!.fault})) AS ${faultOf(column)},
               ${asStored(column, sql[index]!.value)} AS ${valueIn(column)}`,
          )
          .join(',\n')}
        FROM (
          SELECT *, ${steps.join(',\n')}
          FROM (
            SELECT line_number, row_number, record, length(cells) AS cell_count, ${structure} AS structure,
              ${cellColumns(check)}
            FROM (SELECT *, ${cut.cells} AS cells
              FROM (SELECT *, ${cut.tokens} AS tokens
                FROM (SELECT line_number, row_number, record,
                  if(length(record) > ${MAX_RECORD_BYTES} OR NOT isValidUTF8(record), '', ${withoutLineEnd('record')}) AS sound
                  FROM ${rows})))))))`;
}

/** The checked rows that turned out to be right, in the shape of the fact table. Parameters: variant, batch. */
export const soundRowsSql = (check: FileCheck, checkedTable: string): string =>
  `SELECT {variant:String} AS ${identifier(check.dataset.variantColumn)}, {batch:UUID} AS batch_id, line_number, row_number,
    ${factValues(check)} FROM ${checkedTable} WHERE empty(faults)`;
