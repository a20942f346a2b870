import type { Column } from '../../contracts/contract.ts';
import type { DerivedTable } from '../../contracts/derivation.ts';
import { code } from '../../contracts/kinds/code.ts';
import { integer } from '../../contracts/kinds/integer.ts';
import { client } from './client.ts';
import { wideMoney } from './trade-outcome.ts';

const numeric = { profile: 'numeric' } as const;

const derivedColumns: readonly Omit<Column, 'number' | 'required'>[] = [
  {
    name: 'status',
    kind: code([
      { input: 'active', value: 'active', meaning: 'may buy' },
      { input: 'suspended', value: 'suspended', meaning: 'has a debt, and may only sell' },
    ]),
    meaning: 'whether the client may buy',
    profile: 'categorical',
  },
  { name: 'balance', kind: wideMoney(), meaning: 'balance after the last trade', ...numeric },
  { name: 'debt', kind: wideMoney(), meaning: 'debt after the last trade', ...numeric },
  { name: 'total_transactions', kind: integer({ min: 0 }), meaning: 'completed trades', ...numeric },
  { name: 'failed_transactions', kind: integer({ min: 0 }), meaning: 'failed trades', ...numeric },
  {
    name: 'total_spent',
    kind: wideMoney(),
    meaning: 'what completed purchases cost, in the account currency',
    ...numeric,
  },
  {
    name: 'total_gained',
    kind: wideMoney(),
    meaning: 'what completed sales brought, in the account currency',
    ...numeric,
  },
];

/** How every client stands after all trades. */
export const clientAccount: DerivedTable = {
  name: 'client_account',
  table: 'trades_client_account',
  title: 'Accounts: how every client stands after all trades',
  columns: [
    ...client.columns,
    ...derivedColumns.map((column, index) => ({
      number: client.columns.length + 1 + index,
      required: true,
      ...column,
    })),
  ],
  key: ['client_id'],
  from: ['client', 'trade_outcome'],
  origins: [
    { table: 'client', columns: { client_id: 'client_id' } },
    { table: 'trade_outcome', columns: { client_id: 'client_id' } },
  ],
};
