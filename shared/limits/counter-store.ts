import * as z from 'zod';
import { limitItemsIn } from './limit-items.ts';
import type { Window } from './window.ts';

export interface CounterStore {
  /** Adds one, or so many, for all processes together. @returns the count with them */
  add(counter: string, window: Window, hits?: number): Promise<number>;
}

/** Longer than any clock is off: what DynamoDB drops must not be counted any more. */
const KEPT_AFTER_SECONDS = 300;

const Counted = z.object({ hits: z.number() });

/**
 * Counters in the staging table, at `limit#<counter>` / `<start of the window>`: one write each, which DynamoDB adds up by
 * itself. A try whose answer was lost counts twice; never does a request not count.
 */
export function countersIn(table: string, update = limitItemsIn(table)): CounterStore {
  return {
    async add(counter, { start, end }, hits = 1) {
      const attributes = await update(
        { pk: counter, sk: String(start) },
        {
          UpdateExpression: 'ADD hits :hits SET expires_at = :expiry',
          ExpressionAttributeValues: { ':hits': hits, ':expiry': end + KEPT_AFTER_SECONDS },
          ReturnValues: 'UPDATED_NEW',
        },
      );
      return Counted.parse(attributes).hits;
    },
  };
}
