import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EndedSync } from '../../../shared/domain/sync.ts';
import { groupFindings } from '../../../shared/warehouse/finding-groups.ts';
import { recurringErrors } from '../../../shared/warehouse/recurring-errors.ts';
import { RETAIL } from '../../slices.ts';
import { warehouseUnderTest } from '../pipeline/warehouse-under-test.ts';

const test = warehouseUnderTest();
const batches = [randomUUID(), randomUUID(), randomUUID()] as const;
const page = { limit: 100 };

interface Finding {
  batch: string;
  file: string;
  rule: string;
  field: string | null;
  row: number;
  severity?: string;
  value?: string | null;
}

async function store(findings: readonly Finding[]): Promise<void> {
  const lines = findings.map(({ batch, file, rule, field, row, severity = 'ERROR', value = null }) =>
    JSON.stringify({
      batch_id: batch,
      file_type: file,
      row_number: row,
      line_number: row + 1,
      field_name: field,
      rule_id: rule,
      error_type: field === null ? 'STRUCTURE' : 'VALUE',
      severity,
      raw_value: value,
      record_key: field === null ? null : `KEY_${row}`,
      detail: '',
    }),
  );
  await test.sql.command(`INSERT INTO validation_errors FORMAT JSONEachRow\n${lines.join('\n')}`);
}

/** Rows that break a rule, in no order. */
const rows = (batch: string, file: string, rule: string, field: string | null, numbers: number[], severity = 'ERROR') =>
  numbers.map((row) => ({ batch, file, rule, field, row, severity, value: row % 2 ? null : `v"${row}` }));

beforeAll(async () => {
  const [newest, middle, oldest] = batches;
  await store([
    ...rows(newest, 'credit', 'LOAN-CREDIT-035', 'customer_type', [9, 2, 7, 4, 1, 3]),
    ...rows(newest, 'credit', 'LOAN-CREDIT-001', null, [8]),
    ...rows(newest, 'credit', 'LOAN-CREDIT-901', 'total_installment_count', [5, 6], 'WARNING'),
    ...rows(newest, 'payment_plan', 'LOAN-PAYMENT-701', 'loan_account_number', [3, 1]),
    ...rows(middle, 'credit', 'LOAN-CREDIT-035', 'customer_type', [1]),
    ...rows(middle, 'credit', 'LOAN-CREDIT-031', 'customer_type', [2]),
    ...rows(oldest, 'payment_plan', 'LOAN-PAYMENT-701', 'loan_account_number', [1, 2, 3, 4, 5, 6, 7]),
  ]);
});

