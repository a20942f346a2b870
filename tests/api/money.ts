import type { Bank, Request } from './bank.ts';

/** A transaction as the API answers it, as far as tests look at it. */
export interface Transaction {
  readonly transaction_id: string;
  readonly transaction_type: string;
  readonly status: string;
  readonly amount: string;
  readonly currency: string;
  readonly source_account: string | null;
  readonly target_account: string | null;
  readonly provider: string | null;
  readonly provider_reference: string | null;
  readonly refund_of: string | null;
  readonly error_code: string | null;
  readonly error_message: string | null;
  readonly response_data: unknown;
  readonly refunded_amount: string;
  readonly refunding_amount: string;
  readonly version: number;
  readonly history: readonly { readonly status: string; readonly by: string; readonly reason: string | null }[];
}

export interface Account {
  readonly account_id: string;
  readonly owner: string;
  readonly currency: string;
  readonly balance: string;
  readonly reserved: string;
  readonly allow_negative: boolean;
}

export const openedAccount = (bank: Bank, currency = 'EUR', more: object = {}): Promise<Account> =>
  bank.call<Account>('/api/accounts', { method: 'POST', body: { owner: 'somebody', currency, ...more } });

export const accountOf = (bank: Bank, { account_id }: Pick<Account, 'account_id'>): Promise<Account> =>
  bank.call<Account>(`/api/accounts/${account_id}`);

export const transact = (bank: Bank, body: object, headers: Request['headers'] = {}): Promise<Transaction> =>
  bank.call<Transaction>('/api/transactions', { method: 'POST', body: { currency: 'EUR', ...body }, headers });

export const transactionOf = (bank: Bank, id: string): Promise<Transaction> =>
  bank.call<Transaction>(`/api/transactions/${encodeURIComponent(id)}`);

/** An account with so much on it. */
export async function fundedAccount(bank: Bank, amount: string, currency = 'EUR'): Promise<Account> {
  const { account_id } = await openedAccount(bank, currency);
  const deposit = { transaction_type: 'deposit', source_system: 'cash desk', target_account: account_id };
  const { transaction_id } = await transact(bank, { ...deposit, amount, currency });
  await bank.call(`/api/transactions/${transaction_id}/complete`, { method: 'POST', body: {} });
  return accountOf(bank, { account_id });
}
