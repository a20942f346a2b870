import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileTypeOf } from '../../../shared/contracts/contract.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import type { FileChanges } from '../../../shared/domain/changes.ts';
import { syncChangesBody as syncChanges } from '../../../shared/http/schemas/changes.ts';
import type { Warehouse } from '../../../shared/warehouse/client.ts';
import { dropUnpublishedBatches, liveBatches } from '../../../shared/warehouse/published.ts';
import { type Comparison, comparisonOf, readChanges } from '../../../shared/warehouse/sync-changes.ts';
import { cases } from '../../properties.ts';
import { loansOf, RETAIL } from '../../slices.ts';
import { type Row, readUnderTest } from './read-under-test.ts';

const test = readUnderTest();
const SECONDS = 20;

/** What the sync that published last changed. */
async function lastChanges(variant: string) {
  const { syncId } = (await liveBatches(test.warehouse, loansOf(variant)))!;
  return changesOfSync(variant, syncId);
}
async function changesOfSync(variant: string, syncId: string) {
  const comparison = await comparisonOf(test.warehouse, loansOf(variant), syncId);
  if (typeof comparison === 'string') return comparison;
  const changes = await readChanges(comparison, SECONDS);
  return changes && syncChanges.parse(changes);
}
const filesOf = async (variant: string) => {
  const changes = await lastChanges(variant);
  if (typeof changes !== 'object') throw new Error(`no changes: ${changes}`);
  return changes.files;
};

/** Columns of every shape: text, dictionary, absent or not, number, amount, rate, date, flag. */
interface Loan {
  readonly customer_id: string;
  readonly customer_type: string;
  readonly customer_district_code: string | null;
  readonly internal_rating: number | null;
  readonly insurance_included: number | null;
  readonly loan_closing_date: string | null;
  readonly nominal_interest_rate: string;
  readonly outstanding_principal_balance: string;
}
const loan: fc.Arbitrary<Loan> = fc.record({
  customer_id: fc.constantFrom('a', 'b', ''),
  customer_type: fc.constantFrom('INDIVIDUAL', 'VIP'),
  customer_district_code: fc.constantFrom(null, '', 'D'),
  internal_rating: fc.constantFrom(null, 0, -3),
  insurance_included: fc.constantFrom(null, 0, 1),
  loan_closing_date: fc.constantFrom(null, '1970-01-01', '1900-01-01'),
  nominal_interest_rate: fc.constantFrom('0.000000', '0.000001', '10.000000'),
  outstanding_principal_balance: fc.constantFrom('0.00', '0.01', '9999999999999999.99'),
});
const portfolio = fc.dictionary(fc.constantFrom(...'ABCDEFGHIJ'), loan, { noNullPrototype: true });
const rowsOf = (rows: Record<string, Loan>): Row[] =>
  Object.entries(rows).map(([key, cells]) => ({ loan_account_number: key, ...cells }));

const COMPARED = Object.keys(fc.sample(loan, 1)[0]!) as (keyof Loan)[];
const cents = (rows: Record<string, Loan>) =>
  Object.values(rows).reduce((sum, row) => sum + BigInt(row.outstanding_principal_balance.replace('.', '')), 0n);
