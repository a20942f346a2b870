/** Kills the service while webhooks come and are applied, some of them twice. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Bank, waitFor } from '../api/bank.ts';
import { hookedProvider, sendHook, standardHeaders, type WebhookEvent } from '../api/hooks.ts';
import { jsonServer } from '../api/json-server.ts';
import { accountOf, fundedAccount, transact, transactionOf } from '../api/money.ts';
import { useOwnService } from '../api/own-service.ts';

const PAYMENTS = 10;
const REFUNDS = 600;
const AT_ONCE = 6;
const RECOVERY_MS = 180_000;

describe('webhooks', () => {
  const service = useOwnService(2);

  it('killed twice: every cent that providers give back is booked once', async () => {
    let bank: Bank = await service.bank('T_HOOKS');
    await using provider = await jsonServer(() => ({ status: 202, body: { status: 'pending' } }));
    const { webhook_secret } = await hookedProvider(bank, 'SHOP', { api_base_url: provider.url });

    /** As a provider does: until it is taken, with the same id. */
    const tell = async (type: string, data: object): Promise<void> => {
      const id = randomUUID();
      const body = JSON.stringify({ type, data });
      for (const deadline = Date.now() + RECOVERY_MS; ; ) {
        const headers = standardHeaders(webhook_secret, body, { id });
        const answer = await sendHook(bank, `/hooks/${bank.tenantId}/SHOP`, body, headers).catch(() => undefined);
        if (answer?.status === 200) return;
        if (Date.now() > deadline) throw new Error(`a webhook was not taken: ${answer?.text}`);
        await sleep(100);
      }
    };
    const settled = () =>
      waitFor(
        'all webhooks to be applied',
        () => bank.call<{ total: number; pending: number; completed: number }>('/api/webhook-events/summary'),
        ({ pending }) => pending === 0,
        RECOVERY_MS,
      );

    const account = await fundedAccount(bank, '1000.00');
    const payment = { transaction_type: 'payment', amount: '100.00', source_account: account.account_id };
    const payments: string[] = [];
    for (let at = 0; at < PAYMENTS; at++) {
      const { transaction_id } = await transact(bank, { ...payment, target_system: 'shop', provider: 'SHOP' });
      payments.push(transaction_id);
      await tell('payment.success', { transaction_id, status: 'succeeded' });
    }
    await settled();
    expect(await accountOf(bank, account)).toMatchObject({ balance: '0.00' });

    let taken = 0;
    const sending = Promise.all(
      Array.from({ length: AT_ONCE }, async (_, sender) => {
        for (let at = sender; at < REFUNDS; at += AT_ONCE) {
          const transaction_id = payments[at % PAYMENTS];
          await tell('payment.refund', { transaction_id, amount: '0.01', currency: 'EUR', status: 'succeeded' });
          taken += 1;
        }
      }),
    );
    for (const share of [0.25, 0.6]) {
      await waitFor(
        'webhooks to be taken',
        async () => taken,
        (count) => count >= share * REFUNDS,
        RECOVERY_MS,
      );
      await service.kill();
      await service.start();
      bank = service.follow(bank);
    }
    await sending;

    expect(await settled()).toMatchObject({ total: PAYMENTS + REFUNDS, completed: PAYMENTS + REFUNDS });
    for (const id of payments) {
      const { status, refunded_amount } = await transactionOf(bank, id);
      expect([status, refunded_amount]).toEqual(['completed', `${(REFUNDS / PAYMENTS / 100).toFixed(2)}`]);
    }
    expect(await accountOf(bank, account)).toMatchObject({ balance: (REFUNDS / 100).toFixed(2) });
    const again = await bank.all<WebhookEvent>('/api/webhook-events', { event_type: 'payment.refund', limit: 1000 });
    expect(again).toHaveLength(REFUNDS);
  });
});
