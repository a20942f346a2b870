import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { notAccepted } from '../../../shared/domain/not-accepted.ts';
import { integerParameter } from '../../../shared/domain/pagination.ts';
import { newRollback } from '../../../shared/domain/publication.ts';
import { completedParts, newUpload } from '../../../shared/domain/upload.ts';
import { timestamp } from '../../../shared/domain/values.ts';
import { listData } from '../../../shared/http/endpoints/data.ts';
import { getMetrics } from '../../../shared/http/endpoints/metrics.ts';
import { usernameParameter } from '../../../shared/http/schemas/user.ts';
import { fieldErrors } from '../../../shared/lambda/field-errors.ts';

const upload = { file_type: 'credit', file_name: 'a.csv', size_bytes: 1 };
const rollback = { to: '01890a5d-ac96-774b-bcce-b302099a8057', reason: 'x' };

describe('what is wrong with a field', () => {
  it.each<[schema: z.ZodType, said: unknown, id: string, detail: string]>([
    [integerParameter(1, 100), 'x', 'field-whole-between', 'Must be a whole number from 1 to 100.'],
    [newUpload, { ...upload, sha256: 'x' }, 'field-sha256', 'Must be 64 hex digits.'],
    [
      newUpload,
      { ...upload, file_type: 'A-B' },
      'field-file-type',
      'Must be the name of a file type, in small letters.',
    ],
    [newUpload, { ...upload, expected_sums: { a: 'x' } }, 'field-number-text', 'Must be a number in digits, as text.'],
    [
      newUpload,
      { ...upload, expected_sums: Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`c${at}`, '1'])) },
      'entries-most',
      'Must have at most 100 entries.',
    ],
    [
      completedParts,
      { parts: [{ part_number: 1, etag: 'ü' }] },
      'field-etag',
      'Must be the ETag that the part URL answered.',
    ],
    [newRollback, { ...rollback, reason: 'a\tb' }, 'text-without-controls', 'Must be text without control characters.'],
    [newRollback, { ...rollback, to: 'x' }, 'field-uuid', 'Must be a UUID.'],
    [timestamp, 'x', 'field-format', 'Must be a valid time of ISO 8601 in UTC, such as 2026-03-02T09:30:00Z.'],
    [z.iso.date(), 'x', 'field-format', 'Must be a valid date.'],
    [getMetrics.query, { tenant_id: 'x y' }, 'field-tenant-id', 'Must be the id of a tenant, such as BANK001.'],
    [
      listData.query.pick({ sort: true }),
      { sort: 'A' },
      'field-sort',
      'Must be a column, with - before it for descending.',
    ],
    [listData.query.pick({ columns: true }), { columns: ',' }, 'field-columns', 'Must be a comma list of columns.'],
    [z.record(z.uuid(), z.string()), { x: '1' }, 'field-name', 'This name may not stand here.'],
    [z.record(z.string(), z.string()), 1, 'field-type', 'Must be an object.'],
    [usernameParameter, '-', 'username-format', expect.stringMatching(/^A username is 2 to 64 characters/) as string],
  ])('%#: %s %j', (schema, said, id, detail) => {
    const { errors } = fieldErrors(schema.safeParse(said, { reportInput: true }).error!);
    expect(errors).toEqual([expect.objectContaining({ detail, message: expect.objectContaining({ id }) })]);
  });

  it('leaves what has the form as it is, and the form in the JSON Schema', () => {
    expect(newUpload.parse({ ...upload, sha256: 'AB'.repeat(32) }).sha256).toBe('ab'.repeat(32));
    expect(z.toJSONSchema(listData.query, { io: 'input' }).properties?.sort).toMatchObject({
      type: 'string',
      pattern: '^-?[a-z][a-z0-9_]{0,62}$',
    });
    expect(z.toJSONSchema(usernameParameter)).toMatchObject({ pattern: expect.any(String), examples: ['anna'] });
  });

  it('is said of each field once in the sentence before the list', () => {
    const wrong = z.strictObject({ limit: integerParameter(1, 100) });
    const { errors } = fieldErrors(wrong.safeParse({ limit: 'x' }, { reportInput: true }).error!);
    expect(notAccepted([...errors, ...errors]).detail).toBe('Not accepted: limit.');
    const many = Array.from({ length: 12 }, (_, at) => ({ ...errors[0]!, field: `f${at}` }));
    expect(notAccepted(many).detail).toMatch(/^Not accepted: f0, .*f9, and 2 more\.$/);
  });
});
