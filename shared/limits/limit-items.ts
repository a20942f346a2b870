import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { COUNTER_KEYS } from '../domain/limits.ts';
import { traced } from '../observability/traced-client.ts';

/** Both tries together: an answer that comes later is of no use to a request that waits for it. */
const PATIENCE_MS = 2000;

/** Changes an item of the staging table whose key begins with `limit#`: all that functions that count may do. */
export type UpdateLimitItem = (
  key: { readonly pk: string; readonly sk: string },
  change: Pick<
    UpdateCommandInput,
    'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues' | 'ReturnValues'
  >,
) => Promise<Record<string, unknown> | undefined>;

/** @returns what gives the attributes that the change asks for */
export function limitItemsIn(
  table: string,
  client = traced(new DynamoDBClient({ maxAttempts: 2 }), 'dynamodb'),
  patienceMs = PATIENCE_MS,
): UpdateLimitItem {
  const dynamo = DynamoDBDocumentClient.from(client);
  return async ({ pk, sk }, change) => {
    const command = new UpdateCommand({ TableName: table, Key: { pk: `${COUNTER_KEYS}${pk}`, sk }, ...change });
    return (await dynamo.send(command, { abortSignal: AbortSignal.timeout(patienceMs) })).Attributes;
  };
}
