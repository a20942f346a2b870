import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileType, SyncLog } from './answers.ts';
import type { OutgoingFile } from './bank.ts';
import { commandLineOf } from './command-line.ts';
import { isOperated, tenantsCommand } from './tenants.ts';

const { bank, folder, tranche, document, save, read } = commandLineOf('COMMANDS_PRIVATE');

const HEADERS = {
  customer: 'customer_id;first_name;last_name;email;signup_date',
  merchant: 'merchant_name;category',
  transaction: 'transaction_id;customer_id;transaction_date;amount;merchant_details',
};
const sales = (fileType: keyof typeof HEADERS, ...rows: readonly string[]): OutgoingFile => ({
  slice: 'sales',
  fileType: fileType as FileType,
  content: [HEADERS[fileType], ...rows, ''].join('\n'),
});
const customer = (id: number, email = `c${id}@example.com`, day = '2025-08-01') =>
  `${id};Ann;Planted${id};${email};${day}`;
const purchase = (id: number, amount = '5.00') => `${id};1;2025-08-01T10:00:00Z;${amount};Corner Shop`;
const isThere = (name: string) => existsSync(path.join(folder(), name));
const newest = async () => (await bank().all<SyncLog>('/api/sync/logs', { dataset: 'sales', limit: 1 }))[0]!;
/** The rows of a file of rejected ones, without what is wrong with them. */
const rowsIn = (name: string) =>
  read(name)
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, line.lastIndexOf(';"')));

describe('rejected rows of files of which one is private', () => {
  let first: SyncLog;
  let second: SyncLog;

  it('are told of without a word of what is hidden, and not as empty', async () => {
    await bank().configure('sales', { max_error_rate: 1, max_removed_rate: 1 });
    const sound = Array.from({ length: 8 }, (_, index) => customer(index + 1));
    const files = [
      save(
        'customers.csv',
        sales(
          'customer',
          ...sound,
          customer(20, 'nobody'),
          customer(21, 'none'),
          customer(22, 'c22@example.com', '2025-02-30'),
        ),
      ),
      save('merchants.csv', sales('merchant', 'Corner Shop;Groceries', ';Nothing')),
      save('transactions.csv', sales('transaction', purchase(1), purchase(2), purchase(3, '0'))),
    ];
    const { code, out } = await tranche(['upload', ...files, '--sync']);
    expect(code).toBe(3);
    first = await newest();
    expect(out).toContain('email is hidden: rows of this file hold private values');
    expect(out).not.toContain('email is empty');
    expect(out).toContain('amount is "0"');
    // What is empty is empty.
    expect(out).toContain('merchant_name is empty');
    const found = await tranche(['errors', 'sales']);
    expect(found.out).toContain('email is hidden');
    const checked = await tranche(['validate', 'customers.csv']);
    expect(checked.out).toContain('email is hidden');
    for (const text of [out, found.out, checked.out]) expect(text).not.toContain('Planted');
  });

  it('overwrite no file, unless it is said so', async () => {
    const { code, err } = await tranche(['errors', 'sales', '--rejected', 'fixed.csv']);
    expect(code).toBe(0);
    expect(err).toContain(
      `npx tranche upload fixed-customer.csv fixed-merchant.csv fixed-transaction.csv --corrects ${first.id} --sync\n`,
    );
    const mended = read('fixed-customer.csv').replace('nobody', 'c20@example.com');
    save('fixed-customer.csv', { ...sales('customer'), content: mended });
    const refused = await tranche(['errors', 'sales', '--rejected', 'fixed.csv']);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err.trim().split('\n')).toEqual([
      expect.stringMatching(/fixed-customer\.csv is there already.*--force/),
    ]);
    expect(read('fixed-customer.csv')).toBe(mended);
    const forced = await tranche([
      'errors',
      'sales',
      '--rejected',
      'fixed-transaction.csv',
      '--file-type',
      'transaction',
      '--force',
    ]);
    expect(forced.code).toBe(0);
  });

  it('are, after each correction, those that are missing by then, of whichever sync rejected them', async () => {
    const { code, out } = await tranche(['upload', 'fixed-customer.csv', '--corrects', 'live', '--sync']);
    expect(code).toBe(3);
    second = await newest();
    expect(second.files['customer' as FileType]).toMatchObject({ valid_rows: 1, rejected_rows: 2 });
    expect(out).toContain(`npx tranche errors ${second.id} --rejected fixed-customer.csv\n`);
    expect(out).toContain(`npx tranche errors ${first.id} --rejected fixed-merchant.csv --file-type merchant\n`);
    const saved = await tranche(['errors', 'sales', '--rejected', 'second.csv']);
    expect(saved.code).toBe(0);
    expect(rowsIn('second-customer.csv').map((row) => row.split(';')[0])).toEqual(['21', '22']);
    expect(saved.err).toContain(
      `npx tranche upload second-customer.csv second-merchant.csv second-transaction.csv --corrects ${second.id} --sync\n`,
    );
    save('second-merchant.csv', sales('merchant', 'Book Nook;Books'));
    const again = await tranche(['upload', 'second-merchant.csv', '--corrects', 'live', '--sync']);
    expect(again.code).toBe(0);
    const third = await newest();
    // Neither the merchant that was mended just now nor the customer before is named once more.
    expect(again.out).toContain(
      `npx tranche upload fixed-customer.csv fixed-transaction.csv --corrects ${third.id} --sync\n`,
    );
    expect(again.out).toContain(`npx tranche errors ${second.id} --rejected fixed-customer.csv\n`);
    const status = await tranche(['status', 'sales']);
    expect(status.out).toMatch(new RegExp(`missing +2 customer rows that the sync ${second.id} rejected`));
    expect(status.out).toMatch(new RegExp(`missing +1 transaction row that the sync ${first.id} rejected`));
    expect((await tranche(['errors', 'sales', '--rejected', 'third.csv'])).code).toBe(0);
    expect(rowsIn('third-customer.csv').map((row) => row.split(';')[0])).toEqual(['21', '22']);
    expect(rowsIn('third-transaction.csv')).toEqual([purchase(3, '0')]);
    expect(isThere('third-merchant.csv')).toBe(false);
    // Rows of the first sync are to be had still; that they are not the last word is said.
    const old = await tranche(['errors', first.id, '--rejected', 'old.csv', '--file-type', 'customer']);
    expect(old.err).toMatch(/old\.csv holds customer rows .* were sent again since/);
    expect(old.err).not.toContain('upload old.csv');
    save('third-customer.csv', sales('customer', customer(21), customer(22)));
    save('third-transaction.csv', sales('transaction', purchase(3)));
    const sent = ['third-customer.csv', 'third-transaction.csv'];
    expect((await tranche(['upload', ...sent, '--corrects', 'live', '--sync'])).code).toBe(0);
    const nothing = await tranche(['errors', 'sales', '--rejected', 'fourth.csv']);
    expect(nothing).toMatchObject({ code: 1, out: '' });
    expect((await tranche(['status', 'sales'])).out).not.toContain('missing');
  });

  it('are open to an operator but for the private file, and he is told who gets those', async ({ skip }) => {
    skip(!isOperated(), 'only the operator makes keys of other roles');
    const { api_key } = await tenantsCommand<{ api_key: string }>('key', bank().tenantId, 'operator');
    const env = { TRANCHE_API_KEY: api_key };
    const { code, err } = await tranche(['errors', first.id, '--rejected', 'op.csv'], { env });
    expect(code).toBe(5);
    expect(rowsIn('op-transaction.csv')).toEqual([purchase(3, '0')]);
    expect([isThere('op-merchant.csv'), isThere('op-customer.csv')]).toEqual([true, false]);
    expect(err).toContain('only an admin of the bank may have them');
    expect(err).toContain(`npx tranche errors ${first.id} --rejected FILE --file-type customer`);
    const alone = await tranche(['errors', first.id, '--rejected', 'op2.csv', '--file-type', 'customer'], { env });
    expect(alone).toMatchObject({ code: 5, out: '' });
    expect(alone.err).toContain('only an admin of the bank may have them');
    expect(alone.err).not.toContain('tenants key');
    expect(isThere('op2.csv')).toBe(false);
  });
});

