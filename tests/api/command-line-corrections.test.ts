import { describe, expect, it } from 'vitest';
import type { DataRow, FileType, LoanType, SyncLog, Upload } from './answers.ts';
import type { OutgoingFile } from './bank.ts';
import { commandLineOf } from './command-line.ts';
import { creditFile, creditRows, fileOf, headerOf, paymentRows, spoil } from './files.ts';

const { bank, tranche, document, save, read } = commandLineOf('COMMANDS_CORRECT');
/** The rows of a file in lines, without what the service adds to rejected ones; in which `wrong` is put right. */
function mended(name: string, [fileType, loanType]: [FileType, LoanType], wrong: string, right: string): OutgoingFile {
  const [header, ...lines] = read(name).trim().split('\r\n');
  const columns = headerOf(fileType, loanType).split(';').length;
  expect(header!.split(';').slice(0, columns).join(';')).toBe(headerOf(fileType, loanType));
  const rows = lines.map((line) => line.replace(wrong, right).split(';').slice(0, columns).join(';'));
  return { slice: loanType, fileType, content: `${[headerOf(fileType, loanType), ...rows].join('\r\n')}\r\n` };
}

const wrongRows = spoil(creditRows('RETAIL', 60), 4, { customer_type: '?' });

describe('the way from rejected rows to loaded ones', () => {
  const keysOf = (rows: readonly DataRow[]) => rows.map((row) => row.loan_account_number).sort();
  let rejecting: SyncLog;

  it('is told after the sync that rejected them, as commands', async () => {
    const files = [
      save('book.csv', fileOf('credit', 'RETAIL', wrongRows)),
      save('book-plan.csv', fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 60))),
    ];
    const { code, out } = await tranche(['upload', ...files, '--sync']);
    expect(code).toBe(3);
    [rejecting] = (await bank().all<SyncLog>('/api/sync/logs', { loan_type: 'RETAIL', limit: 1 })) as [SyncLog];
    expect(out).toMatch(/credit +60 rows = +56 loaded \+ +4 rejected/);
    expect(out).toContain(`npx tranche errors ${rejecting.id} --rejected fixed.csv --file-type credit\n`);
    expect(out).toContain(`npx tranche upload fixed.csv --corrects ${rejecting.id} --sync\n`);
    expect(out).toMatch(/payment_plan rows .* come back by themselves/);
    expect((await tranche(['status'])).out).toMatch(
      new RegExp(`missing +8 rows rejected by the live sync: npx tranche errors ${rejecting.id} --rejected fixed.csv`),
    );
    const again = await tranche(['errors', rejecting.id, '--rejected', 'fixed.csv', '--file-type', 'credit']);
    expect(again.code).toBe(0);
    const send = (file: string) => `npx tranche upload ${file} --corrects ${rejecting.id} --sync\n`;
    expect(again.err).toContain(send('fixed.csv'));
    const both = await tranche(['errors', rejecting.id, '--rejected', 'both.csv']);
    expect(both.err).toContain('both-payment_plan.csv');
    expect(both.err).toContain(send('both-credit.csv'));
  });

  it('does not lead over the rows that are live: rejected rows are refused as a whole file', async () => {
    const before = await bank().all<Upload>('/api/uploads');
    save('book-rejected.csv', mended('fixed.csv', ['credit', 'RETAIL'], '?', 'I'));
    const refused = await tranche(['upload', 'book-rejected.csv', '--sync']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toMatch(/would replace the 56 credit rows of RETAIL that are live/);
    expect(refused.err).toContain('npx tranche upload book-rejected.csv --corrects live --sync');
    const withPlan = await tranche(['upload', 'book-rejected.csv', 'book-plan.csv', '--loan-type', 'RETAIL', '--sync']);
    expect(withPlan.err).toContain(
      'npx tranche upload book-rejected.csv book-plan.csv --dataset loans --variant RETAIL --corrects live --sync',
    );
    expect(await bank().all('/api/uploads')).toEqual(before);
    const both = await tranche(['upload', 'book-rejected.csv', '--corrects', 'live', '--whole']);
    expect(both).toMatchObject({ code: 2, out: '' });
  });

  it('ends with all rows live, those that waited for them among them', async () => {
    save('fixed.csv', mended('fixed.csv', ['credit', 'RETAIL'], '?', 'I'));
    const { code, document: sent } = await document<{ uploads: Upload[]; syncs: SyncLog[] }>(
      'upload',
      'fixed.csv',
      '--corrects',
      rejecting.id,
      '--sync',
    );
    expect(code).toBe(0);
    expect(sent.uploads).toMatchObject([{ corrects: rejecting.id, status: 'LOADED' }]);
    expect(sent.syncs).toMatchObject([
      {
        corrects: rejecting.id,
        files: { credit: { valid_rows: 4, kept_rows: 56 }, payment_plan: { upload_id: null, returned_rows: 4 } },
      },
    ]);
    const expected = creditRows('RETAIL', 60).map((row) => row.loan_account_number);
    expect(keysOf(await bank().rows('RETAIL', 'credit'))).toEqual(expected);
    expect(await bank().count('RETAIL', 'payment_plan')).toBe(60);
  });

  it('says what was kept, loaded and returned', async () => {
    const loaded = await document<SyncLog>('publications', 'RETAIL', '--limit', '1');
    expect(loaded.code).toBe(0);
    save('one.csv', creditFile('RETAIL', 1, { seed: 9 }));
    const { code, out } = await tranche(['upload', 'one.csv', '--corrects', 'live', '--sync']);
    expect(code).toBe(0);
    expect(out).toMatch(/It corrects the sync [0-9a-f-]{36}\./);
    expect(out).toMatch(/60 in the book = 59 kept \+ 1 loaded \+ 0 returned/);
    const [upload] = await bank().all<Upload>('/api/uploads', { limit: 1 });
    const again = await tranche(['sync', 'RETAIL', '--upload', upload!.upload_id]);
    expect(again.err).toMatch(/These files were loaded by this sync already, at 20\S+; nothing was done now\./);
  });

  it('does not end while rows of the other file are missing: they are named, with the command that fetches them', async () => {
    save('part.csv', fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 20), 1, { customer_type: '?' })));
    const plan = paymentRows('RETAIL', 20).map((row, at) => (at === 9 ? { ...row, installment_number: 'x' } : row));
    save('part-plan.csv', fileOf('payment_plan', 'RETAIL', plan));
    expect((await tranche(['upload', 'part.csv', 'part-plan.csv', '--sync'])).code).toBe(3);
    const [first] = await bank().all<SyncLog>('/api/sync/logs', { loan_type: 'RETAIL', limit: 1 });
    save('part.csv', creditFile('RETAIL', 1));
    const { code, out } = await tranche(['upload', 'part.csv', '--corrects', 'live', '--sync']);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`Note: 1 payment_plan rows? that the sync ${first!.id} rejected`));
    expect(out).toContain(`npx tranche errors ${first!.id} --rejected fixed.csv --file-type payment_plan\n`);
    expect((await tranche(['status'])).out).toMatch(/missing +1 payment_plan row/);
    // Of the slice it is what is missing; of the last sync itself, nothing.
    const missing = await tranche(['errors', 'RETAIL', '--rejected', 'missing.csv']);
    expect(missing.code).toBe(0);
    expect(read('missing.csv')).toContain(';x;');
    const [second] = await bank().all<SyncLog>('/api/sync/logs', { loan_type: 'RETAIL', limit: 1 });
    expect(missing.err).toContain(`npx tranche upload missing.csv --corrects ${second!.id} --sync\n`);
    const nothing = await tranche(['errors', second!.id, '--rejected', 'none.csv']);
    expect(nothing).toMatchObject({ code: 1, out: '' });
    expect(nothing.err).toContain(`npx tranche errors ${first!.id} --rejected none.csv --file-type payment_plan`);
    save('whole.csv', creditFile('RETAIL', 60));
    save('whole-plan.csv', fileOf('payment_plan', 'RETAIL', paymentRows('RETAIL', 60)));
    expect((await tranche(['upload', 'whole.csv', 'whole-plan.csv', '--sync'])).code).toBe(0);
  });

  it('does not begin at a sync that failed: of that nothing was loaded, and what is missing is of the live book', async () => {
    save('part.csv', fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 20), 1, { customer_type: '?' })));
    expect((await tranche(['upload', 'part.csv', '--sync'])).code).toBe(3);
    const [live] = await bank().all<SyncLog>('/api/sync/logs', { loan_type: 'RETAIL', limit: 1 });
    save('bad.csv', fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', 20), 19, { customer_type: '?' })));
    const { code, out } = await tranche(['upload', 'bad.csv', '--sync']);
    expect(code).toBe(3);
    const sentence =
      'Nothing of this sync was loaded, so there is nothing to correct. Fix the file and upload the whole';
    expect(out).toContain(sentence);
    expect(out).not.toContain('--corrects');
    const [failed] = await bank().all<SyncLog>('/api/sync/logs', { loan_type: 'RETAIL', limit: 1 });
    const looked = await tranche(['errors', failed!.id, '--rejected', 'bad-rejected.csv']);
    expect(looked.err).toContain(sentence);
    expect(looked.err).not.toMatch(/--corrects|sent again since/);
    const refused = await tranche(['upload', 'bad-rejected.csv', 'bad.csv', '--sync']);
    expect(refused.err).toContain(sentence);
    expect(refused.err).not.toContain('--corrects');
    const missing = await tranche(['errors', 'RETAIL', '--rejected', 'of-live.csv']);
    expect(missing.code).toBe(0);
    expect(missing.err).toContain(`The last sync, ${failed!.id}, loaded nothing.`);
    expect(missing.err).toContain(`npx tranche upload of-live.csv --corrects ${live!.id} --sync\n`);
    expect(read('of-live.csv').trim().split('\r\n')).toHaveLength(2);
    // The same of a book that is shown again.
    expect((await tranche(['upload', 'whole.csv', 'whole-plan.csv', '--sync'])).code).toBe(0);
    expect((await tranche(['rollback', live!.id, '--reason', 'wrong file'])).code).toBe(0);
    const again = await tranche(['errors', 'RETAIL', '--rejected', 'again.csv']);
    expect(again.code).toBe(0);
    expect(again.err).toContain(`npx tranche upload again.csv --corrects ${live!.id} --sync\n`);
    const status = (await tranche(['status', 'RETAIL'])).out;
    expect(status).toMatch(/live +the book of the sync .* was shown again .* ago: wrong file/);
    expect((await tranche(['upload', 'whole.csv', 'whole-plan.csv', '--sync'])).code).toBe(0);
  });

  it('is closed where another load is live by now, and where nothing is', async () => {
    const stale = await tranche(['upload', 'fixed.csv', '--corrects', rejecting.id, '--sync']);
    expect(stale).toMatchObject({ code: 1, out: '' });
    expect(stale.err).toMatch(/--corrects live corrects that/);
    const unknown = await tranche(['upload', 'fixed.csv', '--corrects', 'last']);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toMatch(/Expected the id of a sync, or live; got "last"/);
  });

  it('ends for rejected rows that are the whole portfolio, if it is said so', async () => {
    const { code } = await tranche(['upload', 'book-rejected.csv', '--whole', '--sync']);
    expect(code).toBe(0);
    expect(await bank().count('RETAIL', 'credit')).toBe(4);
  });
});
