import * as z from 'zod';
import { count } from '../../domain/values.ts';

export const HEALTH_PARTS = ['postgres', 'clickhouse', 'dynamodb', 's3', 'sqs', 'mediator', 'webhooks'] as const;
export type HealthPart = (typeof HEALTH_PARTS)[number];

const check = z
  .strictObject({
    status: z.enum(['up', 'down']),
    duration_ms: count,
    problem: z
      .literal('storage-full')
      .exactOptional()
      .meta({ description: 'Why a part is down that answers: its disk has no space for another load.' }),
  })
  .meta({ id: 'HealthCheck' });
export type HealthCheck = z.infer<typeof check>;

export const health = z
  .strictObject({ status: z.literal('healthy'), checks: z.record(z.enum(HEALTH_PARTS), check) })
  .meta({
    id: 'Health',
    examples: [
      {
        status: 'healthy',
        checks: Object.fromEntries(HEALTH_PARTS.map((part) => [part, { status: 'up', duration_ms: 3 }])),
      },
    ],
  });
