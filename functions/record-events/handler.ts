import { type EventsReceived, parseEventsReceived } from '../../events/events-received.ts';
import { streamNamed } from '../../shared/datasets/streams.ts';
import { tenantScope } from '../../shared/domain/tenancy.ts';
import type { EventContext } from '../../shared/lambda/event-function.ts';
import { queueFunction } from '../../shared/lambda/queue-function.ts';
import { operationsFor } from '../../shared/operations/database.ts';
import { workOffStream } from '../../shared/streams/work-off.ts';
import { warehouseFor } from '../../shared/warehouse/client.ts';

/** SQS: several messages of one stream of a tenant are one piece of work. Events wait in Postgres, whatever becomes of a message. */
export const handler = queueFunction('record-events', {
  parse: parseEventsReceived,
  pieceOf: ({ tenant_id, stream, tidy = false }) => [tenant_id, stream, tidy].join(' '),
  work: workOff,
});

function workOff({ tenant_id, stream, tidy = false }: EventsReceived, context: EventContext): Promise<void> {
  const scope = tenantScope(tenant_id);
  const { logger, remainingMs } = context;
  return workOffStream({
    operations: operationsFor(scope),
    warehouse: warehouseFor(scope, 'small-load'),
    stream: streamNamed(stream),
    tidy,
    logger,
    remainingMs,
  });
}
