import type { Dataset } from '../../contracts/contract.ts';
import { analyses } from './analyses.ts';
import { client } from './client.ts';
import { clientAccount } from './client-account.ts';
import { DEFAULT_TRADE_SETTINGS, tradeSettings } from './rates.ts';
import { tradeOutcome } from './replay.ts';
import { trade } from './trade.ts';

/** Clients and their trades in shares, replaced together: what became of every trade, and how every client stands. */
export const trades: Dataset = {
  name: 'trades',
  title: 'Trades of clients',
  version: 'trades-1',
  fileTypes: [client, trade],
  derivedTables: [tradeOutcome, clientAccount],
  analyses,
  settings: { schema: tradeSettings, defaults: DEFAULT_TRADE_SETTINGS },
};
