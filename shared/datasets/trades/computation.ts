import { answerable } from '../../contracts/analysis.ts';
import type { DatasetComputation } from '../../contracts/computation.ts';
import { analyses } from './analyses.ts';
import { answers } from './analyses-sql.ts';
import { computedAccount } from './client-account-sql.ts';
import { DEFAULT_TRADE_SETTINGS, tradeSettings } from './rates.ts';
import { computedOutcome } from './replay.ts';

export const tradesComputation: DatasetComputation = {
  derivedTables: [computedOutcome, computedAccount],
  analyses: answerable(analyses, answers),
  settings: { schema: tradeSettings, defaults: DEFAULT_TRADE_SETTINGS },
};
