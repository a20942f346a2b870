import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { auditCsv } from '../../../functions/audit/audit-csv.ts';
import type { AuditEntry } from '../../../shared/domain/audit.ts';

const entryWith = (more: Partial<AuditEntry>): AuditEntry => ({
  id: '01890000-0000-7000-8000-000000000001',
  at: '2026-03-02T09:30:00.000Z',
  action: 'config.changed',
  actor: {
    kind: 'operator',
    role: null,
    key_id: null,
    api_key_prefix: null,
    user_id: null,
    username: null,
    session_id: null,
  },
  target: 'RETAIL',
  before: null,
  after: null,
  address: null,
  request_id: null,
  ...more,
});
async function csvOf(...entries: AuditEntry[]): Promise<string> {
  let text = '';
  for await (const line of auditCsv(
    (async function* () {
      yield* entries;
    })(),
  )) {
    text += line;
  }
  return text;
}

test('whatever is in an entry can be read back, and is nothing that a spreadsheet runs', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string({ unit: 'grapheme' }),
      fc.dictionary(fc.string(), fc.jsonValue()),
      async (target, after) => {
        const [row] = parse(await csvOf(entryWith({ target, after })), {
          delimiter: ';',
          columns: true,
          record_delimiter: '\r\n',
        }) as Record<string, string>[];
        expect(row?.target).toBe(/^[=+\-@\t\r]/.test(target) ? `'${target}` : target);
        expect(row?.after).toBe(JSON.stringify(after));
        expect(row?.before).toBe('');
      },
    ),
  );
});

test('without entries there is the header', async () => {
  expect((await csvOf()).split('\r\n')).toHaveLength(2);
});
