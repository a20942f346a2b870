import { type HttpDescription, httpDescription, USUAL_EVENTS } from './description.ts';

const payment = {
  '/transaction_id': 'transaction_id',
  '/type': 'transaction_type',
  '/amount': 'amount',
  '/currency': 'currency',
  '/source/account': 'source_account',
  '/source/system': 'source_system',
  '/target/account': 'target_account',
  '/target/system': 'target_system',
  '/user_id': 'user_id',
  '/data': 'data',
} as const;

const status = { method: 'GET', path: '/v1/payments/{transaction_id}' } as const;

/** The HTTP interface of the simulator that Tranche brings along (local/provider-simulator). */
export const SANDBOX_DESCRIPTION: HttpDescription = httpDescription.parse({
  authentication: { scheme: 'headers', headers: { 'X-Api-Key': 'api_key' } },
  orders: {
    usual: { order: { method: 'POST', path: '/v1/payments', body: payment }, status },
    refund: {
      order: {
        method: 'POST',
        path: '/v1/refunds',
        body: {
          '/refund_id': 'transaction_id',
          '/transaction_id': 'refund_of',
          '/reference': 'refund_of_reference',
          '/amount': 'amount',
          '/currency': 'currency',
          '/data': 'data',
        },
      },
      status,
    },
  },
  verification: {
    method: 'POST',
    path: '/v1/verifications',
    body: {
      '/request_id': 'request_id',
      '/verification_type': 'verification_type',
      '/subject/type': 'subject_type',
      '/subject/id': 'subject_id',
      '/data': 'data',
    },
  },
  verification_status: { method: 'GET', path: '/v1/verifications/{request_id}' },
  health: { path: '/health' },
  answer: { reference: '/reference', status: '/status', code: '/code', message: '/message' },
  statuses: {
    pending: 'processing',
    succeeded: 'completed',
    declined: 'failed',
    approved: 'completed',
    rejected: 'failed',
  },
  idempotency: { is_honoured: true },
  hooks: {
    events: {
      ...USUAL_EVENTS,
      'wallet.refund': { about: 'refund' },
      'bank.refund': { about: 'refund' },
      // What it tells before it is over, and perhaps after: it leads nowhere back.
      'payment.pending': { about: 'transaction', outcome: 'processing' },
      'wallet.pending': { about: 'transaction', outcome: 'processing' },
      'bank.pending': { about: 'transaction', outcome: 'processing' },
      'kyc.pending': { about: 'verification', outcome: 'processing' },
    },
  },
});
