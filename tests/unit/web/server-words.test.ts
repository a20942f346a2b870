import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileType } from '../../../shared/contracts/contract.ts';
import { damagedFile, fileNotices, lineTooLong, unreadableLines } from '../../../shared/contracts/file-notices.ts';
import type { FileLayout } from '../../../shared/contracts/header.ts';
import { lookOfRepeatedKey } from '../../../shared/contracts/identifier-warnings.ts';
import { findingMessage, type Rule, ruleSentence, rulesOf } from '../../../shared/contracts/rules.ts';
import { loans } from '../../../shared/datasets/loans/contract.ts';
import { DATASETS } from '../../../shared/datasets/registry.ts';
import { PROBLEMS } from '../../../shared/domain/problem-catalogue.ts';
import { type AnnouncedTotals, type ControlTotals, totalsThatDiffer } from '../../../shared/pipeline/control-totals.ts';
import { judgeCounts } from '../../../shared/pipeline/error-rate.ts';
import { cancelledBecause } from '../../../shared/provisioning/cancel-revoked.ts';
import { judgeRemoval } from '../../../shared/sync/removed-keys.ts';
import { finalFailure } from '../../../shared/sync/sync-failure.ts';
import { WarehouseError, WarehouseUnavailable } from '../../../shared/warehouse/client.ts';
import { loadDatasetWords } from '../../../web/datasets/dataset-words.ts';
import en from '../../../web/i18n/en/syncs.ts';
import { serverWords } from '../../../web/i18n/server-words.ts';
import { server } from '../../../web/i18n/tr/index.ts';

const turkish = serverWords(server, (await loadDatasetWords('tr')).server);
const rules: readonly Rule[] = DATASETS.flatMap(({ fileTypes }) => fileTypes.flatMap((fileType) => rulesOf(fileType)));

