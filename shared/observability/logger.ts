import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { correlation } from './correlation.ts';
import { describeError } from './describe-error.ts';
import { maskSecrets } from './mask-secrets.ts';

/**
 * One JSON line an event: what everyone asks for first (when, how bad, who, which request, sync, tenant and key or user, what), and
 * the particulars in `details`. Callers pass identifiers and counts, never cell values, keys, tokens or whole requests:
 * what a bank sends must not reach a log. Errors are cut down by `describeError`.
 */
class TrancheFormatter extends LogFormatter {
  formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    const { component, request_id, sync_id, tenant_id, key_id, user_id, ...details }: LogAttributes = {
      ...correlation(),
      ...additional,
    };
    return new LogItem({
      attributes: {
        timestamp: this.formatTimestamp(attributes.timestamp),
        level: attributes.logLevel,
        service: attributes.serviceName,
        component,
        request_id,
        sync_id,
        tenant_id,
        key_id,
        user_id,
        message: attributes.message,
        ...(Object.keys(details).length > 0 ? { details } : {}),
      },
    });
  }

  override formatError(error: Error): LogAttributes {
    return { ...describeError(error) };
  }
}

/**
 * @param component the function or module that speaks, such as `uploads` or `postgres`. The ids of the request, sync and
 *   tenant come by themselves: see `correlated`.
 */
export function makeLogger(component: string): Logger {
  return new Logger({
    serviceName: 'tranche',
    logFormatter: new TrancheFormatter(),
    persistentKeys: { component },
    jsonReplacerFn: (_key, value: unknown) => (typeof value === 'string' ? maskSecrets(value) : value),
  });
}

/** A logger whose every line carries the given keys besides its parent's; the parent is not changed. */
export function loggerFor(parent: Logger, keys: Record<string, string | number>): Logger {
  const child = parent.createChild();
  child.appendPersistentKeys(keys);
  return child;
}

export type { Logger } from '@aws-lambda-powertools/logger';
