import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueBetween } from '../../../web/pages/data/value-between.ts';
import { columnsOf } from '../../../web/parts/row-columns.ts';

const RETAIL = { dataset: 'loans', variant: 'RETAIL' } as const;
const column = (name: string) =>
  [...columnsOf(RETAIL, 'credit'), ...columnsOf(RETAIL, 'payment_plan')].find((one) => one.name === name)!;

describe('a value between two', () => {
  it('is that share of the way, for each kind of column', () => {
    expect(valueBetween(column('days_past_due'), '0', '100', 0.25)).toBe('25');
    expect(valueBetween(column('original_loan_amount'), '0.00', '1.00', 0.5)).toBe('0.50');
    expect(valueBetween(column('original_loan_amount'), '90071992547409.93', '0.01', 0.5)).toBe('45035996273704.97');
    expect(valueBetween(column('first_payment_date'), '2026-03-01', '2026-03-31', 0.5)).toBe('2026-03-16');
    expect(valueBetween(column('loan_account_number'), 'LOAN_1000', 'LOAN_3000', 0.25)).toMatch(/^LOAN_1500/);
  });

  it('is none where there is none', () => {
    expect(valueBetween(column('days_past_due'), '7', '8', 0.5)).toBeUndefined();
    expect(valueBetween(column('loan_account_number'), 'A', 'A', 0.5)).toBeUndefined();
  });

  it('lies between texts, either way round', () => {
    const ascii = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 10,
    });
    fc.assert(
      fc.property(ascii, ascii, fc.double({ min: 0.02, max: 0.98, noNaN: true }), (one, other, share) => {
        const value = valueBetween(column('loan_account_number'), one, other, share);
        if (value === undefined) return;
        const [low = '', high = ''] = [one, other].sort((a, b) => (a < b ? -1 : 1));
        expect(value >= low && value <= high, JSON.stringify([low, value, high])).toBe(true);
      }),
    );
  });
});
