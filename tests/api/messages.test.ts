import { beforeAll, expect, it } from 'vitest';
import { server as ofLoans } from '../../web/datasets/loans/words/server-tr.ts';
import { serverWords } from '../../web/i18n/server-words.ts';
import { server } from '../../web/i18n/tr/server.ts';
import type { Message, SyncLog, ValidationError } from './answers.ts';
import type { Bank } from './bank.ts';
import { creditRows, fileOf } from './files.ts';
import { banksFor } from './tenants.ts';

const turkish = serverWords(server, [ofLoans]);

/** What the page says of an answer's sentence. */
const onPage = (said: string, message: Message | undefined): string | undefined =>
  turkish.text(said, message as Parameters<typeof turkish.text>[1]);

const WRONG_DATE = '20250230';
let bank: Bank;
let loaded: SyncLog;
beforeAll(async () => {
  [bank] = (await banksFor('MSGS', 1)) as [Bank];
  const rows = creditRows('RETAIL', 20).map((row, index) =>
    index === 4 ? { ...row, loan_start_date: WRONG_DATE } : row,
  );
  const { content, ...file } = fileOf('credit', 'RETAIL', rows);
  const [header, ...lines] = content.toString().trimEnd().split('\r\n');
  loaded = await bank.load({ ...file, content: [header, '', ...lines, lines[0], ''].join('\r\n') });
});

it('a finding has a message, which the page says with the value and the column', async () => {
  const findings = await bank.errors(loaded.id, { severity: 'ERROR' });
  const [wrong, twice] = findings as [ValidationError, ValidationError];
  expect(wrong.error_message).toMatch(/^loan_start_date must be .*; got "20250230"\.$/);
  expect(wrong.message).toMatchObject({
    id: 'rule-broken-by-value',
    parameters: {
      rule: { id: 'cell', parameters: { column: 'loan_start_date', expected: { id: 'date', parameters: {} } } },
      value: WRONG_DATE,
    },
  });
  expect(onPage(wrong.error_message, wrong.message)).toBe(
    'loan_start_date 1900 ile 2100 arasında bir takvim günü olmalı; YYYYAAGG, YYYY-AA-GG ya da GG.AA.YYYY biçiminde yazılır; gelen değer: "20250230".',
  );
  expect(twice.error_message).toContain(': row 1 has it already');
  expect(twice.message?.parameters).toMatchObject({ found: { id: 'found-in-row', parameters: { row_number: 1 } } });
  expect(onPage(twice.error_message, twice.message)).toMatch(/bu anahtar 1\. satırda zaten var/);
});

it('a notice has a message', () => {
  const notice = loaded.notices.find(({ code }) => code === 'blank-lines-skipped')!;
  expect(notice.detail).toBe('1 line of the credit file without any content was skipped.');
  expect(notice.message).toEqual({ id: 'blank-lines-skipped', parameters: { count: 1, file_type: 'credit' } });
  expect(onPage(notice.detail, notice.message)).toBe('Kredi dosyasında içeriği olmayan 1 satır atlandı.');
});

it('the failure of a sync has a message', async () => {
  const rows = creditRows('RETAIL', 10).map((row) => ({ ...row, loan_start_date: WRONG_DATE }));
  const { failure } = await bank.deliver(fileOf('credit', 'RETAIL', rows));
  expect(failure?.detail).toMatch(/^10 of 10 rows of the credit file were rejected/);
  expect(failure?.message).toMatchObject({
    id: 'too-many-rejected',
    parameters: { rejected: 10, rows: 10, file_type: 'credit' },
  });
  expect(onPage(failure!.detail, failure!.message)).toMatch(/^Kredi dosyasındaki 10 satırdan 10 satır reddedildi/);
});

it('the reason of an upload has a message, and each of its errors', async () => {
  const { problem } = await bank.send({ slice: 'RETAIL', fileType: 'credit', content: 'loan_account_number;x\n1;2\n' });
  expect(problem?.detail).toMatch(/^The header does not match RETAIL credit: missing .*; unknown x\. Announce/);
  expect(problem?.message).toMatchObject({
    id: 'announce-mended',
    parameters: { refusal: { id: 'header-differs', parameters: { slice: 'RETAIL', file_type: 'credit' } } },
  });
  expect(onPage(problem!.detail, problem!.message)).toMatch(
    /^Başlık RETAIL kredi dosyasına uymuyor: eksik: .*; bilinmeyen: x\./,
  );
  const unknown = problem?.errors?.find(({ code }) => code === 'unknown');
  expect(unknown).toMatchObject({ field: 'x', message: { id: 'column-unknown', parameters: {} } });
  expect(onPage(unknown!.detail, unknown!.message)).toBe('Böyle bir sütun yok.');
});

it('a rule has a message beside what it asks for, and why', async () => {
  interface Rule {
    readonly expected: string;
    readonly expected_message: Message;
    readonly why: string;
    readonly why_message: Message;
  }
  const rule = await bank.call<Rule>('/api/rules/LOAN-CREDIT-802');
  expect(rule.expected_message).toEqual({
    id: 'rule-says',
    parameters: { rule: { id: 'LOAN-CREDIT-802', parameters: {} } },
  });
  expect(rule.why_message).toEqual({ id: 'LOAN-CREDIT-802.why', parameters: {} });
  expect(onPage(rule.expected, rule.expected_message)).toBe(
    'first_payment_date, loan_start_date tarihinden önce olmamalı.',
  );
  expect(onPage(rule.why, rule.why_message)).toMatch(/^Kredi kullandırılmadan/);
});

it('a refused request has a message', async () => {
  const answer = await bank.ask(`/api/sync/logs/${loaded.id}/discard`, { method: 'POST' });
  expect(answer).toMatchObject({ status: 409, body: { type: '/problems/wrong-state' } });
  expect(answer.body.message?.id).toBe('sync-does-not-wait-but');
  expect(onPage(answer.body.detail, answer.body.message)).toBe(`${loaded.id} eşitlemesi yayınlanmayı beklemiyor.`);
});
