import * as z from 'zod';
import { type FileType, type GroupRule, groupRulesOf, recordKeyOf } from '../contracts/contract.ts';
import { QUARANTINE_RULE, QUARANTINE_RULE_TYPE } from '../contracts/quarantine.ts';
import { type Breach, quarantineSql } from '../contracts/quarantine-sql.ts';
import { groupDetailSql, ruleId } from '../contracts/rules.ts';
import type { Slice } from '../contracts/slice.ts';
import { count } from '../domain/values.ts';
import { identifier, literal } from '../sql/quoting.ts';
import { rowCount } from '../sql/statement.ts';
import type { Warehouse } from '../warehouse/client.ts';
import { inBatch, recordKeySql, VALIDATION_ERRORS } from '../warehouse/tables.ts';
import { LOAD_SETTINGS, type LoadTarget, partitionOf } from './load-target.ts';
import { ERROR_COLUMNS } from './slow-lane.ts';
import { WRITTEN, writtenSql } from './warnings.ts';
import { workTables } from './work-tables.ts';

type Batch = Pick<LoadTarget, 'slice' | 'batchId'>;

/**
 * The rows of a batch that may be in a group of more than one, and the columns of the group. Parameters: variant, batch. Nearly
 * every row is alone, so they are counted by a hash of 8 bytes first. Memory grows with the rows, by some 40 bytes each, and
 * goes to disk beyond the load's bound.
 */
const candidatesSql = ({ contract }: Slice, { table }: FileType, { columns }: GroupRule): string => {
  const names = columns.map(identifier).join(', ');
  const filled = columns.map((name) => `isNotNull(${identifier(name)})`).join(' AND ');
  const rows = `FROM ${table} WHERE ${inBatch(contract)} AND ${filled}`;
  return `SELECT row_number, ${names} ${rows}
      AND cityHash64(${names}) IN (SELECT cityHash64(${names}) AS hash ${rows} GROUP BY hash HAVING count() > 1)`;
};

/** The groups of more than one row: their columns, and `_members`. @param candidates a table or a subquery of the rows */
const groupsSql = (candidates: string, { columns }: GroupRule): string => {
  const names = columns.map(identifier).join(', ');
  return `SELECT ${names}, count() AS _members FROM ${candidates} GROUP BY ${names} HAVING _members > 1`;
};

/** In large blocks: nothing is cut or converted here. */
const GROUP_SETTINGS = { ...LOAD_SETTINGS, max_block_size: '65536' } as const;

/** What became of rows that did not come with the batch's own files. */
export interface Regrouped {
  readonly quarantined: number;
  readonly released: number;
}

const markedRow = z.strictObject({ differing: count, quarantined: count, released: count });

/** How the rows of a batch are to be flagged. */
interface Marking {
  readonly flag: string;
  /** Of all other rows the flag is right. */
  readonly isConcerned: string;
}

const flagRow = z.strictObject({ flag: z.string() });

/**
 * Flags the members of groups among the rows that the files of a batch brought, when all of them are in. They are few: which
 * they are is found out beforehand, so that the mutation reads nothing but numbers of rows.
 */
