import * as z from 'zod';
import { readConfig } from '../../shared/config.ts';
import { eventFunction } from '../../shared/lambda/event-function.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { database } from '../../shared/operations/database.ts';
import { explainFailure, isTenantCommand, runTenantCommand } from '../../shared/provisioning/tenant-commands.ts';

const Request = z.strictObject({
  command: z.string().max(20),
  values: z.array(z.string().max(200)).max(5),
  password: z.string().max(2048).exactOptional(),
});

type Answer = { ok: true; data: unknown; text: string } | { ok: false; message: string };

/**
 * Runs a command of `npm run tenants` where the databases are. Nothing calls it by itself: only who may invoke this very
 * function can. The request may hold a password and the answer a new key; the log never does.
 */
export const handler = eventFunction<unknown, Answer>('tenants-admin', (event, { logger }) => run(event, logger), {
  kind: 'server',
});

async function run(event: unknown, logger: Logger): Promise<Answer> {
  const request = Request.safeParse(event);
  if (!request.success || !isTenantCommand(request.data.command, request.data.values)) {
    return { ok: false, message: 'Not a command of npm run tenants, or not with so many values.' };
  }
  const { command, values, password } = request.data;
  const { operations, keys } = readConfig(['operations', 'keys']);
  const stores = {
    database: database(),
    databaseUrl: operations.DATABASE_URL,
    pepper: keys.KEY_PEPPER,
    report: (what: string, error: Error) => logger.error(what, { command, error }),
    keepKey: () => undefined,
  };
  try {
    const { data, text } = await runTenantCommand(command, stores, values, password);
    logger.info('command done', { command, tenant_id: values[0] ?? '' });
    return { ok: true, data, text };
  } catch (error) {
    const explained = explainFailure(error);
    if (explained === undefined) logger.error('command failed', { command, error: error as Error });
    else logger.warn('command refused', { command });
    return { ok: false, message: explained ?? 'The command failed; the log of the function tenants-admin says why.' };
  }
}