describe('a rotation of the private key', () => {
  it('is told of by status and doctor until a rebuild completes it', async ({ skip }) => {
    skip(!isOperated(), 'only the operator rotates');
    const before = await document<{ checks: { check: string; status: string }[] }>('doctor');
    expect(before.document.checks).toContainEqual(expect.objectContaining({ check: 'private key', status: 'ok' }));
    await tenantsCommand('rotate-private-key', bank().tenantId);
    const left = /11 customer rows hashed under a former version of the private key \(last_name, email\)\./;
    expect((await tranche(['status', 'sales'])).out).toMatch(
      new RegExp(`key +${left.source} npx tranche sync sales --rebuild`),
    );
    const doctor = await tranche(['doctor']);
    expect(doctor.code).toBe(0);
    expect(doctor.out).toMatch(
      new RegExp(`warn private key +sales: ${left.source}\\n +→ npx tranche sync sales --rebuild`),
    );
    const rebuilt = await tranche(['sync', 'sales', '--rebuild']);
    expect(rebuilt.code).toBe(0);
    expect(rebuilt.out).toContain('All 11 live customer rows are hashed under version 2 of the private key now.');
    expect((await tranche(['status', 'sales'])).out).not.toContain('former version');
    // The book before is hashed as it was.
    const syncs = await bank().all<SyncLog>('/api/sync/logs', { dataset: 'sales', limit: 2 });
    const back = await tranche(['rollback', syncs[1]!.id, '--reason', 'a test']);
    expect(back.out).toMatch(left);
    const again = await tranche(['sync', 'sales', '--rebuild']);
    expect(again.out).toContain('All 11 live customer rows are hashed under version 2');
  });
});
