import * as z from 'zod';
import { pageQuery } from '../../domain/pagination.ts';
import { WRITERS } from '../../domain/roles.ts';
import {
  account,
  posting,
  TRANSACTION_STATUSES,
  TRANSACTION_TYPES,
  transaction,
  trialBalance,
} from '../../domain/transaction.ts';
import { listOf, timestampParameter } from '../../domain/values.ts';
import { endpoint } from '../../lambda/endpoint.ts';
import {
  completionBody,
  failureBody,
  newAccountBody,
  newTransactionBody,
  providerCode,
  refundBody,
} from '../schemas/transaction.ts';

const common = { access: 'tenant', function: 'transactions' } as const;
const ofAccounts = { ...common, tag: 'accounts' } as const;
const ofTransactions = { ...common, tag: 'transactions' } as const;
const ofTransaction = { ...ofTransactions, params: z.strictObject({ transaction_id: z.string().max(100) }) } as const;
const accountParams = z.strictObject({ account_id: z.uuid() });
const text = z.string().min(1).max(100);

export const listAccounts = endpoint({
  ...ofAccounts,
  operationId: 'listAccounts',
  method: 'GET',
  path: '/api/accounts',
  summary: 'Accounts, in the order in which they were opened',
  query: z.strictObject({
    owner: text.optional(),
    currency: z.string().max(3).optional(),
    include: z.enum(['outside']).optional().meta({ description: 'The accounts of everybody else too.' }),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of accounts.', schema: listOf(account) },
  problems: ['invalid-cursor'],
});

export const openAccount = endpoint({
  ...ofAccounts,
  operationId: 'openAccount',
  method: 'POST',
  path: '/api/accounts',
  summary: 'Open an account',
  roles: WRITERS,
  body: newAccountBody,
  success: {
    status: 201,
    description: 'The account, with nothing on it.',
    schema: account,
    headers: { Location: 'Path of the account.' },
  },
  problems: [],
});

export const getTrialBalance = endpoint({
  ...ofAccounts,
  operationId: 'getTrialBalance',
  method: 'GET',
  path: '/api/accounts/trial-balance',
  summary: 'All postings together, by currency',
  description: 'As of one moment. `total` is 0: what is held here came from outside, to the last digit.',
  success: {
    status: 200,
    description: 'A line a currency.',
    schema: z.strictObject({ data: z.array(trialBalance) }),
  },
  problems: [],
});

export const getAccount = endpoint({
  ...ofAccounts,
  operationId: 'getAccount',
  method: 'GET',
  path: '/api/accounts/{account_id}',
  summary: 'Read an account',
  params: accountParams,
  success: { status: 200, description: 'The account.', schema: account },
  problems: ['not-found'],
});

export const listPostings = endpoint({
  ...ofAccounts,
  operationId: 'listPostings',
  method: 'GET',
  path: '/api/accounts/{account_id}/postings',
  summary: 'What was booked on an account, newest first',
  params: accountParams,
  query: z.strictObject(pageQuery),
  success: { status: 200, description: 'A page of postings.', schema: listOf(posting) },
  problems: ['not-found', 'invalid-cursor'],
});

export const listTransactions = endpoint({
  ...ofTransactions,
  operationId: 'listTransactions',
  method: 'GET',
  path: '/api/transactions',
  summary: 'Transactions, newest first',
  query: z.strictObject({
    status: z.enum(TRANSACTION_STATUSES).optional(),
    transaction_type: z.enum(TRANSACTION_TYPES).optional(),
    source_system: text.optional(),
    target_system: text.optional(),
    source_account: z.uuid().optional(),
    target_account: z.uuid().optional(),
    account: z.uuid().optional().meta({ description: 'On either side.' }),
    provider: providerCode.optional(),
    currency: z.string().max(3).optional(),
    user_id: text.optional(),
    refund_of: text.optional(),
    search: text.optional().meta({ description: 'Stands in the transaction_id or the user_id.' }),
    from: timestampParameter.optional().meta({ description: 'Made then or later.' }),
    to: timestampParameter.optional().meta({ description: 'Made before then.' }),
    sort: z
      .enum([
        ...(['created_at', '-created_at', 'updated_at', '-updated_at'] as const),
        ...(['amount', '-amount', 'transaction_id', '-transaction_id'] as const),
      ])
      .default('-created_at')
      .meta({ description: 'With `-` before it: the largest first.' }),
    ...pageQuery,
  }),
  success: { status: 200, description: 'A page of transactions.', schema: listOf(transaction) },
  problems: ['invalid-cursor'],
});

export const createTransaction = endpoint({
  ...ofTransactions,
  operationId: 'createTransaction',
  method: 'POST',
  path: '/api/transactions',
  summary: 'Make a transaction',
  description:
    'An amount that is taken from an account is reserved there and then. With a `provider`, or `routing`, it goes out by itself; ' +
    'without, it waits for `complete` or `fail`. Give an `Idempotency-Key`, or your own `transaction_id`: then nothing is done twice, ' +
    'whatever becomes of the answer. The key holds as long as the transaction is kept.',
  roles: WRITERS,
  body: newTransactionBody,
  success: {
    status: 201,
    description: 'The transaction.',
    schema: transaction,
    headers: { Location: 'Path of the transaction.' },
  },
  problems: [
    ...(['transaction-exists', 'transaction-error', 'insufficient-balance', 'no-provider'] as const),
    'idempotency-key-reused',
  ],
});

export const getTransaction = endpoint({
  ...ofTransaction,
  operationId: 'getTransaction',
  method: 'GET',
  path: '/api/transactions/{transaction_id}',
  summary: 'Read a transaction',
  success: { status: 200, description: 'The transaction with its history.', schema: transaction },
  problems: ['not-found'],
});

export const completeTransaction = endpoint({
  ...ofTransaction,
  operationId: 'completeTransaction',
  method: 'POST',
  path: '/api/transactions/{transaction_id}/complete',
  summary: 'Complete a transaction',
  description: 'What was reserved moves. For good: it can be given back, and not undone.',
  roles: WRITERS,
  body: completionBody,
  success: { status: 200, description: 'The transaction, completed.', schema: transaction },
  problems: ['not-found', 'wrong-state'],
});

export const failTransaction = endpoint({
  ...ofTransaction,
  operationId: 'failTransaction',
  method: 'POST',
  path: '/api/transactions/{transaction_id}/fail',
  summary: 'Let a transaction fail',
  description: 'What was reserved is at the disposal of its account again.',
  roles: WRITERS,
  body: failureBody,
  success: { status: 200, description: 'The transaction, failed.', schema: transaction },
  problems: ['not-found', 'wrong-state'],
});

export const refundTransaction = endpoint({
  ...ofTransaction,
  operationId: 'refundTransaction',
  method: 'POST',
  path: '/api/transactions/{transaction_id}/refund',
  summary: 'Give money back',
  description:
    'All that is left of it, or a part. The refund is a transaction of its own, with `refund_of`: done at once, or, where a provider ' +
    'carried the transaction out, by the same one. When all of it is given back the transaction is `refunded`.',
  roles: WRITERS,
  body: refundBody,
  success: {
    status: 200,
    description: 'The transaction that is given back.',
    schema: transaction,
    headers: { Location: 'Path of the refund.' },
  },
  problems: ['not-found', 'wrong-state', 'transaction-error', 'insufficient-balance', 'idempotency-key-reused'],
});
