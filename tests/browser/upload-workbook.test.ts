import { parse } from 'csv-parse/sync';
import { beforeAll, expect, it } from 'vitest';
import { type WrittenCell, workbookFile } from '../../local/workbooks/workbook-file.ts';
import type { Upload } from '../api/answers.ts';
import type { Bank } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';
import { describePage, VIEWS } from './page-under-test.ts';
import { clientsFile, tradesFile } from './trades-files.ts';
import { choose, fileIn, uploadFolder, uploadOf, write } from './upload-files.ts';

const FIRST_DAY = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

/** A cell as a person's spreadsheet has it: numbers are numbers, and days are numbers too. */
const cellOf = (text: string): WrittenCell => {
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return { number: text };
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  return { number: String((Date.parse(text) - FIRST_DAY) / DAY_MS), format: 'dd/mm/yyyy' };
};
const sheetOf = (name: string, csv: string) => ({
  name,
  rows: parse(csv).map((row) => row.map(cellOf)),
});
/** Two wrong rows of five: a share that is sold for nothing, and one bought by nobody. */
const faultyTrades = () =>
  tradesFile().replace('T0000002,C0000001,sell', 'T0000002,C0000001,gift').replace('T0000003,C0000001', 'T0000003,');

describePage('a workbook', (openPage) => {
  let bank: Bank;
  let other: Bank;
  let folder: string;
  beforeAll(async () => {
    [bank, other] = (await banksFor('WEB_BOOKS', 2)) as [Bank, Bank];
    folder = await uploadFolder();
  });
  const chooseBook = async (
    ...[page, name, ...sheets]: [Parameters<typeof choose>[0], string, ...Parameters<typeof sheetOf>[]]
  ) => choose(page, await write(folder, name, workbookFile(sheets.map((sheet) => sheetOf(...sheet)))));

  it('of trades is recognised without a question, checked before it is sent, and loaded', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    await chooseBook(page, 'march.xlsx', ['Notes', 'a,b\n1,2\n'], ['Trades', faultyTrades()]);
    const line = fileIn(page, 'march.xlsx');
    await line.getByText('2 of all 5 rows would be rejected.').waitFor();
    expect(await line.getByLabel('File type').inputValue()).toBe('Trades');
    await line.getByText('sheet Trades, 11 columns').waitFor();
    const table = line.getByRole('table');
    expect(await table.locator('thead th').nth(1).textContent()).toBe('Row in the sheet');
    const cells = await table.locator('tbody tr').first().locator('td').allInnerTexts();
    expect(cells.slice(0, 4)).toEqual(['2', '3', 'transaction_type', 'gift']);
    expect(await page.getByRole('button', { name: 'Nothing to send yet' }).isDisabled()).toBe(true);
    expect(await bank.all('/api/uploads')).toEqual([]);
    await browser.screenshot('upload-workbook-faulty');
    await browser.expectUsable();

    await line.getByRole('button', { name: 'Remove march.xlsx' }).click();
    await chooseBook(page, 'march-2.xlsx', ['Trades', tradesFile()]);
    await fileIn(page, 'march-2.xlsx').getByText('All 5 rows checked: none would be rejected.').waitFor();
    await choose(page, await write(folder, 'clients.csv', clientsFile()));
    await fileIn(page, 'clients.csv').getByText('All 2 rows checked').waitFor();
    await page.getByRole('button', { name: 'Send and load' }).click();
    const ended = page.getByRole('region', { name: 'Trades: the sync has ended' });
    await ended.getByText('Completed').waitFor();
    expect(await bank.all<Upload>('/api/uploads?dataset=trades')).toContainEqual(
      expect.objectContaining({ file_name: 'march-2.xlsx', file_type: 'trade', status: 'LOADED' }),
    );
  });

  it('with clients and trades stands there once for each, and loads as both', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(other.apiKey, '/upload');
    await chooseBook(page, 'book.xlsx', ['Clients', clientsFile()], ['Trades', tradesFile()]);
    const lines = fileIn(page, 'book.xlsx');
    await lines.filter({ hasText: 'sheet Clients, 12 columns' }).getByText('All 2 rows checked').waitFor();
    await lines.filter({ hasText: 'sheet Trades, 11 columns' }).getByText('All 5 rows checked').waitFor();
    expect(await lines.count()).toBe(2);
    expect(await lines.getByText('The workbook has a sheet for each of several file types').count()).toBe(2);
    await browser.screenshot('upload-workbook-tables');
    await browser.expectUsable();
    await page.getByRole('button', { name: 'Send and load' }).click();
    await page.getByRole('region', { name: 'Trades: the sync has ended' }).getByText('Completed').waitFor();
  });

  it('that is a CSV file by another name is read as one', async () => {
    const browser = await openPage();
    await browser.signIn(bank.apiKey, '/upload');
    await choose(browser.page, await write(folder, 'renamed.xlsx', clientsFile()));
    const line = fileIn(browser.page, 'renamed.xlsx');
    await line.getByText('All 2 rows checked: none would be rejected.').waitFor();
    await line.getByText('commas, 12 columns').waitFor();
  });

  const locked = () =>
    Buffer.concat([
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      Buffer.alloc(5000),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(500),
    ]);
  const whole = () => workbookFile([sheetOf('Trades', tradesFile())]);
  const titled = () => {
    const { name, rows } = sheetOf('Trades', tradesFile());
    return workbookFile([{ name, rows: [['Trades of March'], ...rows] }]);
  };
  it.each([
    {
      name: 'locked.xlsx',
      content: locked,
      title: 'neither a CSV file nor a workbook',
      said: /protected by a password/,
    },
    {
      name: 'cut.xlsx',
      content: () => whole().subarray(0, 900),
      title: 'neither a CSV',
      said: /damaged or was cut off/,
    },
    {
      name: 'titled.xlsx',
      content: titled,
      title: 'The sheet is not a table',
      said: /first row of the sheet "Trades"/,
    },
  ])('is refused here as the service would refuse it: $name', async ({ name, content, title, said }) => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    await choose(page, await write(folder, name, content()));
    const alert = fileIn(page, name).getByRole('alert');
    await alert.getByText(title).waitFor();
    await alert.getByText(said).waitFor();
    expect(await uploadOf(bank, name)).toBeUndefined();
    await browser.screenshot(`upload-workbook-${name}`);
    await browser.expectUsable();
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    await chooseBook(page, 'kitap.xlsx', ['Clients', clientsFile()], ['Trades', faultyTrades()]);
    await fileIn(page, 'kitap.xlsx').getByRole('table').waitFor();
    await choose(page, await write(folder, 'locked.xlsx', locked()));
    await fileIn(page, 'locked.xlsx').getByRole('alert').waitFor();
    await browser.screenshot(`upload-workbook-${name}`);
    await browser.expectUsable();
  });
});
