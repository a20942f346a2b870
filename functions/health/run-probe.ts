import type { HealthCheck } from '../../shared/http/schemas/health.ts';
import type { Logger } from '../../shared/observability/logger.ts';

/** Asks a part for a sign of life; rejects when there is none. */
export type Probe = (signal: AbortSignal) => Promise<unknown>;

export const PROBE_TIMEOUT_MS = 2000;

/** Up or down, and never later than the timeout, whatever the part does. */
export async function runProbe(
  part: string,
  probe: Probe,
  logger: Logger,
  timeoutMs = PROBE_TIMEOUT_MS,
): Promise<HealthCheck> {
  const startedMs = Date.now();
  const duration = () => Date.now() - startedMs;
  const signal = AbortSignal.timeout(timeoutMs);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no answer in time')), { once: true });
  });
  try {
    await Promise.race([probe(signal), late]);
    return { status: 'up', duration_ms: duration() };
  } catch (error) {
    logger.warn('part is down', { part, error: error as Error });
    return { status: 'down', duration_ms: duration() };
  }
}
