import { hasControlCharacterSql, isLatinSql, isOddSql } from '../contracts/characters.ts';
import { columnsOf } from '../contracts/condition.ts';
import { conditionSql } from '../contracts/condition-sql.ts';
import {
  type Column,
  columnsOfVariant,
  type FileType,
  hasUniqueRecordKey,
  type Reference,
  type RowRule,
  recordKeyOf,
  rejectingReferencesOf,
  rowRulesOfVariant,
  storedColumns,
  storedColumnsOfVariant,
} from '../contracts/contract.ts';
import { MAX_LINE_BYTES } from '../contracts/file-notices.ts';
import { besidesDetailSql } from '../contracts/finding-sentence.ts';
import { foreignRows, mayReadItsHeader, namelessPlaces } from '../contracts/foreign-rows.ts';
import type { FileLayout } from '../contracts/header.ts';
import { CONTROL_CHARACTER, columnType, FAULT_TYPES } from '../contracts/kinds/kind.ts';
import {
  hasPrivateColumns,
  KEY_VERSION,
  KEY_VERSION_TYPE,
  mayShowSql,
  NOT_SHOWN,
} from '../contracts/private-values.ts';
import { mayQuarantine, QUARANTINE_RULE } from '../contracts/quarantine.ts';
import { quarantineSql } from '../contracts/quarantine-sql.ts';
import { misplacedReasonSql } from '../contracts/rejection-reason.ts';
import { fieldRuleNumber, LAST_FIELD_RULE, MAX_RECORD_BYTES, ruleId, STRUCTURE_FAULTS } from '../contracts/rules.ts';
import type { Slice } from '../contracts/slice.ts';
import type { ErrorType } from '../domain/validation-error.ts';
import { allHold } from '../sql/all-hold.ts';
import { identifier, literal } from '../sql/quoting.ts';
import { sentenceSql } from '../sql/sentence-sql.ts';
import { factColumns } from '../warehouse/tables.ts';
import type { ReferenceSql } from './reference-check.ts';
import { cutAnyRecordSql, delimiterSql, withoutLineEnd } from './staged-lines.ts';

/** A reference of a file type, and how to tell whether the row it names exists; undefined where that is found afterwards. */
export interface CheckedReference {
  readonly reference: Reference;
  readonly exists: ReferenceSql | undefined;
}

/** The file of one sync, as the generated SQL sees it. */
export interface CheckedFile {
  readonly slice: Slice;
  readonly fileType: FileType;
  readonly layout: FileLayout;
  readonly references: readonly CheckedReference[];
}

const cellOf = (column: Column) => `c_${column.number}`;
/** The column of a checked row that holds its value as it is stored. */
export const valueIn = (column: Column) => `v_${column.number}`;
const faultOf = (column: Column) => `f_${column.number}`;
const prefixOf = (column: Column) => `k_${column.number}`;

const valueColumn = (fileType: FileType) => {
  const columns = new Map(fileType.columns.map((column) => [column.name, valueIn(column)]));
  return (name: string) => columns.get(name)!;
};

const errorRules = ({ fileType, slice }: CheckedFile): readonly RowRule[] =>
  rowRulesOfVariant(fileType, slice.variant).filter((rule) => rule.severity === 'ERROR');

/** `cells[3] AS c_7` for every stored column, wherever the file has it. */
function cellColumns({ fileType, slice, layout }: CheckedFile): string {
  return storedColumnsOfVariant(fileType, slice.variant)
    .map((column) => `cells[${layout.columns.indexOf(column.name) + 1}] AS ${cellOf(column)}`)
    .join(',\n');
}

/** Of the stored type, but for a dictionary: that is made where it is stored. */
const asStored = (column: Column, { value, valueOrNull }: { value: string; valueOrNull?: string }): string =>
  column.required ? value : (valueOrNull ?? `if(empty(${cellOf(column)}), NULL, ${value})`);

/** The stored columns of a fact row after its numbers, by name: what the variant does not have is NULL. */
function factValues({ fileType, slice }: CheckedFile): string {
  const own = new Set(columnsOfVariant(fileType, slice.variant));
  return storedColumns(fileType)
    .map((column) => `${own.has(column) ? valueIn(column) : 'NULL'} AS ${identifier(column.name)}`)
    .concat(
      mayQuarantine(fileType)
        ? [`${quarantineSql(fileType, slice.variant, valueColumn(fileType))} AS ${QUARANTINE_RULE.name}`]
        : [],
    )
    .concat(
      hasPrivateColumns(fileType)
        ? [`CAST({key_version:UInt16}, ${literal(KEY_VERSION_TYPE)}) AS ${KEY_VERSION.name}`]
        : [],
    )
    .join(', ');
}

