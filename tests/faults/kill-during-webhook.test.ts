/** Kills the service between sending a webhook and writing down that it was sent. */
import { describe, expect, it } from 'vitest';
import { addWebhook, settledDeliveries } from '../api/bank-webhooks.ts';
import { useOwnService } from '../api/own-service.ts';
import { event, send } from '../api/stream-events.ts';
import { isSignedBy, webhookReceiver } from '../webhook-receiver.ts';

const EVENTS = 40;
/** A claim lasts a minute; then the schedule finds the delivery. */
const RECOVERY_MS = 240_000;

describe('a webhook', () => {
  const service = useOwnService(2);

  it('is sent at least once, with the same id, and nothing is lost, whenever the service is killed', async () => {
    const bank = await service.bank('T_WEBHOOK');
    const killing = Promise.withResolvers<void>();
    await using receiver = await webhookReceiver((_, number) => {
      // The tenth is answered when nobody waits for the answer any more.
      if (number === 10) killing.resolve();
      return number > 6 && number <= 20 ? { afterMs: 1000 } : {};
    });
    const { secret, ...webhook } = await addWebhook(bank, receiver.url, ['alert.raised']);
    await send(
      bank,
      Array.from({ length: EVENTS }, (_, at) => event(`killed-${at}`, '2000.01')),
    );
    await killing.promise;
    await service.kill();
    await service.start();
    const deliveries = await settledDeliveries(service.follow(bank), webhook, EVENTS, RECOVERY_MS);
    expect(deliveries).toHaveLength(EVENTS);
    expect(deliveries.every(({ status }) => status === 'delivered')).toBe(true);
    const { received } = receiver;
    // Some twice: those that were under way. None is missing, and each is the same byte for byte.
    expect(received.length).toBeGreaterThan(EVENTS);
    const bodies = Map.groupBy(received, ({ id }) => id);
    expect([...bodies.keys()].toSorted()).toEqual(deliveries.map(({ event_id }) => event_id).toSorted());
    for (const same of bodies.values()) expect(new Set(same.map(({ body }) => body)).size).toBe(1);
    expect(received.every((one) => isSignedBy(secret, one))).toBe(true);
    const alerts = received.map(({ event: { data } }) => (data.event as { transaction_id: string }).transaction_id);
    expect(new Set(alerts).size).toBe(EVENTS);
  });
});
