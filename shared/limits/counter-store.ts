import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { COUNTER_KEYS } from '../domain/limits.ts';
import { traced } from '../observability/traced-client.ts';
import type { Window } from './window.ts';

export interface CounterStore {
  /** Adds one, for all processes together. @returns the count with it */
  add(counter: string, window: Window): Promise<number>;
}

/** Both tries together: an answer that comes later is of no use to a request that waits for it. */
const PATIENCE_MS = 2000;
/** Longer than any clock is off: what DynamoDB drops must not be counted any more. */
const KEPT_AFTER_SECONDS = 300;

const Counted = z.object({ hits: z.number() });

/**
 * Counters in the staging table, at `limit#<counter>` / `<start of the window>`: one write each, which DynamoDB adds up by
 * itself. A try whose answer was lost counts twice; never does a request not count.
 */
export function countersIn(table: string, client = traced(new DynamoDBClient({ maxAttempts: 2 }), 'dynamodb')) {
  const dynamo = DynamoDBDocumentClient.from(client);
  const store: CounterStore = {
    async add(counter, { start, end }) {
      const { Attributes } = await dynamo.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk: `${COUNTER_KEYS}${counter}`, sk: String(start) },
          UpdateExpression: 'ADD hits :one SET expires_at = :expiry',
          ExpressionAttributeValues: { ':one': 1, ':expiry': end + KEPT_AFTER_SECONDS },
          ReturnValues: 'UPDATED_NEW',
        }),
        { abortSignal: AbortSignal.timeout(PATIENCE_MS) },
      );
      return Counted.parse(Attributes).hits;
    },
  };
  return store;
}