/** The columns of a fact table. */
export const factColumnNames = ({ slice, fileType }: Pick<CheckedFile, 'slice' | 'fileType'>): string =>
  factColumns(slice.contract, fileType)
    .map(([name]) => identifier(name))
    .join(', ');

/** The variant and the batch, first of the columns of a fact row. Parameters: variant, batch. */
export const placeInBatch = ({ contract }: Slice): string =>
  `${contract.variants ? `{variant:String} AS ${identifier(contract.variants.column)}, ` : ''}{batch:UUID} AS batch_id`;

/** What {@link fastLaneSql} gives besides the columns of the fact table: the line only of a row that is not accepted. */
export const VERDICT_COLUMNS = 'is_accepted UInt8, left_line String';

/**
 * The fast lane: a SELECT of the rows of `rows` (line_number, row_number, record) in the shape of the fact table, and whether
 * each is accepted: everything in it is right and spelled in the everyday way. Parameters: variant, batch.
 */
export function fastLaneSql(check: CheckedFile, rows: string): string {
  const { fileType, slice, layout } = check;
  const columns = storedColumnsOfVariant(fileType, slice.variant);
  const sql = columns.map((column) => column.kind.fastLane(cellOf(column), prefixOf(column), 'is_latin'));
  const accepted = columns.map((column, index) =>
    column.required ? sql[index]!.accepts : `empty(${cellOf(column)}) OR ${sql[index]!.accepts}`,
  );
  const steps = sql.flatMap(({ steps }) => steps.map(([alias, expression]) => `${expression} AS ${alias}`));
  const nameless = namelessPlaces(layout);
  const misplaced = misplacedReasonSql(layout);
  const wellFormed = [
    `length(cells) = ${layout.columns.length}`,
    `position(record, '"') = 0`,
    `length(record) <= ${MAX_RECORD_BYTES}`,
    '(is_ascii OR is_latin)',
    ...nameless.map((place) => `empty(cells[${place}])`),
    ...(misplaced ? [`NOT ${misplaced.isMisplaced}`] : []),
    ...(mayReadItsHeader(fileType, slice.variant)
      ? [`NOT ${foreignRows(fileType, slice.variant, layout).headerSql.likely}`]
      : []),
    // In a cell that is read, its kind does not take them.
    ...(columns.length + nameless.length === layout.columns.length
      ? []
      : [`position(record, '\\0') = 0`, `position(line, '\\r') = 0`]),
  ];
  const conditions = [
    'all_sound',
    ...errorRules(check).map((rule) => conditionSql(rule.holds, valueColumn(fileType), fileType.columns)),
    ...check.references.flatMap(({ reference, exists }) =>
      exists ? [exists(reference.columns.map(valueColumn(fileType)))] : [],
    ),
  ];
  return `SELECT ${placeInBatch(slice)}, line_number, row_number, line_bytes,
    ${factValues(check)}, toUInt8(${allHold(conditions)}) AS is_accepted, if(is_accepted, '', record) AS left_line
  FROM (
    SELECT record, line_number, row_number, line_bytes, ${allHold(['well_formed', ...accepted])} AS all_sound,
      ${columns.map((column, index) => `${asStored(column, sql[index]!)} AS ${valueIn(column)}`).join(',\n')}
    FROM (
      SELECT *, ${steps.join(',\n')}
      FROM (
        SELECT record, line_number, row_number,
          toUInt32(length(record) + 1 + throwIf(length(record) > ${MAX_LINE_BYTES}, 'line too long')) AS line_bytes,
          ${allHold(wellFormed)} AS well_formed,
          ${cellColumns(check)}, is_latin
        FROM (SELECT line_number, row_number, record, ${layout.lineEnd === 'LF' ? 'record' : withoutLineEnd('record')} AS line,
          splitByChar(${delimiterSql(layout.delimiter)}, line) AS cells, isValidASCII(line) AS is_ascii,
          NOT is_ascii AND ${isLatinSql("if(is_ascii, '', line)")} AS is_latin FROM ${rows}))))`;
}

/** Columns of the table that holds the rows the slow lane has looked at, for {@link slowLaneSql}. */
export function checkedColumns({ fileType, slice }: CheckedFile): string {
  const columns = storedColumnsOfVariant(fileType, slice.variant);
  return [
    'line_number UInt32',
    'row_number UInt32',
    // Read once, and soon: not worth compressing.
    'record String CODEC(NONE)',
    'cells Array(String) CODEC(NONE)',
    // Rule numbers: their text, field and value are put together for the few rows that have any.
    'faults Array(UInt16)',
    ...columns.map((column) => `${valueIn(column)} ${columnType(column.kind, column.required)}`),
  ].join(', ');
}

