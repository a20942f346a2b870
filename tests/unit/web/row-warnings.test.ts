import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingWarningsOf, runsOf, warningsOf } from '../../../web/pages/row/row-warnings.ts';

const RETAIL = { dataset: 'loans', variant: 'RETAIL' } as const;

describe('the warnings of rows', () => {
  const installment = (number: number, amount: string) => ({
    loan_account_number: 'L1',
    installment_number: number,
    installment_amount: amount,
    principal_component: '100.00',
    interest_component: '0.00',
    kkdf_component: '0.00',
    bsmv_component: '0.00',
  });

  it('are one a rule, with every row that it is about', () => {
    const plan = [installment(1, '99.99'), installment(2, '100.00'), installment(3, '0.00')];
    const warnings = warningsOf(RETAIL, 'payment_plan', plan);
    expect(warnings.map(({ ruleId }) => ruleId)).toEqual(['LOAN-PAYMENT-901']);
    expect(warnings[0]?.rows.map((row) => row.installment_number)).toEqual([1, 3]);
    expect(warningsOf(RETAIL, 'payment_plan', plan.slice(1, 2))).toEqual([]);
  });

  it('are not what a row is quarantined for', () => {
    const payment = {
      id: 'S1',
      payer_iban: 'ZZ68539007547034',
      beneficiary_iban: 'DE88370400440532013000',
      amount: '1.00',
      currency: 'EUR',
      ts: '2024-01-01T00:00:00.000Z',
    };
    const warnings = warningsOf({ dataset: 'cash', variant: null }, 'sepa', [payment]);
    expect(warnings.map(({ ruleId }) => ruleId)).toEqual(['CASH-SEPA-038']);
  });

  it('say that a row names another in vain, where that rejects nothing', () => {
    const slice = { dataset: 'sales', variant: null };
    const sale = { transaction_id: 1, customer_id: 9 };
    const link = { table: 'customer', columns: ['customer_id'], key: ['9'] };
    expect(missingWarningsOf(slice, 'transaction', sale, [link])).toMatchObject([
      { ruleId: 'SALES-TRANSACTION-701', field: 'customer_id', rows: [sale] },
    ]);
    expect(missingWarningsOf(slice, 'transaction', sale, [])).toEqual([]);
    expect(missingWarningsOf(slice, 'dim_customer', sale, [link])).toEqual([]);
    const trade = { table: 'client', columns: ['client_id'], key: ['9'] };
    expect(missingWarningsOf({ dataset: 'trades', variant: null }, 'trade', {}, [trade])).toEqual([]);
  });

  it('name the runs of numbers, and each of them', () => {
    expect(runsOf([7, 1, 2, 3, 9])).toEqual([
      [1, 3],
      [7, 7],
      [9, 9],
    ]);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 60 })), (numbers) => {
        const named = runsOf(numbers).flatMap(([first, last]) =>
          Array.from({ length: last - first + 1 }, (_, at) => first + at),
        );
        expect(named).toEqual(numbers.toSorted((a, b) => a - b));
      }),
    );
  });
});
