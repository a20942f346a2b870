import { parseObjectCreated } from '../../events/object-created.ts';
import { eventFunction } from '../../shared/lambda/event-function.ts';
import { stageObject } from './stage-object.ts';

/**
 * S3 ObjectCreated: checks the file and stages or rejects its upload. Safe to repeat; a failure makes Lambda repeat it.
 * One event may hold several objects; each gets its turn before the first failure is reported.
 */
export const handler = eventFunction<unknown, void>('stage-upload', async (event, { logger }) => {
  const failures: unknown[] = [];
  for (const { key } of parseObjectCreated(event)) {
    await stageObject(key, logger).catch((error: Error) => {
      logger.error('staging failed', { key, error });
      failures.push(error);
    });
  }
  if (failures.length > 0) throw failures[0];
});
