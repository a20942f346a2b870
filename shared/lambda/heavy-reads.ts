import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../domain/problems.ts';
import type { Leave, Places } from '../limits/places.ts';
import type { HttpMiddleware } from './exchange.ts';

/** How long a request waits for its turn, and how often it looks. */
const PATIENCE_MS = 12_000;
const PAUSES_MS = [15, 30, 60, 120, 250, 500];

/**
 * Lets as many of a tenant's heavy requests to the warehouse as it has places for; others wait, and are told to come again
 * when it takes too long. Where places cannot be counted, requests go on.
 * @throws {Problem} 429 `too-many-requests`
 */
export const heavyReads = (places: () => Places | undefined): HttpMiddleware => {
  const leave = ({ exchange }: { readonly exchange: { place?: Leave } }) => {
    const given = exchange.place?.();
    delete exchange.place;
    return given;
  };
  return {
    async before({ context: { exchange } }) {
      if (exchange.route?.endpoint.heavy !== true || exchange.scope === undefined) return;
      const counted = places();
      if (counted === undefined) return;
      const { tenantId } = exchange.scope;
      const late = performance.now() + PATIENCE_MS;
      for (let turn = 0; performance.now() < late; turn += 1) {
        try {
          const place = await counted.enter(`reads#${tenantId}`);
          if (place) {
            exchange.place = place;
            return;
          }
        } catch (error) {
          exchange.logger.error('requests to the warehouse are not counted', { error: error as Error });
          return;
        }
        await sleep(PAUSES_MS[Math.min(turn, PAUSES_MS.length - 1)]);
      }
      const detail = `Too many requests of ${tenantId} keep the warehouse busy at the same time. Send fewer at a time.`;
      throw new Problem('too-many-requests', detail, { headers: { 'Retry-After': '5' } });
    },
    after: ({ context }) => leave(context),
    onError: ({ context }) => leave(context),
  };
};
