import { randomBytes } from 'node:crypto';
import type { ProviderType } from '../../shared/domain/provider.ts';

/** Something that was asked for: a payment, a refund, a verification. */
export interface Job {
  readonly kind: 'payment' | 'refund' | 'verification';
  /** Ours of it, as the caller knows it: of a refund, that of the refund. */
  readonly id: string;
  readonly reference: string;
  /** Of a refund: what it gives back. */
  readonly of: { readonly id: string | null; readonly reference: string | null } | null;
  /** Of a payment: deposit, withdrawal, … */
  readonly type: string;
  readonly amount: string | null;
  readonly currency: string | null;
  status: 'pending' | 'succeeded' | 'declined' | 'approved' | 'rejected';
}

const PREFIXES = { payment: 'pay', refund: 'ref', verification: 'ver' } as const;

/** What the simulator knows: nothing of it outlives the process. */
export class ProviderState {
  readonly #jobs = new Map<string, Job>();
  /** By idempotency key: what was asked, and what became of it. */
  readonly #keys = new Map<string, { readonly asked: string; readonly job: Job }>();

  find(id: string): Job | undefined {
    return this.#jobs.get(id);
  }

  /** @returns what the same request has made before; `conflict` where the key came with another one */
  known(key: string, asked: string): Job | 'conflict' | undefined {
    const found = this.#keys.get(key);
    if (found === undefined) return undefined;
    return found.asked === asked ? found.job : 'conflict';
  }

  add(key: string, asked: string, job: Omit<Job, 'reference'>): Job {
    const made: Job = { ...job, reference: `${PREFIXES[job.kind]}_${randomBytes(8).toString('hex')}` };
    this.#keys.set(key, { asked, job: made });
    this.#jobs.set(made.id, made);
    this.#jobs.set(made.reference, made);
    return made;
  }

  get jobs(): readonly Job[] {
    return [...new Set(this.#jobs.values())];
  }
}

/** Why, where it was not done. */
export function reasonOf({ kind, status }: Job): { readonly code: string | null; readonly message: string | null } {
  if (status === 'declined') return { code: 'do_not_honour', message: 'The simulator was told to decline it.' };
  if (status === 'rejected' && kind === 'verification') {
    return { code: 'document_unreadable', message: 'The simulator was told to reject it.' };
  }
  return { code: null, message: null };
}

/** As it is answered. */
export const jobBody = (job: Job) => ({
  reference: job.reference,
  ...(job.kind === 'payment' ? { transaction_id: job.id, type: job.type } : {}),
  ...(job.kind === 'refund' ? { refund_id: job.id, transaction_id: job.of?.id ?? null } : {}),
  ...(job.kind === 'verification' ? { request_id: job.id } : {}),
  status: job.status,
  ...(job.kind === 'verification' ? {} : { amount: job.amount, currency: job.currency }),
  ...reasonOf(job),
});

/** What a webhook tells of it. */
export const toldOf = (job: Job): Record<string, unknown> => ({
  ...jobBody(job),
  ...(job.kind === 'refund' ? { reference: job.of?.reference ?? null, refund_reference: job.reference } : {}),
});

/** The names of M1.10. */
export function eventType(provider: ProviderType, { kind, type, status }: Job): string {
  // Also while it is under way: by any other name it would speak of what it gives back.
  if (kind === 'refund') return `${provider}.refund`;
  if (status === 'pending') return `${provider}.pending`;
  switch (provider) {
    case 'payment':
      return status === 'succeeded' ? 'payment.success' : 'payment.failure';
    case 'wallet':
      return type === 'deposit' ? 'wallet.deposit' : 'wallet.withdrawal';
    case 'bank':
      return 'bank.transfer';
    case 'kyc':
      return 'kyc.verification';
  }
}