/**
 * The slow lane: looks at each record in full and lists everything that is wrong with it. First the record as a whole; if
 * that is sound, every field; then the rules between fields that are valid by themselves; and the reference only if
 * nothing else is wrong, so that one mistake makes one finding.
 */
export function slowLaneSql(check: CheckedFile, rows: string): string {
  const { fileType, slice, layout } = check;
  const { variant } = slice;
  const columns = storedColumnsOfVariant(fileType, variant);
  const sql = columns.map((column) => column.kind.slowLane(cellOf(column), prefixOf(column)));
  const steps = sql.flatMap(({ steps }) => steps.map(([alias, expression]) => `${expression} AS ${alias}`));
  const cut = cutAnyRecordSql('sound', layout.delimiter, 'tokens', 'quoted', 'odd');
  const { headerSql, footerSql } = foreignRows(fileType, variant, layout);
  const required = columns.filter((column) => column.required);
  const sparse = `countEqual([${required.map(cellOf).join(', ')}], '') * 2 > ${required.length}`;
  const nameless = namelessPlaces(layout).map((place) => `notEmpty(cells[${place}])`);
  const misplaced = misplacedReasonSql(layout);
  const structure = `multiIf(length(record) > ${MAX_RECORD_BYTES}, 5, NOT isValidUTF8(record), 3, position(record, '\\0') > 0, 4,
    NOT (${cut.intact}), 2, ${headerSql.isHeader('like_header')}, 6,
    ${[`length(cells) != ${layout.columns.length}`, ...nameless, ...(misplaced ? [misplaced.isMisplaced] : [])].join(' OR ')}, 1, ${footerSql.isFooter('sparse')}, 7, 0)`;

  const columnByName = new Map(columns.map((column) => [column.name, column]));
  const fieldFaults = `arrayMap((fault, number) -> if(fault = 0, 0, number + fault),
    [${columns.map(faultOf).join(', ')}], [${columns.map(({ number }) => number * 10).join(', ')}])`;
  const rowFaults = errorRules(check).map((rule) => {
    const involved = columnsOf(rule.holds).map((name) => columnByName.get(name)!);
    const sound = involved.map((column) => `${faultOf(column)} = 0`);
    const isBroken = `NOT ${conditionSql(rule.holds, valueColumn(fileType), fileType.columns)}`;
    return `if(${allHold([...sound, isBroken])}, ${rule.number}, 0)`;
  });
  const allFaults = rowFaults.length === 0 ? fieldFaults : `arrayConcat(${fieldFaults}, [${rowFaults.join(',\n')}])`;
  // Each level hands on what the next one needs and no more: the engine's time to analyse this is most of its cost.
  const place = 'line_number, row_number, record, cells';
  const values = columns.map(valueIn).join(', ');
  // If a cell holds a control character, that is its fault, whatever else is wrong with it.
  const named = `transform(intDiv(fault, 10), [${columns.map(({ number }) => number).join(', ')}],
    [${columns.map(({ name }) => layout.columns.indexOf(name) + 1).join(', ')}], 0)`;
  const asControl = `if(fault BETWEEN 10 AND ${LAST_FIELD_RULE} AND fault % 10 > 1
    AND ${hasControlCharacterSql(`cells[${named}]`)}, toUInt16(intDiv(fault, 10) * 10 + ${CONTROL_CHARACTER[0]}), fault)`;
  return `SELECT ${place}, ${withMissing(check, 'own_faults')} AS faults, ${values}
    FROM (
      SELECT ${place}, ${values}, arrayMap(fault -> ${asControl}, all_faults) AS own_faults
      FROM (
      SELECT ${place}, ${values}, CAST(if(structure > 0, [structure],
        arrayFilter(fault -> fault != 0, ${allFaults})), 'Array(UInt16)') AS all_faults
      FROM (
        SELECT ${place}, structure, ${columns
          .map(
            (column, index) =>
              `if(empty(${cellOf(column)}), ${column.required ? 1 : 0}, ${sql[index]!.fault}) AS ${faultOf(column)},
               ${asStored(column, sql[index]!)} AS ${valueIn(column)}`,
          )
          .join(',\n')}
        FROM (
          SELECT *, ${steps.join(',\n')}
          FROM (
            SELECT ${place}, ${headerSql.likely} AS like_header, ${sparse} AS sparse,
              toUInt16(${structure}) AS structure, ${cellColumns(check)}
            FROM (SELECT *, ${cut.cells} AS cells
              FROM (SELECT *, ${cut.tokens} AS tokens
                FROM (SELECT line_number, row_number, record,
                  if(length(record) > ${MAX_RECORD_BYTES} OR NOT isValidUTF8(record), '', ${withoutLineEnd('record')}) AS sound,
                  position(sound, '"') > 0 AS quoted, ${isOddSql('sound')} AS odd
                  FROM ${rows}))))))))`;
}

