import * as z from 'zod';
import { count, timestamp } from './values.ts';

export const TRANSACTION_TYPES = ['deposit', 'withdrawal', 'transfer', 'payment', 'refund'] as const;
export type TransactionType = (typeof TRANSACTION_TYPES)[number];

export const TRANSACTION_STATUSES = ['pending', 'processing', 'unknown', 'completed', 'failed', 'refunded'] as const;
export type TransactionStatus = (typeof TRANSACTION_STATUSES)[number];

/** Where a transaction may go from where it is; whatever is not here is refused. Nothing leads back. */
export const TRANSITIONS: Readonly<Record<TransactionStatus, readonly TransactionStatus[]>> = {
  pending: ['processing', 'completed', 'failed'],
  // Sent, and not yet heard of.
  processing: ['completed', 'failed', 'unknown'],
  // It may have been done and may not: only the provider can tell.
  unknown: ['completed', 'failed'],
  completed: ['refunded'],
  failed: [],
  refunded: [],
};

export const mayBecome = (from: TransactionStatus, to: TransactionStatus): boolean => TRANSITIONS[from].includes(to);

/** Which parties a type needs: each is an account, or a system that Tranche keeps no account of. */
export const PARTIES: Readonly<Record<TransactionType, readonly ('source' | 'target')[]>> = {
  deposit: ['source'],
  withdrawal: ['target'],
  transfer: ['source', 'target'],
  payment: ['target'],
  refund: ['source'],
};

/** Digits of an amount: all, and behind the point. A currency may have fewer decimals. */
export const TRANSACTION_PRECISION = 20;
export const TRANSACTION_SCALE = 6;
export const MAX_TRANSACTION_ID = 100;
/** Of names of systems, users and owners. */
export const MAX_PARTY_NAME = 100;
export const MAX_MESSAGE = 1000;

const amount = z
  .string()
  .regex(/^-?[0-9]+(?:[.][0-9]+)?$/)
  .meta({ description: 'Exact, with the decimals of its currency.', examples: ['1250.00'] });
const currency = z.string().meta({ description: 'ISO 4217.', examples: ['EUR'] });

export const account = z
  .strictObject({
    account_id: z.uuid(),
    kind: z.enum(['held', 'outside']).meta({
      description:
        '`outside` is everybody else, once a currency: what comes in is taken from there, what goes out goes there.',
    }),
    owner: z.string(),
    currency,
    balance: amount.meta({ description: 'The sum of its postings.' }),
    reserved: amount.meta({ description: 'Of the balance, what transactions under way will take.' }),
    allow_negative: z.boolean(),
    created_at: timestamp,
  })
  .meta({ id: 'Account' });
export type AccountBody = z.infer<typeof account>;

export const posting = z
  .strictObject({
    posting_id: count,
    transaction_id: z.string(),
    amount: amount.meta({ description: 'Below 0: taken from the account.' }),
    posted_at: timestamp,
  })
  .meta({ id: 'Posting' });
export type PostingBody = z.infer<typeof posting>;

export const trialBalance = z
  .strictObject({
    currency,
    accounts: count.meta({ description: 'Accounts held here.' }),
    held: amount.meta({ description: 'The balances of accounts held here, together.' }),
    outside: amount.meta({ description: 'What everybody else has given, below 0, or got.' }),
    total: amount.meta({ description: 'The sum of all postings: 0.' }),
    reserved: amount,
  })
  .meta({ id: 'TrialBalance' });
export type TrialBalanceBody = z.infer<typeof trialBalance>;

const name = z.string().nullable();

export const transaction = z
  .strictObject({
    transaction_id: z.string(),
    transaction_type: z.enum(TRANSACTION_TYPES),
    status: z.enum(TRANSACTION_STATUSES).meta({
      description: '`unknown`: the provider may have done it; it is asked until that is known.',
    }),
    amount,
    currency,
    source_account: z.uuid().nullable(),
    target_account: z.uuid().nullable(),
    source_system: name,
    target_system: name,
    provider: name.meta({ description: 'The code of the provider that carries it out, once it is chosen.' }),
    provider_reference: name.meta({ description: "The provider's own id." }),
    provider_key: z.uuid().nullable(),
    routing: z
      .strictObject({ country: name, tried: z.array(z.string()) })
      .nullable()
      .meta({ description: 'Where the provider was to be chosen: for which country, and who could not be reached.' }),
    refund_of: name.meta({ description: 'The transaction whose money it gives back.' }),
    user_id: name,
    request_data: z.unknown().meta({ description: 'As the client sent it.' }),
    response_data: z.unknown().meta({ description: 'Of the provider, or of whoever completed it.' }),
    error_code: name,
    error_message: name,
    refunded_amount: amount,
    refunding_amount: amount.meta({ description: 'Of refunds under way.' }),
    version: count.meta({ description: 'One more with every change.' }),
    created_at: timestamp,
    updated_at: timestamp,
    history: z
      .array(
        z.strictObject({
          status: z.enum(TRANSACTION_STATUSES),
          at: timestamp,
          by: z.string().meta({ description: 'A username, the prefix of a key, a provider, or service.' }),
          reason: name,
        }),
      )
      .meta({ description: 'Oldest first.' }),
  })
  .meta({ id: 'Transaction' });
export type TransactionBody = z.infer<typeof transaction>;
