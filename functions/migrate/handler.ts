import * as z from 'zod';
import { ConfigurationError, readConfig, rereadSecrets } from '../../shared/config.ts';
import { answer, ResourceRequest } from '../../shared/lambda/custom-resource.ts';
import { eventFunction } from '../../shared/lambda/event-function.ts';
import { describeError } from '../../shared/observability/describe-error.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { UnfitCredentialsLogin } from '../../shared/operations/credentials-login.ts';
import { migrateAll } from '../../shared/provisioning/migrate-all.ts';

/** From an operator, who reads the answer: `{}`. */
const ByHand = z.strictObject({});
/** Kept for the answer, when the work itself takes too long. */
const ANSWER_MS = 30_000;
/** What a timer takes at most. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * Called by CloudFormation when the app is deployed: brings the registry, every tenant's schema and every tenant's
 * warehouse up to date. Called by an operator with `{}` after a password was changed. Safe to repeat. The deployment fails when this does, with the reason in its events.
 */
export const handler = eventFunction<unknown, { ok: true } | { ok: false; reason: string } | undefined>(
  'migrate',
  async (event, { logger, remainingMs }) => {
    if (ByHand.safeParse(event).success) {
      await rereadSecrets();
      const failure = await failureOf(logger, remainingMs());
      return failure === undefined ? { ok: true } : { ok: false, reason: failure };
    }
    const request = ResourceRequest.parse(event);
    // Nothing was made that deleting the stack should remove: the data stay.
    const reason = request.RequestType === 'Delete' ? undefined : await failureOf(logger, remainingMs());
    const id = request.PhysicalResourceId ?? 'migrations';
    await answer(request, reason === undefined ? { ok: true, id } : { ok: false, id, reason });
    return undefined;
  },
  { kind: 'server' },
);

async function failureOf(logger: Logger, remainingMs: number): Promise<string | undefined> {
  const tooLate = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => tooLate.reject(new Error('the migrations took too long; what they have done so far stays, deploy again')),
    Math.min(Math.max(0, remainingMs - ANSWER_MS), LONGEST_MS),
  );
  try {
    const { operations, credentials } = readConfig(['operations', 'credentials', 'warehouse']);
    const migrated = migrateAll(operations.DATABASE_URL, credentials.CREDENTIALS_DATABASE_URL);
    const tenants = await Promise.race([migrated, tooLate.promise]);
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
  if (error instanceof ConfigurationError || error instanceof UnfitCredentialsLogin) return error.message;
  const { name, code, message } = describeError(error);
  return `Migrations failed: ${name}${code ? ` ${code}` : ''}: ${message}. The log of the function migrate has more.`;
}