/** Columns of {@link judgedRowsSql}. */
export const judgedColumns = (check: CheckedFile): string => `${checkedColumns(check)}, first_row UInt32`;

/**
 * The checked rows of a whole file once more, with what only the others tell: the references that are found nowhere, and of a
 * sound row `first_row`, the number of the first sound row of its key (of any other row: its own).
 * @param check with the references, which the slow lane did not have
 */
export function judgedRowsSql(check: CheckedFile, checkedTable: string): string {
  const { fileType, slice } = check;
  const values = storedColumnsOfVariant(fileType, slice.variant).map(valueIn);
  const place = ['line_number', 'row_number', 'record', 'cells'];
  const key = recordKeyOf(fileType).map(valueColumn(fileType));
  const first = hasUniqueRecordKey(fileType)
    ? `if(empty(faults), min(row_number) OVER (PARTITION BY empty(faults), ${key.join(', ')}), row_number)`
    : 'row_number';
  return `SELECT ${[...place, 'faults', ...values].join(', ')}, ${first} AS first_row
    FROM (SELECT ${place.join(', ')}, ${withMissing(check, 'own_faults')} AS faults, ${values.join(', ')}
      FROM (SELECT * EXCEPT (faults), faults AS own_faults FROM ${checkedTable}))`;
}

/** The faults of a row with those of its references, which are looked up only if nothing else is wrong. */
function withMissing({ fileType, references }: CheckedFile, ownFaults: string): string {
  const missing = references.flatMap(({ reference, exists }) =>
    exists ? [`if(${exists(reference.columns.map(valueColumn(fileType)))}, 0, ${reference.number})`] : [],
  );
  const faults =
    missing.length === 0
      ? ownFaults
      : `if(empty(${ownFaults}), arrayFilter(fault -> fault != 0, [${missing.join(', ')}]), ${ownFaults})`;
  return `CAST(${faults}, 'Array(UInt16)')`;
}

/**
 * The findings of the checked rows, one row a fault: row_number, line_number, field_name, rule_id, error_type, raw_value,
 * record_key, detail.
 */
