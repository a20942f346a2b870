import * as z from 'zod';
import { Slice } from '../../../contracts/slice.ts';
import type { Filter } from '../../../domain/filter.ts';
import { fieldError, Problem } from '../../../domain/problems.ts';
import { declaredSentence } from '../../../domain/sentences/sentence.ts';
import { serviceSentence } from '../../../domain/sentences/service-sentence.ts';
import { implement } from '../../../lambda/implement.ts';
import { type Warehouse, warehouseFor } from '../../../warehouse/client.ts';
import { type RowsPage, readDataPage } from '../../../warehouse/data-page.ts';
import { liveBatches } from '../../../warehouse/published.ts';
import { inPartition } from '../../../warehouse/tables.ts';
import { clientAccount } from '../client-account.ts';
import { trades } from '../contract.ts';
import { tradeOutcome } from '../trade-outcome.ts';
import { getClient, getClientBalance, listClientTransactions } from './endpoints.ts';

const slice = Slice.of(trades, null);

const isClient = (value: string): Filter => ({ column: 'client_id', operator: 'eq', value, parameter: 'client_id' });

export const answers = [
  implement(getClient, async ({ scope }, { params }) => {
    const page = await accountOf(warehouseFor(scope), params.client_id);
    return { json: page.rows };
  }),

  implement(listClientTransactions, async ({ scope }, { params, query }) => {
    const { start_date, end_date, status, limit, cursor } = query;
    if (start_date !== undefined && end_date !== undefined && start_date > end_date) {
      const errors = [fieldError('start_date', 'range', serviceSentence('date-after', { end_date }))];
      throw new Problem('invalid-request', serviceSentence('not-accepted', { fields: 'start_date' }), { errors });
    }
    const warehouse = warehouseFor(scope);
    await accountOf(warehouse, params.client_id);
    const filters: Filter[] = [isClient(params.client_id)];
    const add = (column: string, operator: Filter['operator'], value: string | undefined, parameter: string) => {
      if (value !== undefined) filters.push({ column, operator, value, parameter });
    };
    add('transaction_date', 'gte', start_date, 'start_date');
    add('transaction_date', 'lte', end_date, 'end_date');
    add('transaction_status', 'eq', status, 'status');
    return { json: listOfRows(await readDataPage(warehouse, { slice, table: tradeOutcome, filters, limit, cursor })) };
  }),

  implement(getClientBalance, async ({ scope }, { params, query }) => ({
    body: await balanceOf(warehouseFor(scope), params.client_id, query.as_of),
  })),
];

/** The account of a client, as a page of one row. @throws {Problem} 404 `client-not-found` */
async function accountOf(warehouse: Warehouse, clientId: string): Promise<RowsPage> {
  const page = await readDataPage(warehouse, { slice, table: clientAccount, filters: [isClient(clientId)], limit: 1 });
  if (page.totalCount === 0) throw notFound(clientId);
  return page;
}

const notFound = (clientId: string): Problem =>
  new Problem(
    'client-not-found',
    declaredSentence('trades.no-such-client', `There is no client ${clientId} in what is live.`, {
      client_id: clientId,
    }),
  );

const listOfRows = ({ rows, nextCursor }: RowsPage): readonly Buffer[] => [
  Buffer.from('{"data":['),
  ...rows,
  Buffer.from(`],"next_cursor":${JSON.stringify(nextCursor)}}`),
];

const balanceRow = z.strictObject({
  currency: z.string(),
  balance: z.string(),
  debt: z.string(),
  status: z.enum(['active', 'suspended']),
});

/** @throws {Problem} 404 `client-not-found` */
async function balanceOf(warehouse: Warehouse, clientId: string, asOf: string) {
  const live = await liveBatches(warehouse, slice);
  const [accounts, outcomes] = [live?.batches[clientAccount.name], live?.batches[tradeOutcome.name]];
  if (accounts === undefined || outcomes === undefined) throw notFound(clientId);
  const nil = 'toDecimal128(0, 2)';
  const opening = 'toDecimal128(account_balance, 2)';
  const [found] = await warehouse.rows({
    name: 'client-balance',
    row: balanceRow,
    // What it opened with counts until the first trade.
    sql: `SELECT any(account_currency) AS currency, argMax(balance, place) AS balance, argMax(debt, place) AS debt,
       if(debt > 0, 'suspended', 'active') AS status
     FROM (
       SELECT account_currency, if(${opening} > 0, ${opening}, ${nil}) AS balance, if(${opening} < 0, -${opening}, ${nil}) AS debt,
         (toDate32('1900-01-01'), 0, '') AS place
       FROM ${clientAccount.table} WHERE ${inPartition(trades)} AND client_id = {client:String}
       UNION ALL
       SELECT account_currency, balance_after, debt_after, (transaction_date, row_number, transaction_id)
       FROM ${tradeOutcome.table}
       WHERE ${inPartition(trades, 'outcomes')} AND client_id = {client:String} AND transaction_date <= {as_of:Date32})
     HAVING count() > 0`,
    parameters: { batch: accounts, outcomes, client: clientId, as_of: asOf },
    settings: { max_execution_time: 20, wait_end_of_query: 1 },
  });
  if (!found) throw notFound(clientId);
  return { client_id: clientId, as_of: asOf, ...found };
}
