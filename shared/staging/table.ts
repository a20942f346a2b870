import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { readConfig } from '../config.ts';
import { traced } from '../observability/traced-client.ts';

/**
 * The staging table: one DynamoDB table with the keys `pk` and `sk`. Everything that must not be torn is one conditional
 * write to one item; there are no transactions. Expressions name every attribute as `#attribute`, so that DynamoDB's
 * reserved words never matter.
 */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

export type Item = Record<string, unknown>;

let opened: { document: DynamoDBDocumentClient; name: string } | undefined;

function table(): { document: DynamoDBDocumentClient; name: string } {
  opened ??= {
    document: DynamoDBDocumentClient.from(traced(new DynamoDBClient({}), 'dynamodb'), {
      marshallOptions: { removeUndefinedValues: true },
    }),
    name: readConfig(['staging']).staging.STAGING_TABLE,
  };
  return opened;
}

const namesIn = (...expressions: (string | undefined)[]): Record<string, string> =>
  Object.fromEntries(
    expressions.flatMap((expression) =>
      [...(expression ?? '').matchAll(/#(\w+)/g)].map(([name, bare]) => [name, bare!]),
    ),
  );

const valuesOf = (values: Item): Item =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`:${name}`, value]));

async function unlessConditionFails<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** The item as last written (a consistent read), or undefined. */
export async function readItem(key: ItemKey): Promise<Item | undefined> {
  const { document, name } = table();
  const { Item: item } = await document.send(
    new GetCommand({ TableName: name, Key: { ...key }, ConsistentRead: true }),
  );
  return item;
}

/** Writes a new item. False when one with that key is there already. */
export async function createItem(
  key: ItemKey,
  attributes: Item,
  options: { readonly abortSignal?: AbortSignal } = {},
): Promise<boolean> {
  const { document, name } = table();
  const written = await unlessConditionFails(
    document.send(
      new PutCommand({
        TableName: name,
        Item: { ...key, ...attributes },
        ConditionExpression: 'attribute_not_exists(#pk)',
        ExpressionAttributeNames: { '#pk': 'pk' },
      }),
      options,
    ),
  );
  return written !== undefined;
}

/** Changes one item if `when` holds for it; the item as it is afterwards, or undefined (and nothing changed) if not. */
export async function updateItem(
  key: ItemKey,
  change: string,
  { when, values }: { when: string; values: Item },
): Promise<Item | undefined> {
  const { document, name } = table();
  const result = await unlessConditionFails(
    document.send(
      new UpdateCommand({
        TableName: name,
        Key: { ...key },
        UpdateExpression: change,
        ConditionExpression: when,
        ExpressionAttributeNames: namesIn(change, when),
        ExpressionAttributeValues: valuesOf(values),
        ReturnValues: 'ALL_NEW',
      }),
    ),
  );
  return result?.Attributes;
}

/** Removes an item, if `when` holds for it; one that is not there is removed already. */
export async function deleteItem(key: ItemKey, only?: { when: string; values: Item }): Promise<void> {
  const { document, name } = table();
  const condition = only && {
    ConditionExpression: only.when,
    ExpressionAttributeNames: namesIn(only.when),
    ExpressionAttributeValues: valuesOf(only.values),
  };
  await unlessConditionFails(document.send(new DeleteCommand({ TableName: name, Key: { ...key }, ...condition })));
}

export interface ItemQuery {
  readonly pk: string;
  /** Only items whose sort key starts so. */
  readonly prefix?: string;
  readonly filter?: string;
  readonly values?: Item;
  readonly newestFirst?: boolean;
  /** Starts behind this sort key, which need not exist. */
  readonly after?: string;
  /** How many items DynamoDB reads a request; not how many come. */
  readonly pageSize?: number;
}

/** The items of one partition, in sort-key order, read as far as the caller iterates (consistent reads). */
export async function* queryItems(query: ItemQuery): AsyncGenerator<Item> {
  const { document, name } = table();
  const { pk, prefix, filter, values = {}, newestFirst = false, after, pageSize } = query;
  const keys = prefix === undefined ? '#pk = :pk' : '#pk = :pk AND begins_with(#sk, :prefix)';
  let start: Item | undefined = after === undefined ? undefined : { pk, sk: after };
  do {
    const page = await document.send(
      new QueryCommand({
        TableName: name,
        ConsistentRead: true,
        KeyConditionExpression: keys,
        FilterExpression: filter,
        ExpressionAttributeNames: namesIn(keys, filter),
        ExpressionAttributeValues: valuesOf({ ...values, pk, ...(prefix === undefined ? {} : { prefix }) }),
        ScanIndexForward: !newestFirst,
        ExclusiveStartKey: start,
        Limit: pageSize,
      }),
    );
    yield* page.Items ?? [];
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}
