/** What of an error may be logged. */
export interface ErrorDescription {
  name: string;
  message: string;
  code?: string;
  stack?: string;
  cause?: ErrorDescription;
  [key: string]: unknown;
}

const DATABASE_FIELDS = ['severity', 'schema', 'table', 'column', 'constraint', 'routine'] as const;

/**
 * An error as far as it may reach a log. Databases quote the row they choke on (ClickHouse in its message, Postgres in
 * message and detail), so of theirs only codes and names stay; the same goes for parsers, which may quote their input.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: 'a thrown value that is not an Error' };
  const fields = error as Error & Record<string, unknown>;
  const described: ErrorDescription = { name: error.name, message: error.message };
  if (typeof fields.code === 'string' || typeof fields.code === 'number') described.code = String(fields.code);
  if (quotesData(fields)) {
    described.message = 'withheld: it may quote data';
    if (typeof fields.type === 'string') described.type = fields.type;
    for (const key of DATABASE_FIELDS) if (typeof fields[key] === 'string') described[key] = fields[key];
  }
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  if (frames && frames.length > 0) described.stack = frames.slice(0, 12).join('\n');
  if (error.cause instanceof Error && depth < 3) described.cause = describeError(error.cause, depth + 1);
  return described;
}

function quotesData(error: Error & Record<string, unknown>): boolean {
  const fromPostgres = typeof error.severity === 'string' && 'routine' in error;
  const fromClickHouse = error.name === 'ClickHouseError' || error.constructor.name === 'ClickHouseError';
  const fromParser =
    error instanceof SyntaxError ||
    error instanceof URIError ||
    error.name === 'ZodError' ||
    error.name === '$ZodError' ||
    error.constructor.name === 'CsvError';
  return fromPostgres || fromClickHouse || fromParser;
}
