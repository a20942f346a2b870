import { MOST_ACCOUNTS, unknownAccount } from './account-numbers.ts';
import { accountCount, type Company } from './companies.ts';

/** An account number in the table: its length, then its letters and digits. */
export const STRIDE = 35;
const UNKNOWN_PER_COMPANY = 5;

/**
 * All account numbers that payments name, by number: first those of companies, then those of nobody who is known. Threads
 * share the table: 280 bytes for each company.
 */
export interface Accounts {
  readonly companies: number;
  /** The number of each company's first account; the last entry is how many accounts all companies have. */
  readonly firstOf: Uint32Array;
  readonly known: number;
  readonly unknown: number;
  readonly table: Uint8Array;
}

/** The accounts of a seed; those of companies are filled in by `addCompany`, one company after the other. */
export function accountsOf(companies: number, seed: number): Accounts {
  const firstOf = new Uint32Array(new SharedArrayBuffer((companies + 1) * Uint32Array.BYTES_PER_ELEMENT));
  for (let index = 0; index < companies; index += 1) firstOf[index + 1] = firstOf[index]! + accountCount(index, seed);
  const known = firstOf[companies]!;
  const unknown = companies * UNKNOWN_PER_COMPANY;
  if (known > MOST_ACCOUNTS || unknown > MOST_ACCOUNTS) throw new RangeError(`${companies} companies are too many`);
  const table = new Uint8Array(new SharedArrayBuffer((known + unknown) * STRIDE));
  const accounts = { companies, firstOf, known, unknown, table };
  for (let place = 0; place < unknown; place += 1) enter(accounts, known + place, unknownAccount(place, seed));
  return accounts;
}

/** @param index the company's place among all */
export function addCompany(accounts: Accounts, index: number, { ibans }: Company): void {
  for (const [place, iban] of ibans.entries()) enter(accounts, accounts.firstOf[index]! + place, iban);
}

function enter({ table }: Accounts, account: number, iban: string): void {
  table[account * STRIDE] = iban.length;
  for (let place = 0; place < iban.length; place += 1) table[account * STRIDE + 1 + place] = iban.charCodeAt(place);
}

export function ibanAt({ table }: Accounts, account: number): string {
  const start = account * STRIDE + 1;
  return String.fromCharCode(...table.subarray(start, start + table[start - 1]!));
}
