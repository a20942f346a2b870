import type { TransactionType } from '../domain/transaction.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A transaction that a provider is to carry out. */
export interface PaymentOrder {
  /** Its id is the idempotency key of every call about it: however often it is sent, it is done once. */
  readonly transactionId: string;
  /** The provider's own id of it, once it is known. */
  readonly reference?: string | null;
  readonly type: TransactionType;
  /** Exact, with the decimals of its currency. */
  readonly amount: string;
  readonly currency: string;
  readonly source: Party;
  readonly target: Party;
  readonly userId: string | null;
  /** Of a refund: what is given back. */
  readonly refundOf: { readonly transactionId: string; readonly reference: string | null } | null;
  /** What the client sent along. */
  readonly data: Json;
}

export interface Party {
  readonly account: string | null;
  readonly system: string | null;
}

/** A person or a company whose identity a provider is to verify. */
export interface VerificationOrder {
  /** The idempotency key, as above. */
  readonly requestId: string;
  /** The provider's own id of it, once it is known. */
  readonly reference?: string | null;
  readonly verificationType: string;
  readonly subjectType: string;
  readonly subjectId: string;
  /** Personal data: in no log, no record of a call. */
  readonly data: Json;
}

/**
 * What came of asking a provider. `unknown`: it may have been done. `not-sent`: it certainly was not, so another provider may be
 * asked. `unheard`: the provider says that it does not know it.
 */
export type Answer =
  | {
      readonly outcome: 'processing' | 'completed' | 'failed';
      /** The provider's own id of it. */
      readonly reference: string | null;
      readonly data: Json;
      /** Why it failed: the provider's code, and its words. */
      readonly code: string | null;
      readonly message: string | null;
    }
  | {
      readonly outcome: 'unknown';
      readonly reason: string;
      /** The provider's own id of it, where it said that much. */
      readonly reference?: string | null;
    }
  | { readonly outcome: 'unheard'; readonly reason: string }
  | {
      readonly outcome: 'not-sent';
      readonly reason: string;
      /** Where it only waits for its turn, because we may not call more often: until then. */
      readonly waitSeconds?: number;
    };

/** What a webhook of a provider tells. */
export type ProviderEvent =
  | {
      readonly about: 'transaction';
      /** Of the transaction, by our id or the provider's reference. */
      readonly transactionId: string | null;
      readonly reference: string | null;
      /** Exact; null or absent where it says nothing of it. */
      readonly amount?: string | null;
      readonly currency?: string | null;
      readonly answer: Extract<Answer, { readonly data: Json }>;
    }
  | {
      /** That a provider gave money back by itself, or one of our refunds came through. */
      readonly about: 'refund';
      readonly transactionId: string | null;
      readonly reference: string | null;
      /** Our id of the refund, where it is one of ours. */
      readonly refundId: string | null;
      /** Exact; null for all of it. */
      readonly amount: string | null;
      readonly currency?: string | null;
      readonly answer: Extract<Answer, { readonly data: Json }>;
    }
  | {
      readonly about: 'verification';
      readonly requestId: string | null;
      readonly reference: string | null;
      readonly answer: Extract<Answer, { readonly data: Json }>;
    }
  /** Known, and nothing follows from it: a statement, say. */
  | { readonly about: 'information' };

/** What an event was applied to, and what became of it. */
export type Applied =
  | { readonly status: 'applied' | 'already'; readonly subject: string; readonly detail: string }
  /** It may be told of before we have written it down. */
  | { readonly status: 'not-found'; readonly detail: string }
  /** It cannot be: another amount, another currency, a state from which nothing leads there. */
  | { readonly status: 'refused'; readonly subject: string; readonly detail: string };

export interface ProviderAdapter {
  order(order: PaymentOrder): Promise<Answer>;
  /** What became of it. */
  ask(order: PaymentOrder): Promise<Answer>;
  verify(order: VerificationOrder): Promise<Answer>;
  askVerification(order: VerificationOrder): Promise<Answer>;
  check(): Promise<{ readonly isHealthy: boolean; readonly detail: string }>;
  /** @param payload the parsed body; @returns undefined for an event of a kind that nobody knows */
  readHook(eventType: string, payload: Json): ProviderEvent | undefined;
}
