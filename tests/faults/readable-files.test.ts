import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SyncLog } from '../api/answers.ts';
import type { Bank, OutgoingFile } from '../api/bank.ts';
import { headerOf, lineOf } from '../api/files.ts';
import { credits, header, lines, rows, sound, turkish, windows1254, withColumns } from '../api/six-credits.ts';
import { banksFor } from '../api/tenants.ts';

let bank: Bank;
beforeAll(async () => {
  [bank] = (await banksFor('READABLE', 1)) as [Bank];
  await bank.configure('RETAIL', { max_error_rate: 1 });
});

describe('a file that can be read gives its rows, and an error for each that is wrong', () => {
  /** Loads credits; what became of each row, by its number and its line. */
  async function outcome(content: string | Buffer, more: Partial<OutgoingFile> = {}) {
    const log = await bank.load(credits(content, more));
    const [loaded, errors] = await Promise.all([
      bank.rows('RETAIL', 'credit'),
      bank.errors(log.id, { severity: 'ERROR' }),
    ]);
    return {
      log,
      loaded: loaded.map(({ row_number }) => row_number),
      rows: loaded,
      errors: errors.map(({ row_number, line_number, rule_id }) => [row_number, line_number, rule_id]),
      messages: errors.map(({ error_message }) => error_message),
    };
  }
  const straight = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const joined = (...parts: (string | Buffer)[]) =>
    Buffer.concat(parts.flatMap((part) => [Buffer.from(part), Buffer.from('\n')]));

  it.each<[name: string, content: string | Buffer, more?: Partial<OutgoingFile>]>([
    ['a byte order mark', `\ufeff${sound}`],
    ['CRLF', sound.replaceAll('\n', '\r\n')],
    ['CR only', sound.replaceAll('\n', '\r')],
    ['no line end at the end', sound.trimEnd()],
    [
      'commas',
      [headerOf('credit', 'RETAIL', ','), ...rows.map((row) => lineOf('credit', 'RETAIL', row, ','))].join('\n'),
    ],
    [
      'tabs',
      [headerOf('credit', 'RETAIL', '\t'), ...rows.map((row) => lineOf('credit', 'RETAIL', row, '\t'))].join('\n'),
    ],
    ['gzip', gzipSync(sound), { name: 'credits.csv.gz' }],
    ['gzip not named so', gzipSync(sound), { name: 'credits.csv' }],
    ['plain text named .gz', sound, { name: 'credits.csv.gz' }],
    ['its right checksum', sound, { sha256: createHash('sha256').update(sound).digest('hex') }],
    ['columns in another order', withColumns((cells) => [...cells].reverse())],
    [
      'every cell quoted',
      [header, ...lines]
        .map((line) =>
          line
            .split(';')
            .map((cell) => `"${cell}"`)
            .join(';'),
        )
        .join('\n'),
    ],
    ['capital letters in the header', [header.toUpperCase(), ...lines].join('\n')],
    ['Turkish capital letters in the header', [header.toUpperCase().replaceAll('I', 'İ'), ...lines].join('\n')],
    ['a line that names the delimiter', `sep=;\r\n${sound}`],
    ['the mark of its end', `${sound}\u001a`],
    ['NULs behind its gzip', Buffer.concat([gzipSync(sound), Buffer.alloc(512)]), { name: 'credits.csv.gz' }],
    ['columns without a name', [header, ...lines].map((line) => `${line};;`).join('\n')],
    ['lines of delimiters', [header, ...lines, ';'.repeat(26), ' ; '].join('\n')],
  ])('%s', async (_name, content, more) => {
    const result = await outcome(content, more);
    expect(result.errors).toEqual([]);
    expect(result.loaded).toEqual(straight(6));
    expect(result.rows.map(({ customer_id }) => customer_id)).toEqual(rows.map(({ customer_id }) => customer_id));
  });

  it('mixed line ends', async () => {
    const ends = ['\n', '\r\n', '\n', '\r', '\r\n', '\n', ''];
    const wrong = lineOf('credit', 'RETAIL', { ...rows[4], days_past_due: 'x' });
    const mixed = [header, ...lines.slice(0, 4), wrong, lines[5]].map((line, at) => `${line}${ends[at]}`).join('');
    const result = await outcome(mixed);
    expect(result.errors).toEqual([[5, 6, 'LOAN-CREDIT-052']]);
    expect(result.loaded).toEqual([1, 2, 3, 4, 6]);
  });

  it('blank lines count as lines, not as rows', async () => {
    const wrong = lineOf('credit', 'RETAIL', { ...rows[1], days_past_due: 'x' });
    const result = await outcome(`${header}\n\n${lines[0]}\n\n  \n${wrong}\n\n`);
    expect(result.log).toMatchObject({ total_credit_rows: 2 });
    expect(result.errors).toEqual([[2, 6, 'LOAN-CREDIT-052']]);
  });

  it('its header again, a total and a note: one error each', async () => {
    const total = `TOTAL;;6${';'.repeat(24)}`;
    const result = await outcome([header, lines[0], header, lines[1], total, '(6 rows)'].join('\n'));
    expect(result.errors).toEqual([
      [2, 3, 'LOAN-CREDIT-006'],
      [4, 5, 'LOAN-CREDIT-007'],
      [5, 6, 'LOAN-CREDIT-001'],
    ]);
    expect(result.messages).toMatchObject(
      [/header again/, /looks like a total/, /has 1 cell instead of 27/].map((said) => expect.stringMatching(said)),
    );
  });

  it('ragged rows', async () => {
    const result = await outcome(joined(header, `${lines[0]};`, 'a;b', lines[2] ?? ''));
    expect(result.errors).toEqual([
      [1, 2, 'LOAN-CREDIT-001'],
      [2, 3, 'LOAN-CREDIT-001'],
    ]);
    expect(result.messages[0]).toContain('28 cells instead of 27');
    expect(result.loaded).toEqual([3]);
  });

  it('a few NUL bytes, and bytes of another encoding', async () => {
    const nul = (lines[1] ?? '').replace('CUST_', 'CUST\0');
    const result = await outcome(
      joined(header, ...lines.slice(0, 1), nul, windows1254(turkish[2] ?? ''), ...lines.slice(3)),
    );
    expect(result.errors).toEqual([
      [2, 3, 'LOAN-CREDIT-004'],
      [3, 4, 'LOAN-CREDIT-003'],
    ]);
    expect(result.loaded).toEqual([1, 4, 5, 6]);
  });

  it('quoted delimiters, quotes and line breaks', async () => {
    const districts = ['A;B', 'say "A"', 'first\nsecond\r\nthird', 'x'];
    const content = [
      header,
      ...districts.map((customer_district_code, at) =>
        lineOf('credit', 'RETAIL', {
          ...rows[at],
          customer_district_code,
          ...(at === 3 ? { days_past_due: 'x' } : {}),
        }),
      ),
      lines[4],
    ].join('\n');
    const result = await outcome(content);
    expect(result.rows.map((row) => row.customer_district_code)).toEqual([
      ...districts.slice(0, 3),
      rows[4]?.customer_district_code || null,
    ]);
    expect(result.errors).toEqual([[4, 7, 'LOAN-CREDIT-052']]);
  });

  it('broken quotes cost their own rows only', async () => {
    const unclosed = (lines[1] ?? '').replace(';', ';"');
    const inside = (lines[3] ?? '').replace('CUST_', 'CUST"_');
    const result = await outcome([header, lines[0], unclosed, lines[2], inside, lines[4]].join('\n'));
    expect(result.errors).toEqual([
      [2, 3, 'LOAN-CREDIT-002'],
      [4, 5, 'LOAN-CREDIT-002'],
    ]);
    expect(result.loaded).toEqual([1, 3, 5]);
  });

  it('a line of a megabyte', async () => {
    const result = await outcome([header, lines[0], 'x'.repeat(1_048_576), lines[2]].join('\n'));
    expect(result.errors).toEqual([[2, 3, 'LOAN-CREDIT-005']]);
    expect(result.loaded).toEqual([1, 3]);
  });

  it('repeated keys: the first row stays, the others say which one that is', async () => {
    const result = await outcome([header, lines[0], lines[1], lines[0], lines[2], lines[0]].join('\n'));
    expect(result.errors).toEqual([
      [3, 4, 'LOAN-CREDIT-702'],
      [5, 6, 'LOAN-CREDIT-702'],
    ]);
    expect(result.messages.every((message) => message.includes('row 1'))).toBe(true);
    expect(result.loaded).toEqual([1, 2, 4]);
  });

  it('garbage in every cell of every row', async () => {
    await bank.load(credits([header, lines[5]].join('\n')));
    const garbage = lines.map((line) =>
      line
        .split(';')
        .map(() => "';--\\")
        .join(';'),
    );
    const log: SyncLog = await bank.deliver(credits([header, ...garbage].join('\n')));
    expect(log).toMatchObject({ status: 'FAILED', failure: { type: '/problems/nothing-valid' } });
    expect(await bank.count('RETAIL', 'credit')).toBe(1);
  });
});
