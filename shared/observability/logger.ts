import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { describeError } from './describe-error.ts';

/**
 * One JSON line an event. Callers pass identifiers and counts, never cell values, keys, tokens or whole requests:
 * what a bank sends must not reach a log. Errors are cut down by `describeError`.
 */
class TrancheFormatter extends LogFormatter {
  formatAttributes(attributes: UnformattedAttributes, additional: LogAttributes): LogItem {
    const line: LogAttributes = {
      timestamp: this.formatTimestamp(attributes.timestamp),
      level: attributes.logLevel,
      service: attributes.serviceName,
      message: attributes.message,
    };
    return new LogItem({ attributes: line }).addAttributes(additional);
  }

  override formatError(error: Error): LogAttributes {
    return { ...describeError(error) };
  }
}

/**
 * @param component the function or module that speaks, such as `uploads` or `run-sync`. Give a request's or a sync's
 *   id with `logger.appendKeys({ request_id })`, or make a child: `requestLogger(logger, { request_id })`.
 */
export function makeLogger(component: string): Logger {
  return new Logger({
    serviceName: 'tranche',
    logFormatter: new TrancheFormatter(),
    persistentKeys: { component },
  });
}

/** A logger whose every line carries the given keys (request_id, sync_id, tenant_id …); the parent is not changed. */
export function loggerFor(parent: Logger, keys: Record<string, string | number>): Logger {
  const child = parent.createChild();
  child.appendPersistentKeys(keys);
  return child;
}

export type { Logger } from '@aws-lambda-powertools/logger';
