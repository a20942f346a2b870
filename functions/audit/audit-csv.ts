import type { AuditEntry } from '../../shared/domain/audit.ts';

const json = (state: AuditEntry['before']): string => (state === null ? '' : JSON.stringify(state));

const COLUMNS: Readonly<Record<string, (entry: AuditEntry) => string | null>> = {
  at: ({ at }) => at,
  action: ({ action }) => action,
  actor: ({ actor }) => actor.kind,
  role: ({ actor }) => actor.role,
  api_key_prefix: ({ actor }) => actor.api_key_prefix,
  key_id: ({ actor }) => actor.key_id,
  session_id: ({ actor }) => actor.session_id,
  target: ({ target }) => target,
  before: ({ before }) => json(before),
  after: ({ after }) => json(after),
  address: ({ address }) => address,
  request_id: ({ request_id }) => request_id,
  id: ({ id }) => id,
  username: ({ actor }) => actor.username,
  user_id: ({ actor }) => actor.user_id,
};

/** Lines of CSV, as the other downloads have it: `;` between, CRLF at the end, and no cell that a spreadsheet would run. */
export async function* auditCsv(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  yield line(Object.keys(COLUMNS));
  for await (const entry of entries) yield line(Object.values(COLUMNS).map((read) => read(entry) ?? ''));
}

const line = (cells: readonly string[]): string => `${cells.map(cellOf).join(';')}\r\n`;

function cellOf(text: string): string {
  const inert = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
