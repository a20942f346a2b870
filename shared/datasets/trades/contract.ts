import { client } from './client.ts';
import { clientAccount } from './client-account.ts';
import { DEFAULT_TRADE_SETTINGS, tradeSettings } from './rates.ts';
import { tradeOutcome } from './replay.ts';
import { trade, tradeReferenceWarnings } from './trade.ts';

/** Clients and their trades in shares, replaced together: what became of every trade, and how every client stands. */
export const trades = {
  name: 'trades',
  title: 'Trades of clients',
  version: 'trades-1',
  fileTypes: [client, trade],
  referenceWarnings: { trade: tradeReferenceWarnings },
  derivedTables: [tradeOutcome, clientAccount],
  settings: { schema: tradeSettings, defaults: DEFAULT_TRADE_SETTINGS },
} as const;
