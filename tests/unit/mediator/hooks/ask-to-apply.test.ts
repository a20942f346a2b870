import fc from 'fast-check';
import { expect, test } from 'vitest';
import { askingToApply } from '../../../../shared/mediator/hooks/ask-to-apply.ts';
import { makeLogger } from '../../../../shared/observability/logger.ts';

const logger = makeLogger('test');

test('whenever a webhook comes, a message that nobody has seen by then covers it; and they are few', async () => {
  const gaps = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(gaps, async (waits) => {
      let now = 0;
      const visible: number[] = [];
      const ask = askingToApply(
        async (_, delaySeconds) => void visible.push(now + delaySeconds * 1000),
        () => now,
      );
      for (const wait of waits) {
        now += wait;
        await ask('BANK001', logger);
        expect(Math.max(...visible)).toBeGreaterThanOrEqual(now);
        // Applied within a second.
        expect(visible.some((at) => at >= now && at <= now + 1000)).toBe(true);
      }
      expect(visible.length).toBeLessThanOrEqual(2 + (2 * now) / 800);
    }),
  );
});

test('the first one of a tenant is applied at once; a queue that fails is left alone for a moment', async () => {
  const sent: [string, number][] = [];
  let now = 10_000;
  let fails = false;
  const ask = askingToApply(
    async ({ tenant_id }, delaySeconds) => {
      if (fails) throw new Error('away');
      sent.push([tenant_id, delaySeconds]);
    },
    () => now,
  );
  await ask('BANK001', logger);
  await ask('BANK002', logger);
  expect(sent.splice(0)).toEqual([
    ['BANK001', 0],
    ['BANK002', 0],
  ]);
  fails = true;
  await ask('BANK001', logger);
  fails = false;
  await ask('BANK001', logger);
  expect(sent).toEqual([]);
  now += 5000;
  await ask('BANK001', logger);
  await ask('BANK001', logger);
  expect(sent).toEqual([
    ['BANK001', 0],
    ['BANK001', 1],
  ]);
});

test('a queue that does not answer keeps no webhook waiting', async () => {
  let asked = 0;
  const ask = askingToApply(
    () => {
      asked += 1;
      return new Promise(() => {});
    },
    () => 10_000,
    1,
  );
  await ask('BANK001', logger);
  await ask('BANK001', logger);
  expect(asked).toBe(1);
});
