import { describe, expect, it } from 'vitest';
import { linksOf, referringTables } from '../../../web/datasets/row-links.ts';

const TRADES = { dataset: 'trades', variant: null };
const RETAIL = { dataset: 'loans', variant: 'RETAIL' };
const namesOf = (slice: typeof TRADES | typeof RETAIL, table: string) =>
  referringTables(slice, table).map(({ table: { name }, columns, held }) => [name, columns, held]);

describe('what a row leads to', () => {
  it('is the row that it refers to, by its key', () => {
    expect(linksOf(RETAIL, 'payment_plan', { loan_account_number: 'L1', installment_number: 3 })).toEqual([
      { table: 'credit', columns: ['loan_account_number'], key: ['L1'] },
    ]);
    expect(linksOf(TRADES, 'trade', { transaction_id: 'T1', client_id: null })).toEqual([]);
  });

  it('is, of a derived row, each row that it comes from; several rows of a table are listed instead', () => {
    expect(linksOf(TRADES, 'trade_outcome', { transaction_id: 'T1', client_id: 'C1' })).toEqual([
      { table: 'trade', columns: ['transaction_id'], key: ['T1'] },
      { table: 'client', columns: ['client_id'], key: ['C1'] },
    ]);
    expect(linksOf(TRADES, 'client_account', { client_id: 'C1' })).toEqual([
      { table: 'client', columns: ['client_id'], key: ['C1'] },
    ]);
    expect(namesOf(TRADES, 'client_account')).toEqual([['trade_outcome', ['client_id'], ['client_id']]]);
  });

  it('is whatever refers to it, or comes from it', () => {
    expect(namesOf(RETAIL, 'credit')).toEqual([['payment_plan', ['loan_account_number'], ['loan_account_number']]]);
    expect(namesOf(TRADES, 'trade')).toEqual([['trade_outcome', ['transaction_id'], ['transaction_id']]]);
    expect(namesOf(TRADES, 'client')).toEqual([
      ['trade', ['client_id'], ['client_id']],
      ['trade_outcome', ['client_id'], ['client_id']],
      ['client_account', ['client_id'], ['client_id']],
    ]);
  });
});
