import { beforeAll, describe, expect, it } from 'vitest';
import type { Page, SyncLog } from './answers.ts';
import type { Bank } from './bank.ts';
import { creditRows, fileOf, paymentRows, spoil } from './files.ts';
import { banksFor } from './tenants.ts';

interface ErrorGroup {
  readonly rule_id: string;
  readonly file_type: string;
  readonly field_name: string | null;
  readonly severity: string;
  readonly expected: string | null;
  readonly count: number;
  readonly row_share: number | null;
  readonly examples: readonly {
    row_number: number;
    line_number: number;
    raw_value: string | null;
    record_key: string;
  }[];
}
interface RecurringError {
  readonly rule_id: string | null;
  readonly field_name: string | null;
  readonly file_type: string;
  readonly count: number;
  readonly sync_count: number;
  readonly last_seen: { sync_id: string; loan_type: string; completed_at: string };
}
interface RecurringErrors extends Page<RecurringError> {
  readonly syncs_considered: number;
}

let bank: Bank;
let first: SyncLog;
let second: SyncLog;
let dryRun: SyncLog;

beforeAll(async () => {
  [bank] = (await banksFor('GROUPS', 1)) as [Bank];
  first = await bank.load(
    fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 40), 8, { customer_type: '?' })),
    fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 40)),
  );
  const file = fileOf('credit', 'COMMERCIAL', spoil(creditRows('COMMERCIAL', 20), 2, { customer_type: 'nobody' }));
  await bank.stage(file);
  dryRun = await bank.waitForSync((await bank.startSync('COMMERCIAL', { validate_only: true })).id);
  second = await bank.load(file);
});

const groupsOf = (id: string, query: Record<string, string | number> = {}) =>
  bank.all<ErrorGroup>(`/api/sync/logs/${id}/error-groups`, { severity: 'ERROR', ...query });
const recurring = (query: Record<string, string | number>) =>
  bank.call<RecurringErrors>('/api/errors', { query: { severity: 'ERROR', ...query } });

describe('the errors of a sync by rule', () => {
  it('are counted per file, with a share and the first rows', async () => {
    const groups = await groupsOf(first.id);
    expect(groups.map(({ rule_id, count, row_share }) => [rule_id, count, row_share])).toEqual([
      ['LOAN-CREDIT-035', 8, 0.2],
      ['LOAN-PAYMENT-701', 8, 0.2],
    ]);
    expect(groups[0]).toMatchObject({ file_type: 'credit', field_name: 'customer_type', severity: 'ERROR' });
    expect(groups[0]?.examples).toHaveLength(5);
    expect(groups[0]?.examples[0]).toEqual({
      row_number: 1,
      line_number: 2,
      raw_value: '?',
      record_key: 'LOAN_000001',
    });
    const total = groups.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(first.error_count);
  });

  it('lead to their rows: the list of findings takes a rule', async () => {
    const found = await bank.errors(first.id, { rule_id: 'LOAN-PAYMENT-701' });
    expect(found).toHaveLength(8);
    expect(new Set(found.map(({ rule_id }) => rule_id))).toEqual(new Set(['LOAN-PAYMENT-701']));
    expect(await bank.errors(first.id, { rule_id: 'LOAN-PAYMENT-701', file_type: 'credit' })).toEqual([]);
  });

  it('have pages, and refuse what is no filter', async () => {
    expect(await groupsOf(first.id, { limit: 1 })).toEqual(await groupsOf(first.id));
    const path = `/api/sync/logs/${first.id}/error-groups`;
    expect((await bank.ask(path, { query: { cursor: 'x' } })).body.type).toBe('/problems/invalid-cursor');
    expect((await bank.ask(path, { query: { group_by: 'rule' } })).status).toBe(400);
    expect((await bank.ask('/api/sync/logs/0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f/error-groups')).status).toBe(404);
  });
});

describe('the errors of several syncs', () => {
  it('by rule say how often and when last; a dry run does not count again', async () => {
    expect(dryRun).toMatchObject({ validate_only: true, status: 'COMPLETED', error_count: 2 });
    const { data } = await recurring({ last_syncs: 2 });
    const customerType = data.find(({ rule_id }) => rule_id === 'LOAN-CREDIT-035');
    expect(customerType).toMatchObject({ count: 10, sync_count: 2, field_name: 'customer_type', file_type: 'credit' });
    expect(customerType?.last_seen).toEqual({
      sync_id: second.id,
      dataset: 'loans',
      variant: 'COMMERCIAL',
      loan_type: 'COMMERCIAL',
      completed_at: second.completed_at,
    });
    expect(data[0]?.rule_id).toBe('LOAN-CREDIT-035');
  });

  it('are those of the syncs asked for', async () => {
    const last = await recurring({ last_syncs: 1 });
    expect(last).toMatchObject({ syncs_considered: 1, next_cursor: null });
    expect(last.data.map(({ rule_id, count }) => [rule_id, count])).toEqual([['LOAN-CREDIT-035', 2]]);
    expect((await recurring({ since: second.completed_at ?? '' })).data).toEqual(last.data);
    const retail = await recurring({ last_syncs: 1, loan_type: 'RETAIL', group_by: 'field' });
    expect(retail.data.map(({ field_name, count, rule_id }) => [field_name, count, rule_id])).toEqual([
      ['customer_type', 8, null],
      ['loan_account_number', 8, null],
    ]);
    expect((await recurring({ since: '2999-01-01T00:00:00Z' })).syncs_considered).toBe(0);
    expect((await recurring({ last_syncs: 2, group_by: 'file_type' })).data.map((group) => group.count)).toEqual([
      10, 8,
    ]);
  });

  it.each([{ group_by: 'bank' }, { last_syncs: 0 }, { last_syncs: 101 }, { since: 'yesterday' }, { cursor: 'x' }])(
    '%j is refused',
    async (query) => {
      expect((await bank.ask('/api/errors', { query })).status).toBe(400);
    },
  );
});
