import type { Dataset } from '../../contracts/contract.ts';
import { analyses } from './analyses.ts';
import { client } from './client.ts';
import { clientAccount } from './client-account.ts';
import { trade } from './trade.ts';
import { tradeOutcome } from './trade-outcome.ts';

/** Clients and their trades in shares, replaced together: what became of every trade, and how every client stands. */
export const trades: Dataset = {
  name: 'trades',
  title: 'Trades of clients',
  version: 'trades-1',
  fileTypes: [client, trade],
  derivedTables: [tradeOutcome, clientAccount],
  analyses,
  settings: ['rates', 'cross_via'],
};
