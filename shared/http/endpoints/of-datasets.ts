import * as loans from '../../datasets/loans/api/endpoints.ts';
import * as trades from '../../datasets/trades/api/endpoints.ts';
import type { Endpoint } from '../../lambda/endpoint.ts';

/** Endpoints that only one dataset has, in the order in which the documentation shows them: that of their names. */
export const datasetEndpoints: readonly Endpoint[] = [loans, trades].flatMap((endpoints) =>
  // Not every loader gives the exports of a module in the same order.
  Object.entries<Endpoint>(endpoints)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, declared]) => declared),
);
