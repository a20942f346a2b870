import * as z from 'zod';
import { limitParameter, MAX_LIMIT, rowCursorParameter } from '../../../domain/pagination.ts';
import { listOf } from '../../../domain/values.ts';
import { endpoint } from '../../../lambda/endpoint.ts';
import { rowOf } from '../../../lambda/row-schema.ts';
import { clientAccount } from '../client-account.ts';
import { tradeOutcome } from '../trade-outcome.ts';

const byClient = z.strictObject({ client_id: z.string().min(1).max(255) });
/** Days that a trade may have (shared/contracts/kinds/date.ts). */
const day = z.iso
  .date()
  .refine((iso) => iso >= '1900-01-01' && iso <= '2299-12-31', 'must be a day of the years 1900 to 2299')
  .meta({ description: 'YYYY-MM-DD.' });
const ofTrades = { tag: 'trades', access: 'tenant', function: 'datasets', heavy: true } as const;

export const getClient = endpoint({
  operationId: 'getTradesClient',
  method: 'GET',
  path: '/api/trades/clients/{client_id}',
  summary: 'How a client stands after all trades',
  ...ofTrades,
  params: byClient,
  success: {
    status: 200,
    description: 'The account.',
    schema: rowOf(clientAccount).meta({ id: 'ClientAccount' }),
  },
  problems: ['client-not-found', 'query-too-heavy', 'warehouse-unavailable'],
});

export const listClientTransactions = endpoint({
  operationId: 'listClientTransactions',
  method: 'GET',
  path: '/api/trades/clients/{client_id}/transactions',
  summary: 'The trades of a client, and what became of each',
  description: 'By date, then in the order of the file.',
  ...ofTrades,
  params: byClient,
  query: z.strictObject({
    start_date: day.optional().meta({ description: 'No earlier trades; YYYY-MM-DD, inclusive.' }),
    end_date: day.optional().meta({ description: 'No later trades; YYYY-MM-DD, inclusive.' }),
    status: z.enum(['completed', 'failed']).optional(),
    limit: limitParameter(MAX_LIMIT),
    cursor: rowCursorParameter,
  }),
  success: {
    status: 200,
    description: 'A page of trades.',
    schema: listOf(rowOf(tradeOutcome).meta({ id: 'TradeOutcome' })),
  },
  problems: ['client-not-found', 'invalid-cursor', 'cursor-expired', 'query-too-heavy', 'warehouse-unavailable'],
});

const money = z.string().meta({ description: 'Exact, with two decimals.' });

export const getClientBalance = endpoint({
  operationId: 'getClientBalance',
  method: 'GET',
  path: '/api/trades/clients/{client_id}/balance',
  summary: 'What a client had and owed at the end of a day',
  ...ofTrades,
  params: byClient,
  query: z.strictObject({ as_of: day }),
  success: {
    status: 200,
    description: "After that day's trades.",
    schema: z
      .strictObject({
        client_id: z.string(),
        as_of: z.iso.date(),
        balance: money,
        debt: money,
        status: z.enum(['active', 'suspended']),
        currency: z.string(),
      })
      .meta({ id: 'ClientBalance' }),
  },
  problems: ['client-not-found', 'query-too-heavy', 'warehouse-unavailable'],
});
