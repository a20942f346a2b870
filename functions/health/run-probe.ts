import type { HealthCheck } from '../../shared/http/schemas/health.ts';
import type { Logger } from '../../shared/observability/logger.ts';

/** A part answers, and has no space left to write. */
export class StorageFull extends Error {
  override readonly name = 'StorageFull';
}

export interface Probe {
  readonly timeoutMs: number;
  /** Asks a part for a sign of life; rejects when there is none. @throws {StorageFull} */
  ask(signal: AbortSignal, timeoutMs: number): Promise<unknown>;
}

const underWay = new Map<Probe, Promise<HealthCheck>>();

/**
 * Up or down, and never later than the timeout, whatever the part does. Who asks while a probe is under way shares its
 * answer: nobody needs a credential to ask, and no number of questions should be work for the parts.
 */
export function runProbe(part: string, probe: Probe, logger: Logger): Promise<HealthCheck> {
  const known = underWay.get(probe);
  if (known !== undefined) return known;
  const check = probeOnce(part, probe, logger).finally(() => underWay.delete(probe));
  underWay.set(probe, check);
  return check;
}

async function probeOnce(part: string, { ask, timeoutMs }: Probe, logger: Logger): Promise<HealthCheck> {
  const begun = performance.now();
  const duration = () => Math.round(performance.now() - begun);
  const signal = AbortSignal.timeout(timeoutMs);
  const late = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error(`no answer within ${timeoutMs} ms`)), { once: true });
  });
  try {
    // Asked within the race: a probe that throws at once, as one without its settings does, must not leave `late` unheard.
    await Promise.race([(async () => ask(signal, timeoutMs))(), late]);
    return { status: 'up', duration_ms: duration() };
  } catch (error) {
    logger.warn('part is down', { part, error: error as Error });
    const full = error instanceof StorageFull ? { problem: 'storage-full' as const } : {};
    return { status: 'down', duration_ms: duration(), ...full };
  }
}