export async function markGroups(warehouse: Warehouse, batch: Batch, fileType: FileType): Promise<void> {
  const { slice, batchId } = batch;
  const { flag, members, candidates } = await findGroups(warehouse, batch, fileType, 'loaded');
  if (candidates.length === 0) return;
  const marked = `${workTables(batch, fileType, 'loaded').groups}_marked`;
  const numbers = candidates.map((table) => `SELECT row_number FROM ${table}`).join(' UNION ALL ');
  await warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${marked} ENGINE = MergeTree ORDER BY row_number AS
      SELECT row_number, assumeNotNull(${flag}) AS flag FROM ${fileType.table}
      WHERE ${inBatch(slice.contract)} AND row_number IN (${numbers}) AND (${members})`,
    parameters: { variant: slice.storedVariant, batch: batchId },
    settings: GROUP_SETTINGS,
  });
  const flags = await warehouse.rows({
    name: 'count-groups',
    row: flagRow,
    sql: `SELECT DISTINCT flag FROM ${marked} ORDER BY flag`,
  });
  if (flags.length === 0) return;
  const cases = flags.map(
    ({ flag }) => `row_number IN (SELECT row_number FROM ${marked} WHERE flag = ${literal(flag)}), ${literal(flag)}`,
  );
  await mark(warehouse, batch, fileType, {
    flag: `CAST(multiIf(${cases.join(', ')}, NULL), ${literal(QUARANTINE_RULE_TYPE)})`,
    isConcerned: `row_number IN (SELECT row_number FROM ${marked})`,
  });
}

/**
 * The same among all rows of a batch that a correction made whole; those that are in no group any more are not flagged for it
 * any longer. Safe to repeat.
 * @param brought a table of the record keys of rows that came with the files: the result is about the others
 */
export async function markGroupsAnew(
  warehouse: Warehouse,
  batch: Batch,
  fileType: FileType,
  brought: string,
): Promise<Regrouped> {
  const { slice, batchId } = batch;
  const { flag, members } = await findGroups(warehouse, batch, fileType, 'whole');
  const ids = groupRulesOf(fileType).map(({ number }) => literal(ruleId(fileType, number)));
  const isConcerned = `${members} OR ifNull(${QUARANTINE_RULE.name} IN (${ids.join(', ')}), 0)`;
  const { differing, ...regrouped } = await warehouse.row({
    name: 'count-regrouped',
    row: markedRow,
    sql: `SELECT countIf(ifNull(former, '') != ifNull(flag, '')) AS differing,
        countIf(is_kept AND isNull(former) AND isNotNull(flag)) AS quarantined,
        countIf(is_kept AND isNotNull(former) AND isNull(flag)) AS released
      FROM (SELECT ${QUARANTINE_RULE.name} AS former, ${flag} AS flag, NOT ${isBrought(fileType, brought)} AS is_kept
        FROM ${fileType.table} WHERE ${inBatch(slice.contract)} AND (${isConcerned}))`,
    parameters: { variant: slice.storedVariant, batch: batchId },
    settings: LOAD_SETTINGS,
  });
  if (differing > 0) await mark(warehouse, batch, fileType, { flag, isConcerned });
  return regrouped;
}

/** Makes a table of the groups of each rule, and one of the rows that may be in them. */
async function findGroups(warehouse: Warehouse, { slice, batchId }: Batch, fileType: FileType, stage: string) {
  const { groups } = workTables({ slice, batchId }, fileType, stage);
  const breaches: Breach[] = [];
  const candidates: string[] = [];
  for (const rule of groupRulesOf(fileType)) {
    const table = `${groups}_${rule.number}`;
    const make = (name: string, sql: string) =>
      warehouse.command({
        name: 'find-groups',
        sql: `CREATE TABLE ${name} ENGINE = MergeTree ORDER BY tuple() AS ${sql}`,
        parameters: { variant: slice.storedVariant, batch: batchId },
        settings: GROUP_SETTINGS,
      });
    await make(`${table}_rows`, candidatesSql(slice, fileType, rule));
    await make(table, groupsSql(`${table}_rows`, rule));
    const columns = rule.columns.map(identifier).join(', ');
    breaches.push([rule.number, `ifNull((${columns}) IN (SELECT ${columns} FROM ${table}), 0)`]);
    candidates.push(`${table}_rows`);
  }
  const flag = quarantineSql(fileType, slice.variant, identifier, breaches);
  return { flag, members: breaches.map(([, isMember]) => isMember).join(' OR '), candidates };
}

const mark = (warehouse: Warehouse, batch: Batch, fileType: FileType, { flag, isConcerned }: Marking): Promise<void> =>
  warehouse.command({
    name: 'mark-groups',
    sql: `ALTER TABLE ${fileType.table} UPDATE ${QUARANTINE_RULE.name} = ${flag}
     IN PARTITION ${partitionOf(batch)} WHERE ${isConcerned}`,
    settings: { mutations_sync: '2' },
  });

const isBrought = (fileType: FileType, brought: string): string => {
  const key = recordKeyOf(fileType).map(identifier).join(', ');
  return `(${key}) IN (SELECT ${key} FROM ${brought})`;
};

/** Makes a table of the record keys that a batch has so far. @returns its name */
export async function rememberBrought(warehouse: Warehouse, batch: Batch, fileType: FileType): Promise<string> {
  const { brought } = workTables(batch, fileType, 'whole');
  const key = recordKeyOf(fileType).map(identifier).join(', ');
  await warehouse.command({
    name: 'make-work-table',
    sql: `CREATE TABLE ${brought} ENGINE = MergeTree ORDER BY (${key}) AS
      SELECT DISTINCT ${key} FROM ${fileType.table} WHERE ${inBatch(batch.slice.contract)}`,
    parameters: { variant: batch.slice.storedVariant, batch: batch.batchId },
  });
  return brought;
}

/** Quarantined rows of a batch. @param brought a table of record keys: only theirs */
export async function countQuarantined(
  warehouse: Warehouse,
  { slice, batchId }: Batch,
  fileType: FileType,
  brought?: string,
): Promise<number> {
  const { rows } = await warehouse.row({
    name: 'count-quarantined',
    row: rowCount,
    sql: `SELECT count() AS rows FROM ${fileType.table}
     WHERE ${inBatch(slice.contract)} AND isNotNull(${QUARANTINE_RULE.name})${brought === undefined ? '' : ` AND ${isBrought(fileType, brought)}`}`,
    parameters: { variant: slice.storedVariant, batch: batchId },
  });
  return rows;
}

/**
 * Stores why rows of a batch are quarantined with others.
 * @param brought a table of record keys: only theirs, whatever they are grouped with
 */
export async function storeGroupFindings(
  warehouse: Warehouse,
  { slice, batchId }: Batch,
  fileType: FileType,
  brought?: string,
): Promise<void> {
  for (const rule of groupRulesOf(fileType)) {
    const values = rule.columns.map((name) => writtenSql(fileType.columns.find((column) => column.name === name)!));
    await warehouse.command({
      name: 'keep-group-findings',
      sql: `INSERT INTO ${VALIDATION_ERRORS} (${ERROR_COLUMNS})
       SELECT {batch:UUID}, ${literal(fileType.name)}, row_number, line_number, ${literal(rule.columns[0]!)},
         ${literal(ruleId(fileType, rule.number))}, 'DUPLICATE', 'QUARANTINE', arrayStringConcat([${values.join(', ')}], '/'),
         ${recordKeySql(fileType)}, ${groupDetailSql('_members')}
       FROM (SELECT * FROM ${fileType.table} WHERE ${inBatch(slice.contract)}${brought === undefined ? '' : ` AND ${isBrought(fileType, brought)}`}) AS members
       INNER JOIN (${groupsSql(`(${candidatesSql(slice, fileType, rule)})`, rule)}) AS found USING (${rule.columns.map(identifier).join(', ')})`,
      parameters: { variant: slice.storedVariant, batch: batchId },
      settings: { ...GROUP_SETTINGS, ...WRITTEN },
    });
  }
}
