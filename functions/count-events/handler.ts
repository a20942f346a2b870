import { readAnsweredRequest } from '../../events/answered-request.ts';
import { parseLogLines } from '../../events/log-lines.ts';
import { eventFunction } from '../../shared/lambda/event-function.ts';
import type { Logger } from '../../shared/observability/logger.ts';
import { countersOf } from '../../shared/operations/counters.ts';
import { database } from '../../shared/operations/database.ts';
import { type Report, readCountedLine } from './counted-line.ts';
import { requestCounts } from './request-counts.ts';

/**
 * Adds up what log groups say for `/metrics`: many lines a call, one transaction, each delivery once. So nobody who
 * answers a request waits for a counter, and no counter depends on one process' memory. A failure makes Lambda repeat it.
 */
export const handler = eventFunction<unknown, void>(
  'count-events',
  async (event, { logger }) => {
    const { id, lines } = parseLogLines(event);
    const reports = lines.flatMap((line) => readReport(line, logger) ?? []);
    const counters = countersOf(database());
    for (const { once, counts } of reports) if (once !== undefined) await counters.add(once, counts);
    const rest = reports.filter(({ once }) => once === undefined).flatMap(({ counts }) => counts);
    if (rest.length > 0) await counters.add(id, rest);
  },
  { traced: false },
);

function readReport(line: string, logger: Logger): Report | undefined {
  try {
    const said: unknown = JSON.parse(line);
    const request = readAnsweredRequest(said);
    const report = request ? { counts: requestCounts(request) } : readCountedLine(said);
    if (report !== undefined) return report;
  } catch {
    // Told below: a line that makes no sense must not keep those around it from being counted.
  }
  logger.warn('a line could not be counted', { bytes: line.length });
  return undefined;
}
