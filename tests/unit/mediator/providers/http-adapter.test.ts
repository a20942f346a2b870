import { expect, it } from 'vitest';
import type { PaymentOrder } from '../../../../shared/mediator/adapter.ts';
import { httpDescription } from '../../../../shared/mediator/providers/description.ts';
import { adapterOf } from '../../../../shared/mediator/providers/http-adapter.ts';

const description = httpDescription.parse({
  authentication: { scheme: 'none' },
  orders: { refund: { order: { method: 'POST', path: '/charges/{refund_of_reference}/refunds' } } },
  answer: { status: '/state' },
  statuses: { ok: 'completed' },
});
const refund = (reference: string | null): PaymentOrder => ({
  transactionId: 't2',
  reference: null,
  type: 'refund',
  amount: '1.00',
  currency: 'EUR',
  source: { account: null, system: 'shop' },
  target: { account: null, system: 'customer' },
  userId: null,
  refundOf: { transactionId: 't1', reference },
  data: null,
});

it('is not sent where its address cannot be written, and says what is missing', async () => {
  const provider = { adapter: 'http', description, api_base_url: 'http://127.0.0.1:9', settings: {} } as const;
  const adapter = adapterOf({ ...provider, sandbox_base_url: null }, undefined, 'production');
  expect(await adapter.order(refund(null))).toEqual({
    outcome: 'not-sent',
    reason: 'its address needs a refund_of_reference, and none is known',
  });
  // It would lead somewhere else.
  expect(await adapter.order(refund('..'))).toEqual({
    outcome: 'not-sent',
    reason: 'an id of it cannot stand in an address',
  });
});
