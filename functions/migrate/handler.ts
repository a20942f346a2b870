import type { Context } from 'aws-lambda';
import { ConfigurationError, readConfig } from '../../shared/config.ts';
import { describeError } from '../../shared/observability/describe-error.ts';
import { makeLogger } from '../../shared/observability/logger.ts';
import { migrateAll } from '../../shared/provisioning/migrate-all.ts';
import { answer, ResourceRequest } from './cloudformation.ts';

const logger = makeLogger('migrate');

/** Kept for the answer, when the work itself takes too long. */
const ANSWER_MS = 30_000;

/**
 * Called by CloudFormation when the app is deployed: brings the registry, every tenant's schema and every tenant's
 * warehouse up to date. Safe to repeat. The deployment fails when this does, with the reason in its events.
 */
export async function handler(event: unknown, context: Pick<Context, 'getRemainingTimeInMillis'>): Promise<void> {
  const request = ResourceRequest.parse(event);
  // Nothing was made that deleting the stack should remove: the data stay.
  const failure = request.RequestType === 'Delete' ? undefined : await failureOf(context.getRemainingTimeInMillis());
  await answer(request, failure);
}

async function failureOf(remainingMs: number): Promise<string | undefined> {
  const tooLate = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => tooLate.reject(new Error('the migrations took too long; what they have done so far stays, deploy again')),
    Math.max(0, remainingMs - ANSWER_MS),
  );
  try {
    const { operations } = readConfig(['operations', 'warehouse']);
    const tenants = await Promise.race([migrateAll(operations.DATABASE_URL), tooLate.promise]);
    logger.info('migrated', { tenants });
    return undefined;
  } catch (error) {
    logger.error('migrations failed', { error: error as Error });
    return reasonOf(error);
  } finally {
    clearTimeout(timer);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.message;
  const { name, code, message } = describeError(error);
  return `Migrations failed: ${name}${code ? ` ${code}` : ''}: ${message}. The log of the function migrate has more.`;
}
