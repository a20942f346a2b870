import { once } from 'node:events';
import { expect, test } from 'vitest';
import { runProbe } from '../../../functions/health/run-probe.ts';
import type { Logger } from '../../../shared/observability/logger.ts';

const logger = { warn: () => undefined } as unknown as Logger;

test.each([
  [
    'throws at once',
    () => {
      throw new Error('no settings');
    },
  ],
  ['rejects', () => Promise.reject(new Error('refused'))],
  ['never answers', () => new Promise<never>(() => undefined)],
])('a part whose probe %s is down, and nothing is left unheard', async (_how, ask) => {
  const unheard: unknown[] = [];
  const hear = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', hear);
  const over = once(AbortSignal.timeout(30), 'abort');
  const check = await runProbe('part', { timeoutMs: 5, ask }, logger);
  expect(check.status).toBe('down');
  // Longer than the probe's own time.
  await over;
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});
