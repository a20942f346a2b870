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
