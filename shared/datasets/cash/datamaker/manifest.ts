import { type Accounts, ibanAt } from './accounts.ts';
import type { Balances } from './balances.ts';
import { DIRT, type Dirt } from './dirt.ts';
import { PERIOD, QUARTERS } from './period.ts';
import type { Size } from './sizes.ts';

export interface Manifest {
  readonly size: string;
  readonly seed: number;
  readonly period: { readonly from: string; readonly to: string };
  /** Rows of each file, headers not counted. */
  readonly counts: {
    readonly company: number;
    readonly sepa: number;
    readonly swift: number;
    readonly exchange_rate: number;
  };
  readonly accounts: number;
  /** `row_numbers` are of swift.csv, from 1 for the first row below the header. A group is a batch, or one row. */
  readonly dirty: Readonly<Record<Dirt, { rows: number; groups: number; row_numbers: number[] }>>;
  readonly quarters: readonly string[];
  /** Of each account of a company, at the end of each quarter, without dirty rows. */
  readonly balances: readonly {
    readonly iban: string;
    readonly eur: readonly string[];
    readonly usd: readonly string[];
  }[];
}

/** What was made dirty, by kind. */
export type DirtyRows = Readonly<Record<Dirt, { groups: number; readonly rows: number[] }>>;

interface Made {
  readonly size: Size;
  readonly seed: number;
  readonly currencies: number;
  readonly dirty: DirtyRows;
  readonly accounts: Accounts;
  readonly balances: Balances;
}

const NUMBERS_A_LINE = 10_000;

/** A {@link Manifest} as text, piece by piece: that of a large size has hundreds of thousands of accounts. */
export function* manifestText({ size, seed, currencies, dirty, accounts, balances }: Made): Generator<string> {
  const counts = { company: size.companies, sepa: size.sepa, swift: size.swift, exchange_rate: currencies };
  const head = { size: size.name, seed, period: PERIOD, counts, accounts: accounts.known };
  yield `${JSON.stringify(head).slice(0, -1)},\n"dirty":{`;
  for (const [place, kind] of DIRT.entries()) {
    const { groups, rows } = dirty[kind];
    yield `${place === 0 ? '' : ','}\n"${kind}":{"rows":${rows.length},"groups":${groups},"row_numbers":[`;
    for (let first = 0; first < rows.length; first += NUMBERS_A_LINE) {
      yield `${first === 0 ? '' : ',\n'}${rows.slice(first, first + NUMBERS_A_LINE).join(',')}`;
    }
    yield ']}';
  }
  yield `},\n"quarters":${JSON.stringify(QUARTERS.map(({ name }) => name))},\n"balances":[`;
  for (let account = 0; account < accounts.known; account += 1) {
    const line = JSON.stringify({ iban: ibanAt(accounts, account), ...balances.of(account) });
    yield `${account === 0 ? '' : ','}\n${line}`;
  }
  yield ']}\n';
}
