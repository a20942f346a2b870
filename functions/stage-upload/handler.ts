import type { Context } from 'aws-lambda';
import { parseObjectCreated } from '../../events/object-created.ts';
import { inInvocation } from '../../shared/observability/invocation.ts';
import { makeLogger } from '../../shared/observability/logger.ts';
import { stageObject } from './stage-object.ts';

const logger = makeLogger('stage-upload');

/**
 * S3 ObjectCreated: checks the file and stages or rejects its upload. Safe to repeat; a failure makes Lambda repeat it.
 * One event may hold several objects; each gets its turn before the first failure is reported.
 */
export const handler = (event: unknown, { awsRequestId: requestId }: Pick<Context, 'awsRequestId'>): Promise<void> =>
  inInvocation({ component: 'stage-upload', requestId, kind: 'consumer' }, async () => {
    const failures: unknown[] = [];
    for (const { key } of parseObjectCreated(event)) {
      try {
        await stageObject(key, logger);
      } catch (error) {
        logger.error('staging failed', { key, error: error as Error });
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  });
