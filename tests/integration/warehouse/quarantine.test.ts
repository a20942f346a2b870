import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FileType } from '../../../shared/contracts/contract.ts';
import { findingSentence } from '../../../shared/contracts/finding-sentence.ts';
import { ruleExamples, rulesBrokenBy } from '../../../shared/contracts/rule-examples.ts';
import { ruleById, rulesOf } from '../../../shared/contracts/rules.ts';
import type { Include } from '../../../shared/domain/filter.ts';
import { derive } from '../../../shared/pipeline/derive.ts';
import { storeWarnings } from '../../../shared/pipeline/warnings.ts';
import { dropWorkTables } from '../../../shared/pipeline/work-tables.ts';
import type { Attempt } from '../../../shared/sync/attempt.ts';
import { completeCorrection } from '../../../shared/sync/correction.ts';
import { countRemovedKeys } from '../../../shared/sync/removed-keys.ts';
import { answerAnalysis } from '../../../shared/warehouse/analysis.ts';
import { changesOf } from '../../../shared/warehouse/batch-changes.ts';
import { listRowChanges } from '../../../shared/warehouse/changed-rows.ts';
import { type DataQuery, readDataPage } from '../../../shared/warehouse/data-page.ts';
import { readKnownRow } from '../../../shared/warehouse/data-row.ts';
import { computeProfile } from '../../../shared/warehouse/profile.ts';
import { ensureWarehouse } from '../../../shared/warehouse/schema.ts';
import { cases, MANY_LOADS_MS } from '../../properties.ts';
import { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';
import { type Cells, order, transfer, transferCells, transfers, transfersUnderTest } from './transfers.ts';

const test = warehouseUnderTest();
const { slice, load, makeLive, publishFile, expected } = transfersUnderTest(test);
const FILE_TYPES = [transfer, order] as const;
beforeAll(() => ensureWarehouse(test.scope, [transfers]));

type StoredRow = Record<string, string | number | null>;
const rowsOf = (fileType: FileType, batchId: string) =>
  test.sql.rows<StoredRow>(
    `SELECT row_number, ${fileType.columns.map(({ name }) => name).join(', ')}, quarantine_rule
     FROM ${fileType.table} WHERE batch_id = {batch:UUID} ORDER BY row_number, id`,
    { batch: batchId },
  );
const findingsOf = (fileType: FileType, batchId: string) =>
  test.sql.rows<Record<string, unknown>>(
    `SELECT row_number, line_number, rule_id, field_name, error_type, severity, raw_value, record_key, detail
     FROM validation_errors WHERE batch_id = {batch:UUID} AND file_type = {file:String} ORDER BY row_number, rule_id`,
    { batch: batchId, file: fileType.name },
  );
const many = fc.array(transferCells, { minLength: 1, maxLength: 25 });
const sent = (id: string, payer: string, amount = '1', more: Cells = {}): Cells => ({
  id,
  payer,
  beneficiary: 'X',
  amount,
  currency: 'EUR',
  ...more,
});
/** A group whose members have another rule besides, a row with two rules, a sound one. */
const BOOK = [
  sent('1', 'A', '10'),
  sent('1', 'A', '2000'),
  sent('2', 'A', '2000', { currency: '' }),
  sent('3', 'B', '600'),
  sent('4', 'B', '7'),
];

describe.each(FILE_TYPES)('$name rows', (fileType) => {
  it(
    'are flagged, and found out, as the check without a warehouse says',
    async () => {
      await fc.assert(
        fc.asyncProperty(many, async (cells) => {
          const { batchId, counts } = await publishFile(fileType, cells);
          const { all, check } = expected(fileType, cells);
          const found = all
            .flatMap(({ record, recordKey, findings }) =>
              findings.map((finding) => ({
                row_number: record.rowNumber,
                line_number: record.lineNumber,
                rule_id: finding.ruleId,
                field_name: finding.field,
                error_type: finding.errorType,
                severity: ruleById(transfers, finding.ruleId)!.severity,
                raw_value: finding.rawValue,
                record_key: recordKey,
                detail: finding.detail,
              })),
            )
            .sort((a, b) => a.row_number - b.row_number || (a.rule_id < b.rule_id ? -1 : 1));
          expect(await findingsOf(fileType, batchId)).toEqual(found);
          const flags = Object.fromEntries(
            found
              .filter(({ severity }) => severity === 'QUARANTINE')
              .map((each) => [each.row_number, each.rule_id])
              .reverse(),
          );
          const rows = await rowsOf(fileType, batchId);
          for (const row of rows) {
            expect([row.row_number, row.quarantine_rule]).toEqual([row.row_number, flags[row.row_number!] ?? null]);
          }
          expect(counts).toMatchObject({
            totalRows: cells.length,
            validRows: check.validRows,
            rejectedRows: check.rejectedRows,
            quarantinedRows: check.quarantinedRows,
          });
          expect(check.quarantinedRows).toBe(Object.keys(flags).length);
        }),
        { numRuns: cases(24) },
      );
    },
    MANY_LOADS_MS,
  );

  it(
    'that a correction keeps are grouped with those it brings, and no longer with those it replaces',
    async () => {
      await fc.assert(
        fc.asyncProperty(many, many, async (before, after) => {
          const base = await publishFile(fileType, before);
          const { batchId } = await load(fileType, after);
          const brought = await rowsOf(fileType, batchId);
          await storeWarnings(test.warehouse, slice, fileType, batchId, {});
          const attempt = { warehouse: test.warehouse, slice, batchId } as Attempt;
          const delivered = [{ fileType, uploads: [], isCorrection: true }] as never;
          const [completed] = await completeCorrection(attempt, undefined as never, delivered, base.live);
          const keyOf = ({ id, payer }: StoredRow) => (fileType === transfer ? `${id}/${payer}` : `${id}`);
          const keys = new Set(brought.map(keyOf));
          const kept = (await rowsOf(fileType, base.batchId)).filter((row) => !keys.has(keyOf(row)));
          const flagged = [...kept, ...brought].map(
            (row, index, all): { row: StoredRow; isKept: boolean; now: string | null } => {
              const own = [
                ...(row.currency === null ? [801] : []),
                ...(Number(row.amount) > 1000 ? [899] : []),
                ...fileType.groupRules!.flatMap((rule) => {
                  const same = all.filter((other) =>
                    rule.columns.every((name) => row[name] !== null && other[name] === row[name]),
                  );
                  return same.length > 1 ? [rule.number] : [];
                }),
              ];
              const first = Math.min(...own);
              return {
                row,
                isKept: index < kept.length,
                now: own.length === 0 ? null : `${fileType.rulePrefix}-${first}`,
              };
            },
          );
          const plain = (rows: readonly StoredRow[]) => rows.map((row) => JSON.stringify(row)).toSorted();
          expect(plain(await rowsOf(fileType, batchId))).toEqual(
            plain(flagged.map(({ row, now }) => ({ ...row, quarantine_rule: now }))),
          );
          expect(completed).toMatchObject({
            keptRows: kept.length,
            regrouped: {
              quarantined: flagged.filter(
                ({ row, isKept, now }) => isKept && row.quarantine_rule === null && now !== null,
              ).length,
              released: flagged.filter(({ row, isKept, now }) => isKept && row.quarantine_rule !== null && now === null)
                .length,
              quarantinedRows: flagged.filter(({ isKept, now }) => !isKept && now !== null).length,
            },
          });
          const quarantined = (await findingsOf(fileType, batchId)).filter(({ severity }) => severity === 'QUARANTINE');
          expect(new Set(quarantined.map(({ row_number }) => row_number)).size).toBe(
            completed!.regrouped!.quarantinedRows,
          );
          expect(new Set(quarantined.map((each) => `${each.row_number} ${each.rule_id}`)).size).toBe(
            quarantined.length,
          );
          await dropWorkTables(test.warehouse, slice);
        }),
        { numRuns: cases(12) },
      );
    },
    MANY_LOADS_MS,
  );
});

describe('rows of one record key', () => {
  it('are no error where the key ends in their place, and are removed only when all are gone', async () => {
    const { batchId } = await load(transfer, BOOK);
    expect(await rowsOf(transfer, batchId)).toHaveLength(BOOK.length);
    // A row on top moves all the others.
    const next = await load(transfer, [sent('9', 'Z'), ...BOOK.slice(1)]);
    const attempt = { warehouse: test.warehouse, slice, batchId: next.batchId } as Attempt;
    expect(await countRemovedKeys(attempt, transfer, batchId)).toMatchObject({ liveRows: 5, removedRows: 0 });
    expect(rulesOf(transfer).map(({ id }) => id)).not.toContain('TEST-TRANSFER-702');
    expect(rulesOf(order).map(({ id }) => id)).toContain('TEST-ORDER-702');
    await dropWorkTables(test.warehouse, slice);
  });
});

describe('two books with several rows of a record key', () => {
  it('are compared row by row within a key, quarantined ones too', async () => {
    const before = await publishFile(transfer, BOOK);
    const after = await publishFile(transfer, [
      sent('0', 'A'),
      sent('1', 'A', '10'),
      sent('1', 'A', '3000'),
      sent('1', 'A', '4'),
      ...BOOK.slice(2, 4),
    ]);
    const batches = {
      warehouse: test.warehouse,
      slice,
      table: transfer,
      before: before.batchId,
      after: after.batchId,
      isWaiting: false,
    };
    expect(await changesOf([batches], 20)).toMatchObject([{ added: 2, removed: 1, changed: 1, unchanged: 3 }]);
    const [then, now] = [before.live, after.live];
    const comparison = { warehouse: test.warehouse, slice, now, then };
    const listed = [];
    let cursor: string | undefined;
    for (let pages = 0; pages < 9; pages += 1) {
      const page = (await listRowChanges(comparison, { file_type: 'transfer', limit: 1, cursor }, 20))!;
      listed.push(...page.data);
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    const amount = (row: Record<string, unknown> | null) => row?.amount ?? null;
    expect(listed.map((row) => [row.change, row.record_key, amount(row.before), amount(row.after)])).toEqual([
      ['added', '0/A', null, '1.00'],
      ['changed', '1/A', '2000.00', '3000.00'],
      ['added', '1/A', null, '4.00'],
      ['removed', '4/B', '7.00', null],
    ]);
  });
});

describe('the rule of a group', () => {
  it.each(
    [transfer, order].flatMap((of) => of.groupRules!.map(({ number }) => ({ of, id: `${of.rulePrefix}-${number}` }))),
  )('$id is told with the others, and shown by two rows', ({ of, id }) => {
    const rule = rulesOf(of, null).find((each) => each.id === id)!;
    expect(rule).toMatchObject({ severity: 'QUARANTINE', errorType: 'DUPLICATE' });
    const { passes, fails } = ruleExamples(of, null, rule, [of]);
    const rows = (lines: readonly string[]) => lines.map((line) => line.split(';'));
    const ids = (lines: readonly string[]) =>
      expected(
        of,
        rows(lines).map((cells) => Object.fromEntries(of.columns.map(({ name }, at) => [name, cells[at]!]))),
      ).all.flatMap(({ findings }) => findings.map(({ ruleId }) => ruleId));
    for (const line of [...passes.lines, ...fails.lines]) expect(rulesBrokenBy(of, null, line)).toEqual([]);
    expect(ids(passes.lines)).not.toContain(id);
    expect(ids(fails.lines).filter((each) => each === id)).toHaveLength(2);
    expect(findingSentence(rule, 'A/X', '2 rows have it').text).toMatch(
      /^no other row has the same .*: 2 rows have it\.$/,
    );
  });
});

describe('readers', () => {
  let batchId: string;
  beforeAll(async () => {
    ({ batchId } = await publishFile(transfer, BOOK));
  });
  const read = async (query: Partial<DataQuery> = {}) => {
    const rows: StoredRow[] = [];
    let total = 0;
    let cursor: string | undefined;
    for (let pages = 0; pages < 20; pages += 1) {
      const page = await readDataPage(test.warehouse, {
        slice,
        table: transfer,
        limit: 2,
        filters: [],
        ...query,
        ...(cursor ? { cursor } : {}),
      });
      rows.push(...(JSON.parse(`[${Buffer.concat(page.rows)}]`) as StoredRow[]));
      total = page.totalCount;
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(rows).toHaveLength(total);
    return rows;
  };
  const flagsOf = async (query: Partial<DataQuery>) =>
    (await read(query)).map(({ row_number, quarantine_rule }) => [row_number, quarantine_rule]);

  it('are given sound rows, and the others where they ask for them', async () => {
    const sound = await read();
    expect(sound.map(({ row_number }) => row_number)).toEqual([4, 5]);
    expect(sound[0]).not.toHaveProperty('quarantine_rule');
    const group = 'TEST-TRANSFER-802';
    const quarantined = [
      [1, group],
      [2, group],
      [3, 'TEST-TRANSFER-801'],
    ];
    expect(await flagsOf({ include: 'only-quarantined' })).toEqual(quarantined);
    expect(await flagsOf({ include: 'quarantined' })).toEqual([...quarantined, [4, null], [5, null]]);
    expect(await flagsOf({ include: 'quarantined', columns: ['payer'] })).toHaveLength(5);
    expect(await flagsOf({ include: 'quarantined', sort: '-quarantine_rule' })).toEqual([
      [1, group],
      [2, group],
      [3, 'TEST-TRANSFER-801'],
      [4, null],
      [5, null],
    ]);
    const filter = (column: string, operator: 'eq' | 'is_null', value: string) => [
      { column, operator, value, parameter: column },
    ];
    expect(await flagsOf({ include: 'quarantined', filters: filter('quarantine_rule', 'eq', group) })).toHaveLength(2);
    expect(await flagsOf({ include: 'quarantined', filters: filter('amount', 'eq', '2000') })).toHaveLength(2);
    expect(await read({ filters: filter('amount', 'eq', '2000') })).toEqual([]);
    await expect(read({ filters: filter('quarantine_rule', 'is_null', 'true') })).rejects.toMatchObject({
      code: 'invalid-request',
    });
  });

  it('go on with a cursor only as they began', async () => {
    const query = { slice, table: transfer, limit: 1, filters: [] };
    const { nextCursor } = await readDataPage(test.warehouse, { ...query, include: 'quarantined' });
    const goOn = (include?: Include) => readDataPage(test.warehouse, { ...query, cursor: nextCursor!, include });
    await expect(goOn()).rejects.toMatchObject({ code: 'invalid-cursor' });
    await expect(goOn('only-quarantined')).rejects.toMatchObject({ code: 'invalid-cursor' });
    expect((await goOn('quarantined')).totalCount).toBe(5);
  });

  it('find derived tables, profiles and analyses made of sound rows', async () => {
    const derivedBatch = randomUUID();
    const sources = { transfer: batchId };
    const { derivedTables: tables } = transfers;
    await derive(test.warehouse, {
      slice,
      tables,
      batchId: derivedBatch,
      sources,
      settings: {},
      continued: {},
      live: {},
    });
    await makeLive({ paid: derivedBatch });
    const table = slice.table('paid');
    expect(await read({ table })).toEqual([{ payer: 'B', total: '607.00', row_number: 4 }]);
    expect(await flagsOf({ table, include: 'quarantined', sort: 'quarantine_rule' })).toEqual([[4, null]]);
    expect(await read({ table, include: 'only-quarantined' })).toEqual([]);
    const profile = await computeProfile({ warehouse: test.warehouse, slice, table: transfer, batchId });
    expect(profile.row_count).toBe(2);
    expect(profile.completeness.amount?.total).toBe(2);
    const answer = await answerAnalysis(test.warehouse, slice, transfers.analyses[0]!, {});
    expect(answer?.rows).toEqual([{ transfers: '2' }]);
  });

  it('find one row, why it is quarantined, and what it was derived from', async () => {
    const key = (cells: Record<string, string>) =>
      Object.entries(cells).map(([name, value]) => ({
        column: name,
        operator: 'eq' as const,
        value,
        parameter: `key[${name}]`,
      }));
    const member = await readKnownRow(test.warehouse, slice, transfer, key({ id: '1', payer: 'A', row_number: '2' }));
    expect(member.row).toMatchObject({ amount: '2000.00', row_number: 2, quarantine_rule: 'TEST-TRANSFER-802' });
    expect(member.row).not.toHaveProperty('line_number');
    const stored = (await findingsOf(transfer, batchId)).filter(({ row_number }) => row_number === 2);
    expect(
      member.findings.map(({ error_message, message, upload_id, dataset, variant, file_type, ...finding }) => finding),
    ).toEqual(stored.map(({ detail, ...finding }) => finding));
    expect(member.findings.map(({ severity }) => severity)).toEqual(['QUARANTINE', 'WARNING', 'QUARANTINE']);
    expect(member.findings[0]!.error_message).toContain('2 rows have it');
    const derived = await readKnownRow(test.warehouse, slice, slice.table('paid'), key({ payer: 'B' }));
    expect(derived.origins.map(({ data_type, rows }) => [data_type, rows.length])).toEqual([['transfer', 2]]);
    const missing = readKnownRow(test.warehouse, slice, transfer, key({ id: '1', payer: 'A' }));
    await expect(missing).rejects.toMatchObject({ errors: [{ field: 'key[row_number]', code: 'required' }] });
  });
});

it('a table of before, with rows, gets the column: nothing in it is quarantined', async () => {
  const plain = { ...transfer, name: 'plain', table: 'fact_plain', rowRules: [], groupRules: [] };
  const before = { ...transfers, fileTypes: [plain], derivedTables: [], analyses: [] };
  await ensureWarehouse(test.scope, [before]);
  const old = transfersUnderTest(test, before);
  await old.publishFile(plain, BOOK);
  const now = { ...before, fileTypes: [{ ...plain, rowRules: transfer.rowRules!, groupRules: transfer.groupRules! }] };
  await ensureWarehouse(test.scope, [now]);
  const upgraded = transfersUnderTest(test, now);
  const count = async (include?: Include) => {
    const table = upgraded.slice.table('plain');
    return (await readDataPage(test.warehouse, { slice: upgraded.slice, table, limit: 9, filters: [], include }))
      .totalCount;
  };
  expect([await count(), await count('only-quarantined')]).toEqual([BOOK.length, 0]);
  // A function that was not deployed yet writes on.
  await old.publishFile(plain, BOOK);
  expect(await count()).toBe(BOOK.length);
  await upgraded.publishFile(now.fileTypes[0]!, BOOK);
  expect([await count(), await count('only-quarantined')]).toEqual([2, 3]);
});