describe('the findings of one batch by rule', () => {
  const groups = (filter = {}, paging: { limit: number; cursor?: string } = page) =>
    groupFindings(test.warehouse, RETAIL, batches[0], { credit: 60, payment_plan: null }, filter, paging);

  it('are counted, with the first five rows of each', async () => {
    const { data, next_cursor } = await groups();
    expect(next_cursor).toBeNull();
    expect(data.map(({ rule_id, file_type, count, row_share }) => [rule_id, file_type, count, row_share])).toEqual([
      ['LOAN-CREDIT-035', 'credit', 6, 0.1],
      ['LOAN-CREDIT-901', 'credit', 2, 0.0333],
      ['LOAN-PAYMENT-701', 'payment_plan', 2, null],
      ['LOAN-CREDIT-001', 'credit', 1, 0.0167],
    ]);
    expect(data[0]).toMatchObject({
      field_name: 'customer_type',
      severity: 'ERROR',
      error_type: 'VALUE',
      expected: 'customer_type must be one of I, T, V.',
      examples: [
        { row_number: 1, line_number: 2, raw_value: null, record_key: 'KEY_1' },
        { row_number: 2, line_number: 3, raw_value: 'v"2', record_key: 'KEY_2' },
        { row_number: 3 },
        { row_number: 4 },
        { row_number: 7 },
      ],
    });
    expect(data[3]).toMatchObject({ field_name: null, error_type: 'STRUCTURE', examples: [{ record_key: null }] });
  });

  it('are the same page by page', async () => {
    const whole = (await groups()).data;
    const seen = [];
    let cursor: string | undefined;
    do {
      const { data, next_cursor } = await groups({}, { limit: 1, ...(cursor ? { cursor } : {}) });
      expect(data).toHaveLength(1);
      seen.push(...data);
      cursor = next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(whole);
  });

  it.each([
    [{ severity: 'WARNING' }, ['LOAN-CREDIT-901']],
    [{ file_type: 'payment_plan' }, ['LOAN-PAYMENT-701']],
    [{ error_type: 'STRUCTURE' }, ['LOAN-CREDIT-001']],
    [{ field_name: 'customer_type' }, ['LOAN-CREDIT-035']],
    [{ field_name: 'nothing' }, []],
  ])('filtered by %j', async (filter, expected) => {
    expect((await groups(filter)).data.map(({ rule_id }) => rule_id)).toEqual(expected);
  });

  it('of a rule that is not in force any more are there too', async () => {
    const batch = randomUUID();
    await store(rows(batch, 'credit', 'LOAN-CREDIT-699', 'gone', [1]));
    const { data } = await groupFindings(test.warehouse, RETAIL, batch, {}, {}, page);
    expect(data).toMatchObject([{ rule_id: 'LOAN-CREDIT-699', expected: null, count: 1 }]);
  });
});

describe('the findings of several syncs', () => {
  const syncs: EndedSync[] = batches.map((batchId, index) => ({
    id: randomUUID(),
    batchId,
    dataset: 'loans',
    variant: index === 1 ? 'COMMERCIAL' : 'RETAIL',
    completedAt: `2026-03-0${3 - index}T10:00:00.000Z`,
  }));
  const seen = ({ sync_count, last_seen, error_count, warning_count }: Awaited<ReturnType<typeof by>>[number]) => [
    error_count,
    warning_count,
    sync_count,
    syncs.findIndex(({ id }) => id === last_seen.sync_id),
  ];
  const by = async (grouping: 'rule' | 'field' | 'file_type', filter = {}, of = syncs) =>
    (await recurringErrors(test.warehouse, of, grouping, filter, page)).data;

  it('by rule', async () => {
    const groups = await by('rule');
    expect(groups.map((group) => [group.rule_id, ...seen(group)])).toEqual([
      ['LOAN-PAYMENT-701', 9, 0, 2, 0],
      ['LOAN-CREDIT-035', 7, 0, 2, 0],
      ['LOAN-CREDIT-901', 0, 2, 1, 0],
      ['LOAN-CREDIT-001', 1, 0, 1, 0],
      ['LOAN-CREDIT-031', 1, 0, 1, 1],
    ]);
    expect(groups[4]?.last_seen).toEqual({
      sync_id: syncs[1]?.id,
      dataset: 'loans',
      variant: 'COMMERCIAL',
      loan_type: 'COMMERCIAL',
      completed_at: '2026-03-02T10:00:00.000Z',
    });
  });

  it('by field: rules of one field together, faults of a whole row by themselves', async () => {
    const groups = await by('field');
    expect(groups.map((group) => [group.file_type, group.field_name, ...seen(group)])).toEqual([
      ['payment_plan', 'loan_account_number', 9, 0, 2, 0],
      ['credit', 'customer_type', 8, 0, 2, 0],
      ['credit', 'total_installment_count', 0, 2, 1, 0],
      ['credit', null, 1, 0, 1, 0],
    ]);
    expect(groups.every(({ rule_id, error_type }) => rule_id === null && error_type === null)).toBe(true);
  });

  it('by file', async () => {
    expect((await by('file_type')).map((group) => [group.file_type, group.count, ...seen(group)])).toEqual([
      ['credit', 11, 9, 2, 2, 0],
      ['payment_plan', 9, 9, 0, 2, 0],
    ]);
  });

  it('of one file, of one severity, of the syncs named only', async () => {
    expect(await by('file_type', { severity: 'WARNING' })).toMatchObject([{ file_type: 'credit', count: 2 }]);
    expect(await by('rule', { file_type: 'payment_plan' }, syncs.slice(2))).toMatchObject([
      { rule_id: 'LOAN-PAYMENT-701', count: 7, last_seen: { sync_id: syncs[2]?.id } },
    ]);
    expect(await by('rule', {}, [])).toEqual([]);
  });

  it('are the same page by page', async () => {
    const whole = await by('rule');
    const pages = [];
    let cursor: string | undefined;
    do {
      const { data, next_cursor } = await recurringErrors(test.warehouse, syncs, 'rule', {}, { limit: 2, cursor });
      pages.push(...data);
      cursor = next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(pages).toEqual(whole);
  });
});
