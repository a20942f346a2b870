import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';

/** CloudWatch Logs → count-events: lines of a log group that a subscription filter let through. */
const subscriptionEvent = z.object({ awslogs: z.object({ data: z.base64() }) });

const content = z.object({
  /** CONTROL_MESSAGE: CloudWatch tries whether anybody listens. */
  messageType: z.enum(['DATA_MESSAGE', 'CONTROL_MESSAGE']),
  logGroup: z.string(),
  logStream: z.string(),
  logEvents: z.array(z.object({ id: z.string(), timestamp: z.number(), message: z.string() })),
});

export type LogLines = z.infer<typeof content>;

/** What a delivery says, and a name by which it is known again when it is delivered twice. */
export interface LogDelivery {
  readonly id: string;
  readonly lines: readonly string[];
}

/** @throws {z.ZodError | SyntaxError | Error} for what is not a delivery of log lines */
export function parseLogLines(event: unknown): LogDelivery {
  const { data } = subscriptionEvent.parse(event).awslogs;
  const said = content.parse(JSON.parse(gunzipSync(Buffer.from(data, 'base64')).toString('utf8')));
  const lines = said.messageType === 'DATA_MESSAGE' ? said.logEvents : [];
  const hash = createHash('sha256').update(said.logGroup);
  for (const { id } of lines) hash.update('\0').update(id);
  return { id: hash.digest('base64url'), lines: lines.map(({ message }) => message) };
}

export const makeLogLines = (lines: Omit<LogLines, 'messageType'>): z.infer<typeof subscriptionEvent> => ({
  awslogs: { data: gzipSync(JSON.stringify({ messageType: 'DATA_MESSAGE', ...lines })).toString('base64') },
});
