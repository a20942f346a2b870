import { gzipSync } from 'node:zlib';
import { beforeAll, expect, it } from 'vitest';
import type { Bank } from '../api/bank.ts';
import { creditFile, creditRows, fileOf, headerOf, lineOf, paymentFile, spoil } from '../api/files.ts';
import { banksFor, isOperated, tenantsCommand } from '../api/tenants.ts';
import { describePage, VIEWS } from './page-under-test.ts';
import { bytesOf, choose, fileIn, uploadFolder, uploadOf, write } from './upload-files.ts';

const ROWS = 1200;

describePage('a file before it is sent', (openPage) => {
  let bank: Bank;
  let folder: string;
  const faulty = () => fileOf('credit', 'RETAIL', spoil(creditRows('RETAIL', ROWS), 3, { customer_type: '<b>x</b>' }));

  beforeAll(async () => {
    [bank] = (await banksFor('WEB_CHECK', 1)) as [Bank];
    folder = await uploadFolder();
  });

  it('is recognised by its header, and a payment plan by the credits chosen with it', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    const plan = await write(folder, 'plan.csv', bytesOf(paymentFile('COMMERCIAL', 20)));
    await choose(page, plan);
    const planLine = fileIn(page, 'plan.csv');
    await planLine.getByText('Payment plans look the same for both loan types').waitFor();
    expect(await page.getByRole('button', { name: 'Nothing to send yet' }).isDisabled()).toBe(true);
    await choose(page, await write(folder, 'credits.csv.gz', gzipSync(bytesOf(creditFile('COMMERCIAL', ROWS)))));
    await fileIn(page, 'credits.csv.gz').getByText('Recognised by the header').first().waitFor();
    await planLine.getByText('As the credit file chosen with it').waitFor();
    await fileIn(page, 'credits.csv.gz')
      .getByText('The first 1,000 rows were checked: none would be rejected.')
      .waitFor();
    await planLine.getByText('All 20 rows checked: none would be rejected.').waitFor();
    await page.getByRole('button', { name: 'Send 2 files' }).waitFor();
    expect(await bank.all('/api/uploads')).toEqual([]);
  });

  it('shows each row that would be rejected, with its value as text, and is sent only when that is meant', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    await choose(page, await write(folder, 'faulty.csv', bytesOf(faulty())));
    const line = fileIn(page, 'faulty.csv');
    await line.getByText('3 of the first 1,000 rows would be rejected.').waitFor();
    const table = line.getByRole('table');
    expect(await table.locator('tbody tr').count()).toBe(3);
    const cells = await table.locator('tbody tr').nth(1).locator('td').allInnerTexts();
    expect(cells.slice(0, 5)).toEqual(['2', '3', 'customer_type', '<b>x</b>', 'LOAN-CREDIT-035']);
    expect(await table.locator('b').count()).toBe(0);
    expect(await table.getByRole('link').first().getAttribute('href')).toBe('/loans/rules/LOAN-CREDIT-035');
    await browser.screenshot('upload-faulty');
    await browser.expectUsable();
    expect(await page.getByRole('button', { name: 'Nothing to send yet' }).isDisabled()).toBe(true);
    await line.getByLabel('Send it anyway').check();
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    await fileIn(page, 'faulty.csv').getByText('Staged', { exact: true }).waitFor();
    expect(await uploadOf(bank, 'faulty.csv')).toMatchObject({ status: 'STAGED', loan_type: 'RETAIL' });
  });

  const turkish = (encoding: 'utf16le' | 'latin1') => {
    const rows = creditRows('RETAIL', 50).map((row) =>
      lineOf('credit', 'RETAIL', { ...row, customer_province_code: encoding === 'latin1' ? '\u00dd' : 'İ' }),
    );
    return Buffer.from(
      `${encoding === 'utf16le' ? '\ufeff' : ''}${headerOf('credit', 'RETAIL')}\n${rows.join('\n')}\n`,
      encoding,
    );
  };
  it.each([
    { name: 'utf-16.csv', content: () => turkish('utf16le'), title: 'The text is not UTF-8', said: /UTF-16/ },
    {
      name: 'windows-1254.csv',
      content: () => turkish('latin1'),
      title: 'The text is not UTF-8',
      said: /Windows-1254/,
    },
    {
      name: 'b.xls',
      content: () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      title: 'neither a CSV file nor a workbook',
      said: /Excel/,
    },
    {
      name: 'cut.csv.gz',
      content: () => gzipSync(bytesOf(creditFile('RETAIL', 100))).subarray(0, 900),
      title: 'neither a CSV file nor a workbook',
      said: /cut off/,
    },
    {
      name: 'followed.csv.gz',
      content: () => Buffer.concat([gzipSync(bytesOf(creditFile('RETAIL', 100))), Buffer.from('\n')]),
      title: 'neither a CSV file nor a workbook',
      said: /Bytes follow the end of the compressed data/,
    },
    {
      name: 'missing.csv',
      content: () => bytesOf(creditFile('RETAIL', 5)).toString().replace('customer_id;', 'kunde;'),
      title: 'Columns are missing',
      said: /customer_id/,
    },
    {
      name: 'empty.csv',
      content: () => headerOf('credit', 'RETAIL'),
      title: 'The file has no rows',
      said: /no data rows/,
    },
  ])('is refused here as the service would refuse it: $name', async ({ name, content, title, said }) => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    await choose(page, await write(folder, name, content()));
    const alert = fileIn(page, name).getByRole('alert');
    await alert.getByText(title).waitFor();
    await alert.getByText(said).first().waitFor();
    expect(await page.getByRole('button', { name: 'Nothing to send yet' }).isDisabled()).toBe(true);
    expect(await uploadOf(bank, name)).toBeUndefined();
    if (name === 'missing.csv') await browser.screenshot('upload-refused');
    await browser.expectUsable();
  });

  it('is read as a spreadsheet and a tape left it, and what is left out is said', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    const left = `sep=;\n${bytesOf(creditFile('RETAIL', 40)).toString().trimEnd().replaceAll('\n', ';\n')};\n;;;\n\u001a`;
    await choose(page, await write(folder, 'left.csv.gz', Buffer.concat([gzipSync(left), Buffer.alloc(512)])));
    const line = fileIn(page, 'left.csv.gz');
    await line.getByText('All 40 rows checked: none would be rejected.').waitFor();
    await line.getByText('1 line of the credit file without any content was skipped.').waitFor();
    await line.getByText('Column 28 of the credit file has no name').waitFor();
    expect(await line.getByRole('alert').count()).toBe(0);
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    await fileIn(page, 'left.csv.gz').getByText('Staged', { exact: true }).waitFor();
    // The service reads the same rows in it.
    const sent = await uploadOf(bank, 'left.csv.gz');
    const { id } = await bank.startSync('RETAIL', { validate_only: true, upload_ids: [sent?.upload_id ?? ''] });
    expect(await bank.waitForSync(id)).toMatchObject({ total_credit_rows: 40, valid_credit_rows: 40 });
  });

  it('is checked anew as what it is said to be', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    await choose(page, await write(folder, 'retail.csv', bytesOf(creditFile('RETAIL', 30))));
    const line = fileIn(page, 'retail.csv');
    await line.getByText('All 30 rows checked').waitFor();
    await line.getByLabel('Loan type').click();
    await page.getByRole('option', { name: 'Commercial' }).click();
    await line.getByText('This is a file of the other loan type').waitFor();
    expect(await line.getByText('All 30 rows checked').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Nothing to send yet' }).isDisabled()).toBe(true);
    await line.getByRole('button', { name: 'Remove retail.csv' }).click();
    await line.waitFor({ state: 'detached' });
    expect(await uploadOf(bank, 'retail.csv')).toBeUndefined();
  });

  it('is chosen and sent with nothing but the keyboard', async () => {
    const browser = await openPage();
    const { page } = browser;
    const file = await write(folder, 'keys.csv', bytesOf(creditFile('RETAIL', 10)));
    // Before anything is pressed: the browser learns only a moment later that somebody wants its dialog, and a key is quicker.
    page.on('filechooser', (dialog) => void dialog.setFiles([file]));
    await browser.signIn(bank.apiKey, '/upload');
    await page.getByRole('button', { name: 'Choose files' }).focus();
    await page.keyboard.press('Enter');
    const send = page.getByRole('button', { name: 'Send 1 file' });
    await send.waitFor();
    for (let tabs = 0; tabs < 20 && !(await browser.focused()).includes('Send 1 file'); tabs += 1) {
      await page.keyboard.press('Tab');
    }
    expect(await browser.focused()).toContain('Send 1 file');
    await page.keyboard.press('Enter');
    await fileIn(page, 'keys.csv').getByText('Staged', { exact: true }).waitFor();
    expect(await uploadOf(bank, 'keys.csv')).toMatchObject({ status: 'STAGED', loan_type: 'RETAIL' });
  });

  it('cannot be chosen by a role that may not send it', async ({ skip }) => {
    skip(!isOperated(), 'only the operator can issue keys');
    const { api_key } = await tenantsCommand<{ api_key: string }>('key', bank.tenantId, 'viewer');
    const browser = await openPage();
    await browser.signIn(api_key, '/upload');
    await browser.page.getByText('Uploading is not part of your role').waitFor();
    expect(await browser.page.locator('input[type=file]').count()).toBe(0);
    await browser.screenshot('upload-viewer');
    await browser.expectUsable();
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    await browser.screenshot(`upload-empty-${name}`);
    await choose(
      page,
      await write(folder, 'bireysel_kredi_2026-03.csv', bytesOf(faulty())),
      await write(folder, 'bireysel_plan_2026-03.csv', bytesOf(paymentFile('RETAIL', 40, { each: 3 }))),
      await write(
        folder,
        'wrong.csv',
        bytesOf(creditFile('RETAIL', 5)).toString().replaceAll('customer_id;', 'kunde;'),
      ),
    );
    await page.getByRole('table').first().waitFor();
    await page.getByText('120').first().waitFor();
    await browser.screenshot(`upload-chosen-${name}`);
    await browser.expectUsable();
  });
});
