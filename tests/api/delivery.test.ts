import { beforeAll, describe, expect, it } from 'vitest';
import { type Bank, problemCode } from './bank.ts';
import { creditFile, creditRows, fileOf, paymentFile, paymentRows, spoil } from './files.ts';
import { banksFor, isOperated } from './tenants.ts';

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('DELIV', 1)) as [Bank];
});

describe('files of a portfolio that do not come together', () => {
  it('payments alone fail where there are no credits at all', async ({ skip }) => {
    skip(!isOperated(), 'the tenants given may have credits already');
    const log = await bank.deliver(paymentFile('RETAIL', 10));
    expect(log).toMatchObject({ status: 'FAILED', failure: { type: '/problems/error-rate-exceeded' } });
    expect(log.error_summary?.by_type).toEqual({ CROSS_REFERENCE: 10 });
    const answer = await bank.ask('/api/profiling', { query: { loan_type: 'RETAIL', data_type: 'payment_plan' } });
    expect(answer).toMatchObject({ status: 404, body: { type: '/problems/nothing-loaded' } });
    expect(await bank.dataPage('RETAIL', 'payment_plan')).toMatchObject({ total_count: 0, data: [], batch_id: null });
  });

  it('credits alone, and later payments alone: payments of unknown loans are rejected, the others loaded', async () => {
    const credits = await bank.load(creditFile('RETAIL', 996));
    expect(credits).toMatchObject({
      total_credit_rows: 996,
      valid_credit_rows: 996,
      total_payment_rows: null,
      valid_payment_rows: null,
    });
    const before = await bank.dataPage('RETAIL', 'credit', { limit: 100 });

    const payments = await bank.load(paymentFile('RETAIL', 1000));
    expect(payments).toMatchObject({
      total_credit_rows: null,
      total_payment_rows: 1000,
      valid_payment_rows: 996,
      error_count: 4,
      error_summary: {
        by_type: { CROSS_REFERENCE: 4 },
        by_field: { loan_account_number: 4 },
        by_rule: { 'LOAN-PAYMENT-701': 4 },
      },
    });
    expect(await bank.errors(payments.id, { severity: 'ERROR' })).toMatchObject(
      [997, 998, 999, 1000].map((row_number) => ({
        row_number,
        line_number: row_number + 1,
        file_type: 'payment_plan',
        field_name: 'loan_account_number',
        error_type: 'CROSS_REFERENCE',
        rule_id: 'LOAN-PAYMENT-701',
        raw_value: `LOAN_${String(row_number).padStart(6, '0')}`,
      })),
    );
    expect(await bank.count('RETAIL', 'payment_plan')).toBe(996);
    // The credits, and the batch they name, are those of the first sync.
    expect(await bank.dataPage('RETAIL', 'credit', { limit: 100 })).toEqual(before);
    expect(before.batch_id).toBe(credits.batch_id);
    expect(await bank.dataPage('RETAIL', 'payment_plan', { limit: 1 })).toMatchObject({ batch_id: payments.batch_id });
    expect(await bank.profile('RETAIL', 'credit')).toMatchObject({ batch_id: credits.batch_id, row_count: 996 });
    expect(await bank.profile('RETAIL', 'payment_plan')).toMatchObject({ batch_id: payments.batch_id, row_count: 996 });
  });

  it('credits alone once more: the payments stay, and the sync says how many have no credit now', async () => {
    const log = await bank.load(creditFile('RETAIL', 990));
    expect(await bank.count('RETAIL', 'credit')).toBe(990);
    expect(await bank.count('RETAIL', 'payment_plan')).toBe(996);
    expect(log.notices).toEqual([expect.objectContaining({ code: 'rows-without-reference', count: 6 })]);
  });

  it('the payments of a sync are checked against its own credits, not the ones that it replaces', async () => {
    const log = await bank.load(creditFile('RETAIL', 500), paymentFile('RETAIL', 600));
    expect(log).toMatchObject({ valid_credit_rows: 500, valid_payment_rows: 500, notices: [] });
    expect(log.error_summary?.by_type).toEqual({ CROSS_REFERENCE: 100 });
    const pages = await Promise.all((['credit', 'payment_plan'] as const).map((type) => bank.dataPage('RETAIL', type)));
    expect(pages.map(({ batch_id }) => batch_id)).toEqual([log.batch_id, log.batch_id]);
  });

  it('payments of a credit that is rejected are rejected too', async () => {
    const credits = spoil(creditRows('COMMERCIAL', 20), 3, { loan_status_code: '?' });
    const payments = paymentRows('COMMERCIAL', 20, { each: 2 });
    const log = await bank.load(
      fileOf('credit', 'COMMERCIAL', credits),
      fileOf('payment_plan', 'COMMERCIAL', payments),
    );
    expect(log).toMatchObject({ valid_credit_rows: 17, valid_payment_rows: 34, error_count: 9 });
    expect(log.error_summary?.by_type).toEqual({ VALUE: 3, CROSS_REFERENCE: 6 });
    expect(log.files).toMatchObject({ credit: { error_count: 3 }, payment_plan: { error_count: 6, rejected_rows: 6 } });
  });

  it('the other loan type has no part in it', async () => {
    await bank.load(creditFile('RETAIL', 30));
    await bank.load(creditFile('COMMERCIAL', 20));
    const log = await bank.deliver(paymentFile('COMMERCIAL', 15, { first: 16 }));
    expect(problemCode(log.failure)).toBe('error-rate-exceeded');
    expect(log.files.payment_plan).toMatchObject({ total_rows: 15, valid_rows: 5 });
  });
});