const money = (units: bigint) => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`;

/** The same, row by row. */
function reference(before: Record<string, Loan>, after: Record<string, Loan>) {
  const both = Object.keys(after).filter((key) => key in before);
  const differing = (column: keyof Loan) => both.filter((key) => before[key]![column] !== after[key]![column]);
  const changed = new Set(COMPARED.flatMap(differing)).size;
  return {
    rows_before: Object.keys(before).length,
    rows_after: Object.keys(after).length,
    added: Object.keys(after).length - both.length,
    removed: Object.keys(before).length - both.length,
    changed,
    unchanged: both.length - changed,
    changed_columns: Object.fromEntries(COMPARED.map((column) => [column, differing(column).length])),
    totals: { outstanding_principal_balance: { before: money(cents(before)), after: money(cents(after)) } },
  };
}

describe('what a load changed', () => {
  it('is what a comparison row by row finds, whatever the rows', async () => {
    await test.publishRows('RETAIL', 'credit', rowsOf({ A: fc.sample(loan, 1)[0]! }));
    let before: Record<string, Loan> | undefined;
    await fc.assert(
      fc.asyncProperty(portfolio, async (after) => {
        // A load has at least one row.
        fc.pre(Object.keys(after).length > 0);
        await test.publishRows('RETAIL', 'credit', rowsOf(after));
        const { credit } = await filesOf('RETAIL');
        if (before) expect(credit).toMatchObject({ delivered: true, ...reference(before, after) });
        before = after;
      }),
      { numRuns: cases(25) },
    );
  });

  it('names every stored column but the key, and sums every amount', async () => {
    const credit = (await filesOf('RETAIL')).credit!;
    const columns = fileTypeOf(loans, 'credit').columns.filter(({ variants }) => variants?.includes('RETAIL') ?? true);
    expect(Object.keys(credit.changed_columns)).toEqual(
      columns.map(({ name }) => name).filter((name) => name !== 'loan_account_number'),
    );
    expect(Object.keys(credit.totals)).toEqual(
      columns.filter(({ kind }) => kind.name === 'decimal').map(({ name }) => name),
    );
    for (const { before, after } of Object.values(credit.totals))
      expect([before, after].join()).toMatch(/^\d+\.\d\d,\d+\.\d\d$/);
  });
});

describe('files that a sync does not bring', () => {
  const payment = (loanNumber: string, installment: number, amount: string): Row => ({
    loan_account_number: loanNumber,
    installment_number: installment,
    installment_amount: amount,
  });
  const brief = (changes: FileChanges | null) =>
    changes && [
      changes.delivered,
      changes.rows_before,
      changes.added,
      changes.removed,
      changes.changed,
      changes.unchanged,
    ];

  beforeAll(async () => {
    await test.publishRows('COMMERCIAL', 'credit', [{ loan_account_number: 'A' }, { loan_account_number: 'B' }]);
  });

  it('the first load of a loan type has nothing to be compared with', async () => {
    expect(await lastChanges('COMMERCIAL')).toBe('first');
  });

  it('payments alone: the credits are as they were, and every payment is new', async () => {
    await test.publishRows('COMMERCIAL', 'payment_plan', [
      payment('A', 1, '10.50'),
      payment('A', 2, '10.50'),
      payment('B', 1, '1'),
    ]);
    const { credit, payment_plan } = await filesOf('COMMERCIAL');
    expect(brief(credit!)).toEqual([false, 2, 0, 0, 0, 2]);
    expect(brief(payment_plan!)).toEqual([true, 0, 3, 0, 0, 0]);
    expect(payment_plan).toMatchObject({
      batch_id_before: null,
      totals: { installment_amount: { before: null, after: '22.00' } },
    });
    expect(credit?.batch_id).toBe(credit?.batch_id_before);
  });

  it('payments again: compared with the payments before, by both columns of the key', async () => {
    await test.publishRows('COMMERCIAL', 'payment_plan', [
      payment('A', 2, '10.51'),
      payment('B', 1, '1.00'),
      payment('B', 2, '3'),
    ]);
    const { credit, payment_plan } = await filesOf('COMMERCIAL');
    expect(brief(credit!)).toEqual([false, 2, 0, 0, 0, 2]);
    expect(brief(payment_plan!)).toEqual([true, 3, 1, 1, 1, 1]);
    expect(payment_plan?.changed_columns).toMatchObject({ installment_amount: 1, installment_status: 0 });
    expect(payment_plan?.totals.installment_amount).toEqual({ before: '22.00', after: '14.51' });
  });

  it('credits alone: the payments are as they were', async () => {
    await test.publishRows('COMMERCIAL', 'credit', [{ loan_account_number: 'B' }, { loan_account_number: 'C' }]);
    const { credit, payment_plan } = await filesOf('COMMERCIAL');
    expect(brief(credit!)).toEqual([true, 2, 1, 1, 0, 1]);
    expect(brief(payment_plan!)).toEqual([false, 3, 0, 0, 0, 3]);
    expect(payment_plan?.totals.installment_amount).toEqual({ before: '14.51', after: '14.51' });
  });

  it('what was never loaded is null', async () => {
    expect((await filesOf('RETAIL')).payment_plan).toBeNull();
  });
});

describe('what follows from the rows', () => {
  it('outlives them where it was computed, and is not made up where it was not', async () => {
    const publish = async (loanNumber: string) => {
      await test.publishRows('RETAIL', 'credit', [{ loan_account_number: loanNumber }]);
      return (await liveBatches(test.warehouse, RETAIL))!.syncId;
    };
    const asked = await publish('asked');
    const known = await changesOfSync('RETAIL', asked);
    expect(known).toMatchObject({ files: { credit: { added: 1 } } });
    const never = await publish('never');
    for (const name of ['x', 'y', 'z']) await publish(name);
    await dropUnpublishedBatches(test.warehouse, RETAIL, []);
    expect(await changesOfSync('RETAIL', asked)).toEqual(known);
    expect(await changesOfSync('RETAIL', never)).toBeUndefined();
    expect(await lastChanges('RETAIL')).toMatchObject({ files: { credit: { added: 1, removed: 1 } } });
  });

  it('is not kept where the rows changed while they were compared', async () => {
    await test.publishRows('RETAIL', 'credit', [{ loan_account_number: 'last' }]);
    const { batches, syncId } = (await liveBatches(test.warehouse, RETAIL))!;
    const counted = { added: 5, removed: 0, changed: 0, changed_by: [] };
    const warehouse: Warehouse = {
      ...test.warehouse,
      row: async (query) => (query.name === 'changes-counts' ? query.row.parse(counted) : test.warehouse.row(query)),
    };
    const comparison = (await comparisonOf(test.warehouse, RETAIL, syncId)) as Comparison;
    expect(await readChanges({ ...comparison, warehouse }, SECONDS)).toBeUndefined();
    expect(await changesOfSync('RETAIL', syncId)).toMatchObject({
      files: { credit: { batch_id: batches.credit, added: 1 } },
    });
  });

  it('a sync that published nothing changed nothing', async () => {
    expect(await changesOfSync('RETAIL', '00000000-0000-0000-0000-000000000002')).toBe('unpublished');
  });

  it('a publication that came too late to be seen is not what was before', async () => {
    const live = (await liveBatches(test.warehouse, RETAIL))!;
    const before = await changesOfSync('RETAIL', live.syncId);
    await test.sql.command(
      `INSERT INTO published_batches (dataset, variant, fencing, batches, sync_id, published_at)
       SELECT dataset, variant, fencing - 1 AS fencing, batches,
         generateUUIDv4() AS sync_id, now64(3, 'UTC') + 1 AS published_at
       FROM published_batches WHERE sync_id = {sync:UUID}`,
      { sync: live.syncId },
    );
    expect(await changesOfSync('RETAIL', live.syncId)).toEqual(before);
  });
});
