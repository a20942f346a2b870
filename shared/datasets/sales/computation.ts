import { answerable } from '../../contracts/analysis.ts';
import type { DatasetComputation } from '../../contracts/computation.ts';
import { analyses } from './analyses.ts';
import { answers } from './analyses-sql.ts';
import { computedCustomer } from './dim-customer-sql.ts';
import { computedDate } from './dim-date-sql.ts';
import { computedMerchant } from './dim-merchant-sql.ts';
import { computedFact, coverage } from './fact-transactions-sql.ts';

export const salesComputation: DatasetComputation = {
  derivedTables: [computedCustomer, computedMerchant, computedDate, computedFact],
  analyses: answerable(analyses, answers),
  coverage,
};
