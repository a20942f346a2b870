import type { Context } from 'aws-lambda';
import { readAnsweredRequest } from '../../events/answered-request.ts';
import { parseLogLines } from '../../events/log-lines.ts';
import { inInvocation } from '../../shared/observability/invocation.ts';
import { makeLogger } from '../../shared/observability/logger.ts';
import { type Count, countersOf } from '../../shared/operations/counters.ts';
import { database } from '../../shared/operations/database.ts';
import { readCountedLine } from './counted-line.ts';
import { requestCounts } from './request-counts.ts';

const logger = makeLogger('count-events');

/**
 * Adds up what log groups say for `/metrics`: many lines a call, one transaction, each delivery once. So nobody who
 * answers a request waits for a counter, and no counter depends on one process' memory. A failure makes Lambda repeat it.
 */
export const handler = (event: unknown, { awsRequestId: requestId }: Pick<Context, 'awsRequestId'>): Promise<void> =>
  inInvocation({ component: 'count-events', requestId, kind: 'consumer', traced: false }, async () => {
    const { id, lines } = parseLogLines(event);
    const counts = lines.flatMap((line) => countsIn(line));
    if (counts.length > 0) await countersOf(database()).add(id, counts);
  });

function countsIn(line: string): Count[] {
  try {
    const said: unknown = JSON.parse(line);
    const request = readAnsweredRequest(said);
    const counts = request ? requestCounts(request) : readCountedLine(said);
    if (counts !== undefined) return counts;
  } catch {
    // Told below: a line that makes no sense must not keep those around it from being counted.
  }
  logger.warn('a line could not be counted', { bytes: line.length });
  return [];
}
