import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { absolute, atMost, equals, iban, not, present, product } from '../../../shared/contracts/condition.ts';
import { conditionHolds } from '../../../shared/contracts/condition-holds.ts';
import type { Column, RowRule } from '../../../shared/contracts/contract.ts';
import { scaled, unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import type { Value } from '../../../shared/contracts/kinds/kind.ts';
import { rowWarnings } from '../../../shared/contracts/offline/row-warnings.ts';
import { nearestDouble } from '../../../shared/domain/exact-ratio.ts';
import type { Filter, FilterOperator } from '../../../shared/domain/filter.ts';
import { storeWarnings } from '../../../shared/pipeline/warnings.ts';
import { changesOf } from '../../../shared/warehouse/batch-changes.ts';
import { listRowChanges } from '../../../shared/warehouse/changed-rows.ts';
import { type DataQuery, readDataPage } from '../../../shared/warehouse/data-page.ts';
import { computeProfile } from '../../../shared/warehouse/profile.ts';
import { liveBatches } from '../../../shared/warehouse/published.ts';
import { ROW_NUMBER } from '../../../shared/warehouse/served-columns.ts';
import { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';
import { type Cells, type EveryRow, everyColumn, everyKind, loadsOf, rowOfCells } from './every-kind.ts';

const warning = (number: number, field: string, holds: RowRule['holds']): RowRule => ({
  number,
  severity: 'WARNING',
  errorType: 'VALUE',
  field,
  holds,
  reason: `${field} is usually otherwise`,
  why: 'A test says so.',
  example: {},
});
const dataset = everyKind([
  warning(901, 'amount', equals(absolute('amount'), absolute(product('shares', 'price')))),
  warning(902, 'at', atMost('key_time', 'at')),
  warning(903, 'accounts', iban('accounts', 'checkDigits')),
  warning(904, 'moments', not(present('moments'))),
  warning(905, 'huge', atMost('unsigned', 'huge')),
]);

const test = warehouseUnderTest();
const { fileType, slice, load } = loadsOf(test, dataset);
const LIMIT = 40;

async function readAll(query: Partial<DataQuery> = {}): Promise<Record<string, Value>[]> {
  const rows: Record<string, Value>[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await readDataPage(test.warehouse, {
      slice,
      table: fileType,
      limit: LIMIT,
      filters: [],
      ...query,
      ...(cursor ? { cursor } : {}),
    });
    const data = JSON.parse(`[${Buffer.concat([...page.rows]).toString()}]`) as Record<string, Value>[];
    if (cursor !== null && page.nextCursor !== null) expect(data).toHaveLength(LIMIT);
    rows.push(...data);
    cursor = page.nextCursor;
    expect(rows.length).toBeLessThanOrEqual(page.totalCount);
  } while (cursor);
  return rows;
}

/** Served values in the order of what they stand for. */
function compare({ kind }: Pick<Column, 'kind'>, a: Value, b: Value): number {
  if (kind.number) {
    const [x, y] = [a, b].map((value) => unscaled(String(value), kind.number!.scale));
    return x! < y! ? -1 : x! > y! ? 1 : 0;
  }
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}
const columnNamed = (name: string) => fileType.columns.find((column) => column.name === name)!;

function sorted(rows: readonly EveryRow[], name: string, descending: boolean): number[] {
  return rows
    .toSorted((a, b) => {
      const [x, y] = [a.values[name]!, b.values[name]!];
      if (x === null || y === null) {
        if (x !== y) return x === null ? 1 : -1;
      } else {
        const order = compare(columnNamed(name), x, y);
        if (order !== 0) return descending ? -order : order;
      }
      for (const key of fileType.key) {
        const order = compare(columnNamed(key), a.values[key]!, b.values[key]!);
        if (order !== 0) return order;
      }
      return a.row_number - b.row_number;
    })
    .map(({ row_number }) => row_number);
}

const sample = (seed: number, count: number): Cells[] => fc.sample(rowOfCells, { seed, numRuns: count });
const isList = ({ kind }: Column) => kind.servedAs === 'list';
const filter = (column: string, operator: FilterOperator, value: string): Filter => ({
  column,
  operator,
  value,
  parameter: `filter[${column}][${operator}]`,
});
const numbersOf = (rows: readonly Record<string, Value>[]) => rows.map(({ row_number }) => row_number);

describe('columns of every kind', () => {
  let rows: readonly EveryRow[];
  let batchId: string;
  beforeAll(async () => {
    ({ rows, batchId } = await load(sample(fc.readConfigureGlobal().seed ?? Date.now() % 1_000_000, 120)));
    expect(rows.length).toBeGreaterThan(50);
  });

  it('are served as they were read, and as their JSON schema says', async () => {
    const served = await readAll();
    const byNumber = new Map(served.map((row) => [row.row_number, row]));
    expect(served).toHaveLength(rows.length);
    for (const { row_number, values } of rows) {
      expect(byNumber.get(row_number)).toEqual({ ...values, part: slice.variant, row_number });
    }
    for (const { name, kind } of everyColumn) {
      const types = new Set(rows.flatMap(({ values }) => (values[name] === null ? [] : [typeof values[name]])));
      const expected = kind.servedAs === 'list' ? 'object' : kind.servedAs;
      expect({ name, types: [...types] }).toEqual({ name, types: [expected] });
    }
  });

  it.each(everyColumn.filter((column) => !isList(column)))('sort by $name, page by page', async ({ name, number }) => {
    const descending = number % 2 === 0;
    const found = await readAll({ sort: `${descending ? '-' : ''}${name}`, columns: ['row_number'] });
    expect(numbersOf(found)).toEqual(sorted(rows, name, descending));
  });

  it.each(everyColumn.filter(isList))('$name, a list, gives no order', async ({ name }) => {
    await expect(readAll({ sort: name })).rejects.toMatchObject({ code: 'invalid-request' });
  });

  const operators: readonly [FilterOperator, (order: number) => boolean][] = [
    ['eq', (order) => order === 0],
    ['gte', (order) => order >= 0],
    ['lt', (order) => order < 0],
  ];
  it.each(everyColumn.filter((column) => !isList(column)))('filter by $name', async (column) => {
    const { name } = column;
    const values = [...new Set(rows.map(({ values }) => values[name]!).filter((value) => value !== null))];
    const value = values[0]!;
    for (const [operator, fits] of operators) {
      const expected = rows.filter(
        ({ values }) => values[name] !== null && fits(compare(column, values[name]!, value)),
      );
      const found = await readAll({ filters: [filter(name, operator, String(value))], limit: 1_000 });
      expect({ operator, value, found: numbersOf(found).toSorted() }).toEqual({
        operator,
        value,
        found: expected.map(({ row_number }) => row_number).toSorted(),
      });
    }
    const some = values.slice(0, 3).filter((each) => !String(each).includes(','));
    const found = await readAll({ filters: [filter(name, 'in', some.join(','))], limit: 1_000 });
    expect(found).toHaveLength(rows.filter(({ values }) => some.includes(values[name]!)).length);
  });

  it.each(everyColumn.filter(isList))('find an element of $name', async ({ name }) => {
    const lists = rows.map(({ values }) => values[name] as readonly (string | number)[]);
    for (const element of [...new Set(lists.flat())].slice(0, 2)) {
      const found = await readAll({ filters: [filter(name, 'contains', String(element))], limit: 1_000 });
      expect(found).toHaveLength(lists.filter((each) => each.includes(element)).length);
    }
    await expect(readAll({ filters: [filter(name, 'eq', 'a')] })).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it.each(everyColumn)('find what has no $name', async ({ name }) => {
    for (const wanted of ['true', 'false']) {
      const found = await readAll({ filters: [filter(name, 'is_null', wanted)], limit: 1_000 });
      const isAbsent = ({ values }: EveryRow) => !conditionHolds(present(name), values, fileType.columns);
      expect(found).toHaveLength(rows.filter((row) => String(isAbsent(row)) === wanted).length);
    }
  });

  it('warn of what is remarkable, as the check without a warehouse does', async () => {
    await storeWarnings(test.warehouse, slice, fileType, batchId, {});
    const stored = await test.sql.rows<Record<string, unknown>>(
      `SELECT row_number, rule_id, raw_value, detail, record_key FROM validation_errors
       WHERE batch_id = {batch:UUID} AND severity = 'WARNING' ORDER BY row_number, rule_id`,
      { batch: batchId },
    );
    const warningsOf = rowWarnings(fileType, slice.variant);
    const expected = rows.flatMap(({ row_number, values }) =>
      warningsOf(values)
        .toSorted((a, b) => (a.ruleId < b.ruleId ? -1 : 1))
        .map(({ ruleId, rawValue, detail }) => ({
          row_number,
          rule_id: ruleId,
          raw_value: rawValue,
          detail,
          record_key: fileType.key.map((name) => values[name]).join('/'),
        })),
    );
    expect(stored).toEqual(expected);
    expect(new Set(stored.map(({ rule_id }) => rule_id)).size).toBe(5);
  });

  it('are profiled exactly, whatever their width', async () => {
    const profile = await computeProfile({ warehouse: test.warehouse, slice, table: fileType, batchId });
    for (const { name, kind, profile: wanted } of everyColumn) {
      const present = rows.flatMap(({ values }) => {
        const value = values[name]!;
        return value === null || (Array.isArray(value) && value.length === 0) ? [] : [value];
      });
      expect(profile.completeness[name]?.missing_count).toBe(rows.length - present.length);
      expect(name in profile.null_ratios).toBe(!name.startsWith('key_') || name === 'key_time');
      if (wanted === 'categorical' || wanted === 'both') {
        const { unique_count, values, other_count } = profile.categorical_stats[name]!;
        expect(unique_count).toBe(new Set(present).size);
        expect(values.reduce((all, { frequency }) => all + frequency, other_count)).toBe(present.length);
        for (const { value, frequency } of values)
          expect(frequency).toBe(present.filter((each) => each === value).length);
      }
      if (wanted !== 'numeric' && wanted !== 'both') continue;
      const figures = profile.numeric_stats[name]!;
      const { scale } = kind.number!;
      const one = 10n ** BigInt(scale);
      const units = present
        .map((value) => unscaled(String(value), scale))
        .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      const count = BigInt(units.length);
      const total = units.reduce((all, each) => all + each, 0n);
      expect(figures.min).toBe(nearestDouble(units[0]!, one));
      expect(figures.max).toBe(nearestDouble(units.at(-1)!, one));
      expect(figures.avg).toBe(nearestDouble(total, count * one));
      expect(figures.zero_count).toBe(units.filter((each) => each === 0n).length);
      const squares = units.reduce((all, each) => all + each * each, 0n);
      const variance = nearestDouble(count * squares - total * total, count * count * one * one);
      expect(figures.stddev).toBe(Math.sqrt(variance));
      const place = (count - 1n) * 50n;
      const [low, high] = [units[Number(place / 100n)]!, units[Number((place + 99n) / 100n)]!];
      expect(figures.p50).toBe(nearestDouble(low * (100n - (place % 100n)) + high * (place % 100n), 100n * one));
      expect(figures.histogram.reduce((all, bucket) => all + bucket.count, 0)).toBe(units.length);
      for (const [index, { from, to, count }] of figures.histogram.entries()) {
        const isLast = index === figures.histogram.length - 1;
        const numbers = units.map((each) => nearestDouble(each, one));
        // An edge is rounded to a double: a value right on it may count on either side here.
        expect(count).toBeGreaterThanOrEqual(numbers.filter((each) => each > from && (each < to || isLast)).length);
        expect(count).toBeLessThanOrEqual(numbers.filter((each) => each >= from && each <= to).length);
      }
    }
  });

  it('are compared with those of the batch before', async () => {
    const then = (await liveBatches(test.warehouse, slice))!;
    const before = new Map(rows.map((row) => [keyOf(row.values), row]));
    const cells = sample(42, 40);
    const changed = await load(cells);
    const now = (await liveBatches(test.warehouse, slice))!;
    const after = new Map(changed.rows.map((row) => [keyOf(row.values), row]));
    const batches = { warehouse: test.warehouse, slice, table: fileType, before: batchId, after: changed.batchId };
    const changes = (await changesOf([{ ...batches, isWaiting: false }], 20))[0]!;
    const both = [...after.keys()].filter((key) => before.has(key));
    expect([changes.added, changes.removed]).toEqual([after.size - both.length, before.size - both.length]);
    const sumOf = (all: readonly EveryRow[], name: string, scale: number) =>
      scaled(
        all.reduce(
          (total, { values }) => total + (values[name] === null ? 0n : unscaled(String(values[name]), scale)),
          0n,
        ),
        scale,
      );
    const amounts = everyColumn.filter(({ kind }) => kind.isAmount);
    expect(Object.keys(changes.totals)).toEqual(amounts.map(({ name }) => name));
    for (const { name, kind } of amounts) {
      const { scale } = kind.number!;
      expect(changes.totals[name]).toEqual({
        before: sumOf(rows, name, scale),
        after: sumOf(changed.rows, name, scale),
      });
    }

    const listed = [];
    let cursor: string | undefined;
    const comparison = { warehouse: test.warehouse, slice, now, then };
    do {
      const page = await listRowChanges(comparison, { file_type: fileType.name, limit: LIMIT, cursor }, 20);
      listed.push(...page!.data);
      cursor = page!.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(listed.length).toBe(changes.added + changes.removed + changes.changed);
    for (const { change, record_key, after: shown } of listed) {
      if (change === 'removed') continue;
      const row = after.get(record_key)!;
      expect(shown).toEqual({ ...row.values, part: slice.variant, [ROW_NUMBER.name]: row.row_number });
    }
  });
});

const keyOf = (values: Readonly<Record<string, Value>>): string => fileType.key.map((name) => values[name]).join('/');
