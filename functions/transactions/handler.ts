import { notAccepted } from '../../shared/domain/not-accepted.ts';
import { fieldError, Problem } from '../../shared/domain/problems.ts';
import { serviceSentence } from '../../shared/domain/sentences/service-sentence.ts';
import { assertRange } from '../../shared/domain/time-range.ts';
import type { TransactionBody } from '../../shared/domain/transaction.ts';
import * as endpoints from '../../shared/http/endpoints/transactions.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement, type TenantContext } from '../../shared/lambda/implement.ts';
import type { RawRequest } from '../../shared/lambda/request.ts';
import { sendMediationDue } from '../../shared/mediator/mediator-queue.ts';
import { accountsOf } from '../../shared/mediator/money/accounts.ts';
import {
  changeTransaction,
  lockForChange,
  type TransactionChange,
} from '../../shared/mediator/money/change-transaction.ts';
import { isCurrency } from '../../shared/mediator/money/currencies.ts';
import { makeTransaction, type RequestKey, requestKeyOf } from '../../shared/mediator/money/make-transaction.ts';
import { refundTransaction } from '../../shared/mediator/money/refund-transaction.ts';
import { transactionsOf } from '../../shared/mediator/money/transaction-record.ts';
import { actorOf } from '../../shared/operations/audit.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { sendWebhooksDue } from '../../shared/operations/outbox.ts';

export const handler = httpFunction(
  implement(endpoints.listAccounts, async ({ scope }, { query }) => ({
    body: await accountsOf(operationsFor(scope)).list(query),
  })),

  implement(endpoints.openAccount, async (context, { body }) => {
    if (!isCurrency(body.currency)) {
      throw notAccepted([fieldError('currency', 'value', serviceSentence('no-currency'))]);
    }
    if (body.allow_negative && context.caller.role !== 'admin') {
      throw new Problem('forbidden', serviceSentence('negative-by-admin'));
    }
    const account = await accountsOf(operationsFor(context.scope)).open(body, actorOf(context));
    context.logger.info('account opened', { account_id: account.account_id, currency: account.currency });
    return { headers: { Location: `/api/accounts/${account.account_id}` }, body: account };
  }),

  implement(endpoints.getTrialBalance, async ({ scope }) => ({
    body: { data: await accountsOf(operationsFor(scope)).trialBalance() },
  })),

  implement(endpoints.getAccount, async ({ scope }, { params }) => ({
    body: await accountNamed(scope, params.account_id),
  })),

  implement(endpoints.listPostings, async ({ scope }, { params, query }) => {
    const account = await accountNamed(scope, params.account_id);
    return { body: await accountsOf(operationsFor(scope)).postings(account, query) };
  }),

  implement(endpoints.listTransactions, async ({ scope }, { query }) => {
    assertRange(['from', query.from], ['to', query.to]);
    return { body: await transactionsOf(operationsFor(scope)).list(query) };
  }),

  implement(endpoints.createTransaction, async (context, { body, request }) => {
    const { scope, logger } = context;
    const key = requestKey(endpoints.createTransaction.operationId, request, body);
    const id = await makeTransaction(operationsFor(scope), body, actorOf(context), key);
    logger.info('transaction made', { transaction_id: id, transaction_type: body.transaction_type });
    if (body.provider !== undefined || body.routing !== undefined) await askMediator(context);
    return {
      headers: { Location: pathOf(id) },
      body: await transactionNamed(scope, id),
    };
  }),

  implement(endpoints.getTransaction, async ({ scope }, { params }) => ({
    body: await transactionNamed(scope, params.transaction_id),
  })),

  implement(endpoints.completeTransaction, async (context, { params, body }) => {
    const responseData = body.response_data === undefined ? {} : { responseData: body.response_data };
    return { body: await changed(context, params.transaction_id, { to: 'completed', ...responseData }) };
  }),

  implement(endpoints.failTransaction, async (context, { params, body }) => {
    const change: TransactionChange = { to: 'failed', reason: body.error_message, errorMessage: body.error_message };
    return { body: await changed(context, params.transaction_id, change) };
  }),

  implement(endpoints.refundTransaction, async (context, { params, body, request }) => {
    const { scope, logger } = context;
    const { transaction_id } = params;
    const key = requestKey(endpoints.refundTransaction.operationId, request, { transaction_id, ...body });
    const by = { actor: actorOf(context) };
    const made = await refundTransaction(operationsFor(scope), transaction_id, body.amount, by, key);
    if (made === undefined) throw new Problem('not-found');
    logger.info('refund made', { transaction_id });
    if (made.goesOut) await askMediator(context);
    await tellOfIt(context);
    return { headers: { Location: pathOf(made.refundId) }, body: await transactionNamed(scope, transaction_id) };
  }),
);

type Scope = TenantContext['scope'];

const pathOf = (transactionId: string): string => `/api/transactions/${encodeURIComponent(transactionId)}`;

async function accountNamed(scope: Scope, accountId: string) {
  const account = await accountsOf(operationsFor(scope)).get(accountId);
  if (!account) throw new Problem('not-found');
  return account;
}

async function transactionNamed(scope: Scope, transactionId: string): Promise<TransactionBody> {
  const found = await transactionsOf(operationsFor(scope)).get(transactionId);
  if (!found) throw new Problem('not-found');
  return found;
}

/** @throws {Problem} 404, 409 `wrong-state` */
async function changed(
  context: TenantContext,
  transactionId: string,
  change: TransactionChange,
): Promise<TransactionBody> {
  const operations = operationsFor(context.scope);
  await operations.transaction(async (inside) => {
    const row = await lockForChange(inside, transactionId);
    if (row === undefined) throw new Problem('not-found');
    await changeTransaction(operations, inside, row, change, { actor: actorOf(context) });
  });
  context.logger.info('transaction changed', { transaction_id: transactionId, status: change.to });
  await tellOfIt(context);
  return transactionNamed(context.scope, transactionId);
}

const requestKey = (operation: string, request: RawRequest, content: unknown): RequestKey | undefined => {
  const key = request.header('idempotency-key');
  return key === undefined ? undefined : requestKeyOf(operation, key, content);
};

/** Whatever becomes of the messages: the schedule asks again for what waits. */
const askMediator = ({ scope, logger }: TenantContext): Promise<void> =>
  sendMediationDue({ tenant_id: scope.tenantId }).catch((error: Error) => logger.warn('message not sent', { error }));
const tellOfIt = ({ scope, logger }: TenantContext): Promise<void> =>
  sendWebhooksDue({ tenant_id: scope.tenantId }).catch((error: Error) => logger.warn('message not sent', { error }));
