import { Problem } from '../../shared/domain/problems.ts';
import { getHealth } from '../../shared/http/endpoints/health.ts';
import type { HealthCheck, HealthPart } from '../../shared/http/schemas/health.ts';
import { httpFunction } from '../../shared/lambda/http-function.ts';
import { implement } from '../../shared/lambda/implement.ts';
import { PROBES } from './probes.ts';
import { runProbe } from './run-probe.ts';

export const handler = httpFunction(
  implement(getHealth, async ({ logger }) => {
    const parts = Object.entries(PROBES).map(
      async ([part, probe]) => [part, await runProbe(part, probe, logger)] as const,
    );
    const checks = Object.fromEntries(await Promise.all(parts)) as Record<HealthPart, HealthCheck>;
    const down = Object.entries(checks).flatMap(([part, { status, problem }]) =>
      status === 'up' ? [] : [problem === 'storage-full' ? `${part} (its disk is full)` : part],
    );
    if (down.length > 0) {
      throw new Problem('unhealthy', `Down: ${down.join(', ')}.`, {
        extensions: { checks },
        headers: { 'Retry-After': '5' },
      });
    }
    return { body: { status: 'healthy' as const, checks } };
  }),
);