export function findingsSql(check: CheckedFile, checkedTable: string): string {
  const { fileType, slice, layout } = check;
  const { variant } = slice;
  const { length } = layout.columns;
  const nameless = namelessPlaces(layout);
  const filled = `place -> notEmpty(cells[place]), [${nameless.join(', ')}]`;
  const namelessDetail =
    nameless.length === 0
      ? ''
      : `fault = 1 AND length(cells) = ${length} AND arrayExists(${filled}), ` +
        `${sentenceSql('found-nameless-column', { place: `toString(arrayFirst(${filled}))` })},`;
  const misplaced = misplacedReasonSql(layout);
  const misplacedDetail = misplaced ? `fault = 1 AND length(cells) = ${length}, ${misplaced.detail},` : '';
  const place = (name: string) => layout.columns.indexOf(name) + 1;
  const isPrivate = hasPrivateColumns(fileType);
  const shown = (name: string) => {
    const whole = `cells[${place(name)}]`;
    return isPrivate ? `if(${mayShowSql(fileType, name, whole)}, ${whole}, '…')` : whole;
  };
  const cell = (name: string) => shortened(shown(name));
  const rules = errorRulesByNumber(fileType, variant);
  const numbers = `[${rules.map(({ number }) => number).join(', ')}]`;
  /** Of the rule that the fault breaks: written once, the numbers of all rules take the engine long enough to read. */
  const ofRule = (results: readonly string[]) => `[${results.join(', ')}][rule_at]`;
  const ruleFields = [
    ...errorRules(check).map(({ number, field, holds }) => ({ number, field, fields: columnsOf(holds) })),
    ...rejectingReferencesOf(fileType).map(({ number, columns }) => ({ number, field: columns[0]!, fields: columns })),
  ];
  const details = ruleFields.flatMap(({ number, field, fields }) => {
    const others = fields.filter((name) => name !== field);
    return others.length > 0 ? [`fault = ${number}, ${besidesDetailSql(others, cell)}`] : [];
  });
  const names = recordKeyOf(fileType);
  const key = names.map((name) => `cells[${place(name)}]`);
  const keyText = key.length === 1 ? key[0]! : `arrayStringConcat([${key.join(', ')}], '/')`;
  const isKeyHidden = names.map((name) => `NOT ${mayShowSql(fileType, name, `cells[${place(name)}]`)}`).join(' OR ');
  const raw = `cells[${ofRule(rules.map(({ field }) => String(field === null ? 0 : place(field))))}]`;
  const fields = [...new Set(rules.flatMap(({ field }) => (field === null ? [] : [field])))];
  const isShown = `multiIf(${fields
    .flatMap((field) => [
      `has([${rules.flatMap((rule) => (rule.field === field ? [rule.number] : [])).join(', ')}], fault)`,
      `toUInt8(${mayShowSql(fileType, field, `cells[${place(field)}]`)})`,
    ])
    .join(', ')}, 0)`;
  // What is hidden becomes the empty text before it becomes NULL: beneath a NULL the engine keeps what stood there.
  return `SELECT row_number, line_number,
      nullIf(${ofRule(rules.map(({ field }) => literal(field ?? '')))}, '') AS field_name,
      ${ofRule(rules.map(({ id }) => literal(id)))} AS rule_id,
      ${ofRule(rules.map(({ type }) => literal(type)))} AS error_type,
      nullIf(if(fault < 10, ${isPrivate ? "''" : shortened(withoutLineEnd('record'))}, ${
        isPrivate ? `if(${isShown}, ${shortened(raw)}, '')` : shortened(raw)
      }), '') AS raw_value,
      nullIf(if(fault < 10${isPrivate ? ` OR ${isKeyHidden}` : ''}, '', ${shortened(keyText)}), '') AS record_key,
      multiIf(${namelessDetail} ${misplacedDetail}
        ${isPrivate ? `fault >= 10 AND NOT ${isShown}, ${literal(NOT_SHOWN)},` : ''}
        fault = 1, ${sentenceSql('found-cells', { count: 'toString(length(cells))', columns: literal(String(length)) })},
        fault = 6, ${sentenceSql('found-header', {})}, fault = 7, ${foreignRows(fileType, variant, layout).footerSql.look('if(fault = 7, cells, [])')}, fault = 5, ${sentenceSql('found-bytes', { bytes: 'toString(length(record))' })}, ${[...details, ''].join(', ')}'') AS detail
    FROM (SELECT *, fault, transform(fault, ${numbers}, [${rules.map((_, index) => index + 1).join(', ')}], 0) AS rule_at
      FROM ${checkedTable} ARRAY JOIN faults AS fault)`;
}

interface NumberedRule {
  readonly number: number;
  readonly id: string;
  readonly field: string | null;
  readonly type: ErrorType;
}

/** Every rule that one row can break. */
function errorRulesByNumber(fileType: FileType, variant: string | null): readonly NumberedRule[] {
  const rule = (number: number, field: string | null, type: ErrorType) => ({
    number,
    id: ruleId(fileType, number),
    field,
    type,
  });
  return [
    ...Object.keys(STRUCTURE_FAULTS).map((fault) => rule(Number(fault), null, 'STRUCTURE')),
    ...storedColumnsOfVariant(fileType, variant).flatMap((column) =>
      [...(column.required ? [1 as const] : []), ...column.kind.faults.keys()].map((fault) =>
        rule(fieldRuleNumber(column, fault), column.name, FAULT_TYPES[fault]),
      ),
    ),
    ...rejectingReferencesOf(fileType).map(({ number, columns }) => rule(number, columns[0]!, 'CROSS_REFERENCE')),
    ...rowRulesOfVariant(fileType, variant).map(({ number, field, errorType }) => rule(number, field, errorType)),
  ];
}

const shortened = (text: string): string => `toValidUTF8(substringUTF8(${text}, 1, 1000))`;

/** The checked rows that turned out to be right, in the shape of the fact table. Parameters: variant, batch. */
export const soundRowsSql = (check: CheckedFile, checkedTable: string): string =>
  `SELECT ${placeInBatch(check.slice)}, line_number, row_number,
    toUInt32(length(record) + 1) AS line_bytes, ${factValues(check)} FROM ${checkedTable} WHERE empty(faults)`;

/** The values of a checked row under the names of their columns. */
export const namedValuesSql = ({ fileType, slice }: CheckedFile): string =>
  storedColumnsOfVariant(fileType, slice.variant)
    .map((column) => `${valueIn(column)} AS ${identifier(column.name)}`)
    .join(', ');