describe('what the service says, in Turkish', () => {
  it('is there for every rule of the contract: what must be so, and why', () => {
    expect(rules.length).toBeGreaterThan(100);
    const untranslated = rules
      .flatMap((rule) =>
        [`${ruleSentence(rule)}.`, rule.why].map((said) => [rule.id, said, turkish.text(said)] as const),
      )
      .filter(([, said, text]) => text === undefined || text === said || /\$\d/.test(text));
    expect(untranslated).toEqual([]);
  });

  it('keeps what a sentence leaves open: columns, bounds and codes', () => {
    for (const rule of rules) {
      const said = ruleSentence(rule);
      const open = said.match(/\b[a-z]+(?:_[a-z]+)+\b|\b\d{2,}\b/g) ?? [];
      const text = turkish.text(`${said}.`)?.replaceAll('.', '') ?? '';
      for (const piece of open) expect(text, said).toContain(piece);
    }
  });

  it('is there for every finding, with the value as it is', () => {
    const value = 'a$1"; got "b(c).';
    for (const rule of rules) {
      if (rule.errorType === 'STRUCTURE') continue;
      const text = turkish.text(findingMessage(rule, value, rule.errorType === 'DUPLICATE' ? '1204' : 'x is "1"'));
      expect(text, rule.id).not.toMatch(/ must |^[^"]* got "|; it is |has it already/);
      if (rule.errorType === 'REQUIRED') continue;
      expect(text, rule.id).toContain(rule.errorType === 'DUPLICATE' ? '1204' : `"${value}" (x is "1").`);
    }
  });

  it('is there for what is wrong with a row as a whole', () => {
    expect(turkish.text('The row must have as many cells as the header: it has 3 cells instead of 27.')).toBe(
      'Satırda başlıktaki kadar hücre olmalı: 27 yerine 3 hücre var.',
    );
    expect(turkish.text('The row must be at most 1,000,000 bytes long: it is 1000001 bytes long.')).toContain(
      '1000001',
    );
  });

  it('is there for a key that is repeated because of what became of it', () => {
    const rule = rules.find(({ id }) => id === 'LOAN-CREDIT-702')!;
    for (const key of ['1.2E+15', '#N/A', 'A\ufffdB']) {
      const look = lookOfRepeatedKey([key]);
      const said = findingMessage(rule, key, `3; ${look}`);
      expect(said).toContain(`row 3 has it already (${look}).`);
      expect(turkish.text(said)).toMatch(/3\. satırda zaten var \((?!it )/);
    }
  });

  it('is there for what was left out of a file', () => {
    const fileType = loans.fileTypes[0]!;
    const layoutOf = (...columns: string[]): FileLayout => ({
      delimiter: ';',
      columns,
      headerLine: 0,
      dataOffset: 0,
      encoding: 'utf-8',
      bom: false,
      lineEnd: 'LF',
    });
    for (const layout of [layoutOf('a', ''), layoutOf('a', '', '')]) {
      for (const blankLines of [1, 1234]) {
        const notices = fileNotices(fileType, layout, { blankLines, totalRows: 5 });
        expect(notices).toHaveLength(2);
        for (const { detail } of notices) expect(turkish.text(detail)).toMatch(/^credit dosyas.*[0-9]/);
      }
    }
  });

  it('is there for the title of every problem', () => {
    const codes = Object.keys(PROBLEMS);
    expect(codes.length).toBeGreaterThan(20);
    expect(Object.keys(server.problems).sort()).toEqual(codes.sort());
  });

  it('stays as it is where the page does not know the sentence, and in English', () => {
    expect(turkish.text('A sentence of a later release.')).toBeUndefined();
    expect(turkish.problemTitle('of-a-later-release', 'Its title')).toBe('Its title');
    expect(serverWords(undefined).text('Anything.')).toBe('Anything.');
  });
});

describe('why a sync failed, in Turkish', () => {
  const upload = '0195c3a4-6f1e-7c21-9b7e-0a1b2c3d4e5f';
  const file = { name: 'credit', totalRows: 4440, validRows: 2000, rejectedRows: 2440 };
  const plan = { name: 'payment_plan', totalRows: 100, validRows: 0, rejectedRows: 0 };
  const [credit, payments] = loans.fileTypes as [FileType, FileType];
  const totals = (announced: AnnouncedTotals, found: Partial<ControlTotals>): string =>
    totalsThatDiffer(credit, announced, { rows: 10, sums: {}, unreadable: {}, ...found }).join('; ');
  const sum = 'original_loan_amount';
  const published = 'Nothing was published; the data before is in place.';
  const removal = (fileType: FileType) => ({ fileType, liveRows: 4440, removedRows: 4244 });

  it.each([
    ['a file', judgeCounts([file], 0.5)?.detail],
    [
      'all files',
      judgeCounts(
        [
          { ...file, rejectedRows: 2220 },
          { ...plan, rejectedRows: 51, validRows: 49 },
        ],
        0.505,
      )?.detail,
    ],
    ['nothing valid', judgeCounts([plan], 1)?.detail],
    ['a removal', judgeRemoval([removal(credit)], 0.8)],
    ['two removals', judgeRemoval([removal(credit), removal(payments)], 0.8)],
    ['a count', `Of the credit file, ${totals({ rows: 11, sums: null }, {})}. ${published}`],
    [
      'sums',
      `Of the credit file (upload ${upload}), ${totals(
        { rows: 11, sums: { [sum]: '5.00' } },
        { sums: { [sum]: '4.50' }, unreadable: { [sum]: 2 } },
      )}. ${published}`,
    ],
    [
      'a sum',
      `Of the credit file, ${totals({ rows: 10, sums: { [sum]: '5.00' } }, { sums: { [sum]: '4.50' } })}. ${published}`,
    ],
    ['a damaged file', damagedFile('credit')],
    ['a long line', lineTooLong('payment_plan')],
    ['blank lines', unreadableLines('credit', { blank: 9e7, blankBetween: 0, unbalanced: 0, returns: 0 })!],
    ['open quotes', unreadableLines('credit', { blank: 0, blankBetween: 0, unbalanced: 9e6, returns: 0 })!],
    ['carriage returns', unreadableLines('credit', { blank: 0, blankBetween: 0, unbalanced: 0, returns: 9e6 })!],
    ['the warehouse', finalFailure(new WarehouseUnavailable('gone')).detail],
    ['a full disk', finalFailure(new WarehouseError('243', 'NOT_ENOUGH_SPACE')).detail],
    ['too little memory', finalFailure(new WarehouseError('241', 'MEMORY_LIMIT_EXCEEDED')).detail],
    ['ourselves', finalFailure(new Error('oops')).detail],
    ['a count that is ours', 'credit: 10 rows in the file, but 4 loaded and 5 rejected'],
    ['a correction that is ours', 'payment_plan: 1 rows kept, 2 returned and 3 loaded, but 7 stored'],
    ['a file that is gone', `The upload ${upload} is not there any more.`],
    [
      'a file that changed',
      'The credit file was overwritten or deleted after it was staged. Start a new upload for the new file.',
    ],
    ['what is not live', `The file corrects the sync ${upload}, and that is not live any more: live is ${upload}.`],
    ['nothing live', `The file corrects the sync ${upload}, and that is not live any more.`],
    ['an interruption', 'The sync was cut off 5 times.'],
    ['replaced rows', '12 live payment_plan rows were replaced by rows of the correction.'],
    ['a superseded upload', `The upload ${upload} was staged after it, before a sync took this one.`],
    ['a cancelled upload', PROBLEMS['upload-cancelled'].happened],
    ['an upload of a disabled tenant', cancelledBecause('tenant-disabled')],
    ['an upload of a revoked key', cancelledBecause('key-revoked')],
    ['an upload of a session that ended', cancelledBecause('session-ended')],
    ['a correction of what is not live', `The sync ${upload} cannot be corrected: live is the sync ${upload}.`],
    ['a correction of nothing', `The sync ${upload} cannot be corrected: nothing has been published yet.`],
    [
      'a book published meanwhile',
      `Another book was published since the sync ${upload} was loaded: discard it, and sync its files again.`,
    ],
    ['what does not wait', `The sync ${upload} does not wait to be published: it is published.`],
    ['a book that is live', `The book of the sync ${upload} is live already.`],
    ['a book that is gone', `The rows of the sync ${upload}, published at T, are not kept any more.`],
    ['another sync', `The sync ${upload} is queued or running.`],
    ['uploads that differ', 'Of the credit uploads some correct another sync, or none. Correct one sync at a time.'],
  ])('is there for %s, with every number and id', (_, said) => {
    const text = turkish.text(said ?? 'the service said nothing');
    expect(text).toMatch(/[çğıöşü]/);
    expect(text).not.toMatch(/[{}$]|\b(?:rows?|file|the|credit|payment_plan)\b/);
    for (const open of said?.match(/[0-9a-f]{8}-[0-9a-f-]+|\b\d+(?:\.\d+)?\b/g) ?? []) expect(text).toContain(open);
  });

  it('names the share that is allowed as it was chosen', () => {
    expect(judgeCounts([file], 0.07)?.detail).toContain('more than the 7 % that');
    expect(judgeRemoval([removal(credit)], 0.56)).toContain('more than the 56 % that');
  });

  it('names every failure that a sync has words for', () => {
    const folder = path.resolve(import.meta.dirname, '../../../shared/sync');
    const failures = readdirSync(folder).flatMap((name) =>
      [...readFileSync(path.join(folder, name), 'utf8').matchAll(/new SyncFailure\(\s*'([a-z-]+)'/g)].map(
        ([, code]) => code,
      ),
    );
    expect(failures.length).toBeGreaterThan(8);
    for (const code of failures) expect(Object.keys(en.failure.title)).toContain(code);
  });
});
