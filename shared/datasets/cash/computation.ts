import { answerable } from '../../contracts/analysis.ts';
import type { DatasetComputation } from '../../contracts/computation.ts';
import { computedAccountBalance } from './account-balance-sql.ts';
import { computedAccountDay } from './account-day-sql.ts';
import { computedAccount } from './account-sql.ts';
import { analyses } from './analyses.ts';
import { answers } from './analyses-sql.ts';
import { computedCompanyBalance } from './company-balance-sql.ts';
import { computedPosting } from './posting-sql.ts';

export const cashComputation: DatasetComputation = {
  derivedTables: [computedAccount, computedPosting, computedAccountDay, computedAccountBalance, computedCompanyBalance],
  analyses: answerable(analyses, answers),
};
