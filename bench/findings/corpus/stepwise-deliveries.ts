import { batchPayments } from './batch-payments.ts';
import { correctionsOfLoans, correctionsOfOthers } from './corrections.ts';
import type { PlannedDelivery } from './delivery.ts';
import { emptiedBook, judgedDeliveries } from './judged-deliveries.ts';
import { partsAndTotals } from './parts-and-totals.ts';

/** Deliveries that depend on what was delivered before, or on what was said of them. */
export const stepwiseDeliveries: readonly PlannedDelivery[] = [
  ...correctionsOfLoans,
  ...batchPayments,
  ...partsAndTotals,
  ...judgedDeliveries,
  ...correctionsOfOthers,
  emptiedBook,
];
