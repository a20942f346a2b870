import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cleanCell } from '../../../shared/contracts/characters.ts';
import { checkRecord } from '../../../shared/contracts/check-record.ts';
import type { Dataset } from '../../../shared/contracts/contract.ts';
import { sniffFile } from '../../../shared/contracts/header.ts';
import { date } from '../../../shared/contracts/kinds/date.ts';
import { email } from '../../../shared/contracts/kinds/email.ts';
import { integer } from '../../../shared/contracts/kinds/integer.ts';
import { keyedHash } from '../../../shared/contracts/kinds/keyed-hash.ts';
import { text } from '../../../shared/contracts/kinds/text.ts';
import { splitRecords } from '../../../shared/contracts/records.ts';
import { Slice } from '../../../shared/contracts/slice.ts';
import type { PrivateKey } from '../../../shared/operations/private-keys.ts';
import { openedRecordSql, recordKeyParameters } from '../../../shared/pipeline/kept-records.ts';
import { tableStatements } from '../../../shared/warehouse/tables.ts';
import { cases } from '../../properties.ts';
import { warehouseUnderTest } from './warehouse-under-test.ts';

const people: Dataset = {
  name: 'people',
  title: 'People',
  version: '1',
  fileTypes: [
    {
      name: 'person',
      title: 'Persons',
      table: 'people_person',
      rulePrefix: 'PEOPLE-PERSON',
      key: ['person_id'],
      columns: [
        { name: 'person_id', number: 1, kind: integer({ min: 1 }), required: true, meaning: 'id' },
        { name: 'first_name', number: 2, kind: text({ maxLength: 50 }), required: true, meaning: 'first name' },
        {
          name: 'last_name',
          number: 3,
          kind: keyedHash(text({ maxLength: 50 })),
          required: true,
          meaning: 'last name',
        },
        { name: 'email', number: 4, kind: keyedHash(email()), required: false, meaning: 'address' },
        { name: 'signup_date', number: 5, kind: date(), required: false, meaning: 'day' },
      ],
    },
  ],
};
const person = people.fileTypes[0]!;
const slice = Slice.of(people, null);
const keyOf = (version: number, character: string): PrivateKey => ({
  version,
  key: character.repeat(64),
  recordKey: character.toUpperCase().repeat(32),
});
const KEY = keyOf(3, 'a');
const HEADER = 'person_id;first_name;last_name;email;signup_date';
const hashOf = (value: string, { key }: PrivateKey = KEY) => createHmac('sha256', key).update(value).digest('hex');

