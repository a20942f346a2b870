import { STREAMS } from '../../shared/datasets/streams.ts';
import { correlated } from '../../shared/observability/correlation.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { database, operationsFor } from '../../shared/operations/database.ts';
import { tenantsOf } from '../../shared/operations/tenants.ts';
import { sendEventsReceived } from '../../shared/streams/stream-queue.ts';
import { unfinishedOf } from '../../shared/streams/unfinished.ts';

/**
 * For all tenants: asks record-events for what waits because its message is lost or its worker died, and for what is past its
 * time. One tenant's failure does not stop the others.
 */
export async function remindOfStreams(logger: Logger): Promise<void> {
  for (const { scope } of await tenantsOf(database()).list()) {
    await correlated({ tenant_id: scope.tenantId }, async () => {
      try {
        for (const stream of STREAMS) {
          const { isBehind, isOld } = await unfinishedOf(operationsFor(scope), stream);
          if (!isBehind && !isOld) continue;
          await sendEventsReceived({ tenant_id: scope.tenantId, stream: stream.name, tidy: isOld });
          if (isBehind) logger.warn('sent the message of a stream again', { stream: stream.name });
        }
      } catch (error) {
        logger.error('a stream could not be looked at', { error: error as Error });
      }
    });
  }
}