describe('private columns', () => {
  const test = warehouseUnderTest();
  const load = (lines: readonly string[], options: { privateKey?: PrivateKey; batchId?: string } = {}) =>
    test.load('person', slice, [HEADER, ...lines, ''].join('\n'), { privateKey: KEY, ...options });
  beforeAll(async () => {
    for (const statement of tableStatements(people)) await test.sql.command(statement);
  });

  it("are stored as Node's HMAC of what the cell says, with the version of the key", async () => {
    const { rows } = await load([
      '1;Michael;Johnson;michael@example.com;2025-08-01',
      '2;Zoë;" Öztürk ";;',
      '3;Ann;"O""Brien; the third";ann@example.com;2025-08-02',
    ]);
    expect(rows.map(({ last_name, email, key_version }) => ({ last_name, email, key_version }))).toEqual([
      { last_name: hashOf('Johnson'), email: hashOf('michael@example.com'), key_version: 3 },
      { last_name: hashOf('Öztürk'), email: null, key_version: 3 },
      { last_name: hashOf('O"Brien; the third'), email: hashOf('ann@example.com'), key_version: 3 },
    ]);
  });

  it('are hashed like that, whatever they say', async () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(fc.array(name, { minLength: 1, maxLength: 40 }), async (names) => {
        const lines = names.map((value, index) => `${index + 1};Ann;"${value.replaceAll('"', '""')}";;`);
        const { rows } = await load(lines);
        for (const { person_id, last_name } of rows)
          expect(last_name, String(person_id)).toBe(hashOf(cleanCell(names[Number(person_id) - 1]!)));
      }),
      { numRuns: cases(24) },
    );
  });

  it('stand in no finding and in no kept row, whatever is wrong with their row', async () => {
    const SECRETS = ['Geheim', 'geheim@example.com', 'Vertraulich'];
    const lines = [
      // A wrong address, a date that is none, and both.
      '1;Ann;Geheim;geheim-at-example.com;2025-08-01',
      '2;Ann;Geheim;geheim@example.com;2025-02-30',
      // Cells that have slipped to either side.
      ';3;Ann;Geheim;geheim@example.com',
      'Ann;Geheim;geheim@example.com;2025-08-01;',
      // Too many, too few, a quote left open, a NUL, a name too long.
      '4;Ann;Geheim;Vertraulich;geheim@example.com;2025-08-01',
      '5;Ann;Geheim',
      '6;Ann;"Geheim;geheim@example.com;2025-08-01',
      '7;Ann;Geheim\0;geheim@example.com;2025-08-01',
      `8;Ann;${'Geheim'.repeat(20)};;`,
      // A note, the header again, a key that is there twice.
      'Vertraulich: Geheim;;;;',
      HEADER,
      '9;Ann;Geheim;geheim@example.com;2025-08-01',
      '9;Bea;Vertraulich;geheim@example.com;2025-08-01',
    ];
    const { counts, errors, rejected, batchId } = await load(lines);
    expect(counts).toMatchObject({ totalRows: lines.length, validRows: 1 });
    const stored = JSON.stringify({ errors, rejected });
    for (const secret of SECRETS) expect(stored.toLowerCase(), secret).not.toContain(secret.toLowerCase());
    const found = (row: number) => errors.filter(({ row_number }) => row_number === row);
    expect(found(1)).toMatchObject([{ field_name: 'email', raw_value: null, record_key: '1' }]);
    // A plain number or date is told.
    expect(found(2)).toMatchObject([{ field_name: 'signup_date', raw_value: '2025-02-30', record_key: '2' }]);
    expect(found(13)).toMatchObject([{ error_type: 'DUPLICATE', record_key: '9' }]);
    for (const { detail, raw_value, error_type, field_name } of errors) {
      if (raw_value === null && error_type !== 'STRUCTURE' && error_type !== 'REQUIRED')
        expect(detail, String(field_name)).toBe('not shown, because rows of this file hold private values');
    }

    const opened = await test.sql.rows<{ row_number: number; record: string }>(
      `SELECT row_number, ${openedRecordSql(person, [keyOf(9, 'c'), KEY])} AS record FROM rejected_rows
       WHERE batch_id = {batch:UUID} ORDER BY row_number`,
      { batch: batchId, ...recordKeyParameters([keyOf(9, 'c'), KEY]) } as Record<string, string>,
    );
    expect(opened.map(({ record }) => record)).toEqual(lines.filter((_, index) => index !== 11));
    const [without] = await test.sql.rows<{ record: string }>(
      `SELECT any(${openedRecordSql(person, [keyOf(3, 'b')])}) AS record FROM rejected_rows WHERE batch_id = {batch:UUID}`,
      { batch: batchId, ...recordKeyParameters([keyOf(3, 'b')]) } as Record<string, string>,
    );
    expect(without).toEqual({ record: '' });
  });

  it('are found the same without the engine', async () => {
    const lines = [
      '1;Ann;Geheim;geheim-at-example.com;2025-02-30',
      ';3;Ann;Geheim;geheim@example.com',
      '5;Ann;Geheim',
      'x;A;;y;z',
    ];
    const content = [HEADER, ...lines, ''].join('\n');
    const { errors } = await load(lines);
    const sniffed = sniffFile(Buffer.from(content), { complete: true }, slice, 'person');
    if (!sniffed.ok) throw new Error(sniffed.code);
    const offline = [...splitRecords(content, sniffed.layout)].flatMap(({ rowNumber, text: record }) => {
      const { findings, recordKey } = checkRecord(person, null, sniffed.layout, record);
      return findings.map(({ ruleId, rawValue, detail }) => ({
        row_number: rowNumber,
        rule_id: ruleId,
        raw_value: rawValue,
        record_key: recordKey,
        detail,
      }));
    });
    expect(errors).toMatchObject(
      offline.toSorted((a, b) => a.row_number - b.row_number || (a.rule_id < b.rule_id ? -1 : 1)),
    );
  });
});
