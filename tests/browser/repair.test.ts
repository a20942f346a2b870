import { beforeAll, expect, it } from 'vitest';
import type { SyncLog } from '../api/answers.ts';
import type { Bank } from '../api/bank.ts';
import { creditFile, creditRows, fileOf, headerOf, lineOf, paymentFile, type SampleRow, spoil } from '../api/files.ts';
import { banksFor } from '../api/tenants.ts';
import { describePage, VIEWS } from './page-under-test.ts';
import { choose, fileIn, uploadFolder, write } from './upload-files.ts';

const LOANS = 60;
const WRONG = 7;
/** From so many live rows on it is asked before most of them vanish. */
const MANY = 1000;

describePage('what was rejected', (openPage) => {
  let bank: Bank;
  let guarded: Bank;
  let careful: Bank;
  let folder: string;
  let load: SyncLog;
  const sound = creditRows('RETAIL', LOANS);
  const csv = (rows: readonly SampleRow[]): string =>
    [headerOf('credit', 'RETAIL'), ...rows.map((row) => lineOf('credit', 'RETAIL', row))].join('\n');
  beforeAll(async () => {
    [bank, guarded, careful] = (await banksFor('WEB_REPAIR', 3)) as [Bank, Bank, Bank];
    folder = await uploadFolder();
    const credits = spoil(sound, WRONG, { customer_type: '?' });
    load = await bank.load(fileOf('credit', 'RETAIL', credits), paymentFile('RETAIL', LOANS, { each: 2 }));
  });

  it('is fixed, sent again and live, with all that was live before; its payments come back by themselves', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/syncs');
    const row = page.getByRole('table', { name: 'Syncs' }).locator('tbody tr').first();
    await row.getByText(`${LOANS - WRONG} loaded · ${WRONG} rejected`).waitFor();
    await row.getByText('Live', { exact: true }).waitFor();
    await row.getByRole('link', { name: 'Fix the rejected rows of Credits' }).click();
    await page.waitForURL(`**/syncs/${load.id}#fix`);
    const panel = page.getByRole('region', { name: 'Fix and send again' });
    await panel.getByText('come back by themselves').waitFor();
    const rejected = await browser.downloaded(() =>
      panel.getByRole('button', { name: 'Download the rejected rows of Credits' }).click(),
    );
    const [header = '', ...lines] = rejected.toString().trimEnd().split(/\r?\n/);
    expect(lines).toHaveLength(WRONG);
    // What is wrong with each row stays in the last column, as it was downloaded.
    expect(header).toMatch(/;_tranche_errors$/);
    const fixed = [header, ...lines.map((line) => line.replace(';?;', ';T;'))].join('\n');
    await choose(page, await write(folder, 'retail_credit-rejected.csv', fixed));
    await panel.getByText(`All ${WRONG} rows checked: none would be rejected.`).waitFor();
    await browser.screenshot('fix-chosen');
    await browser.expectUsable();
    await panel.getByRole('button', { name: 'Send and load' }).click();
    const step = panel.getByRole('region', { name: 'Retail: correction' });
    await step.getByText(`${WRONG} fixed · ${LOANS - WRONG} kept · ${LOANS} live`).waitFor();
    await panel.getByText('A correction of this load is live').waitFor();
    await browser.screenshot('fix-done');
    await browser.expectUsable();
    await step.getByRole('link', { name: 'View result' }).click();
    await page.getByRole('heading', { level: 1, name: /^Correction of Retail/ }).waitFor();
    await page
      .getByText(`${2 * WRONG} returned with their credits`)
      .first()
      .waitFor();
    expect([await bank.count('RETAIL', 'credit'), await bank.count('RETAIL', 'payment_plan')]).toEqual([
      LOANS,
      2 * LOANS,
    ]);
    await browser.open('/loans');
    await page.getByText('Nothing needs attention.').waitFor();
  });

  it('is said of a correction that did not bring it, with the way to it', async () => {
    const [correction] = (await bank.all<SyncLog>('/api/sync/logs')) as [SyncLog];
    expect(correction).toMatchObject({ corrects: load.id });
    const browser = await openPage();
    const { page } = browser;
    await page.route(`**/api/sync/logs/${correction.id}`, async (route) => {
      const response = await route.fetch();
      const notices = [{ code: 'rows-still-rejected', detail: '3 rows are missing.', rows: 3 }];
      await route.fulfill({ response, json: { ...(await response.json()), notices } });
    });
    await browser.signIn(bank.apiKey);
    await page.getByText('3 rows of the live book were rejected and are missing').waitFor();
    await browser.open(`/syncs/${correction.id}`);
    await page.getByText('3 rows that were rejected before this correction are still missing.').waitFor();
    await page.locator('header').getByText('Loaded with rejections').waitFor();
    await browser.screenshot('sync-still-rejected');
    await browser.expectUsable();
    await page.getByRole('link', { name: 'View the rejected rows' }).click();
    await page.waitForURL(`**/syncs/${load.id}#fix`);
  });

  it('is never taken for a whole book when it is dropped on the upload page', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    await choose(page, await write(folder, 'march-rejected (1).csv', csv(sound.slice(0, 3))));
    const line = fileIn(page, 'march-rejected (1).csv');
    await line.getByText('This looks like fixed rejected rows').waitFor();
    expect(await line.getByLabel('Purpose').inputValue()).toBe('Correction');
    expect(await page.getByText('This replaces the live Retail book').count()).toBe(0);
    await line.getByLabel('Purpose').click();
    await page.getByRole('option', { name: 'Whole file' }).click();
    await page.getByText(/^This replaces the live Retail book: \d+ credits$/).waitFor();
    await browser.screenshot('upload-rejected-as-whole');
    await browser.expectUsable();
  });

  it('is no reason to take half of a delivery: several files of one type are one, in the order that was chosen', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(careful.apiKey, '/upload');
    await choose(
      page,
      await write(folder, 'second.csv', csv(sound.slice(30))),
      await write(folder, 'first.csv', csv(sound.slice(0, 30))),
    );
    await page.getByText('2 files are loaded as one file').waitFor();
    await page.getByRole('button', { name: 'Move first.csv up' }).click();
    await page.getByText('In this order: first.csv, second.csv.').waitFor();
    expect(await page.getByRole('button', { name: /^Send \d/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Send and load' }).click();
    const ended = page.getByRole('region', { name: 'Retail: the sync has ended' });
    await ended.getByText(`${LOANS} loaded`).waitFor();
    const [log] = (await careful.all<SyncLog>('/api/sync/logs')) as [SyncLog];
    expect(await careful.count('RETAIL', 'credit')).toBe(LOANS);
    const { files } = log as unknown as { files: { credit: { uploads: { file_name: string }[] } } };
    expect(files.credit.uploads.map(({ file_name }) => file_name)).toEqual(['first.csv', 'second.csv']);
  });

  it('waits to be published where that is asked for, and an earlier book can be live again', async () => {
    await careful.ask('/api/sync/configs/RETAIL', { method: 'PATCH', body: { publish: 'manual' } });
    const pending = await careful.deliver(creditFile('RETAIL', LOANS + 5, { first: 3 }));
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(careful.apiKey);
    await page.getByRole('link', { name: 'Publish or discard' }).click();
    await page.waitForURL(`**/syncs/${pending.id}`);
    const ahead = page.getByRole('region', { name: 'What would change' });
    await ahead.getByRole('button', { name: 'View 2 removed rows' }).click();
    await ahead.getByRole('table', { name: 'Removed' }).getByText('LOAN_000001').waitFor();
    await browser.screenshot('sync-pending');
    await browser.expectUsable();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('banner').or(page.locator('header')).getByText('Live', { exact: true }).waitFor();
    expect(await careful.count('RETAIL', 'credit')).toBe(LOANS + 5);
    await browser.open('/syncs?list=published&loan_type=RETAIL');
    const restore = page.getByRole('button', { name: /^Restore the book of/ });
    await restore.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('2 rows come back, 7 rows go').waitFor();
    expect(await dialog.getByRole('button', { name: 'Restore' }).isDisabled()).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await browser.focused()).toMatch(/^button Restore the book of/);
    await restore.click();
    await dialog.getByLabel('Reason').fill('the wrong month');
    await browser.expectUsable();
    await dialog.getByRole('button', { name: 'Restore' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('cell', { name: 'the wrong month' }).waitFor();
    expect(await careful.count('RETAIL', 'credit')).toBe(LOANS);
    await browser.screenshot('published-books');
  });

  it('is asked for before most of the book vanishes, with both numbers, the rows, and three ways to go on', async () => {
    await guarded.load(creditFile('RETAIL', MANY), paymentFile('RETAIL', MANY));
    const stopped = await guarded.deliver(creditFile('RETAIL', 20));
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(guarded.apiKey);
    await page.getByText('a sync was stopped, because 980 live rows would disappear').waitFor();
    // The same files would be stopped once more: the upload page says why, and leads to where that is decided.
    await browser.open('/upload');
    const next = page.getByRole('region', { name: 'Next step' });
    await next.getByRole('alert').getByText('980 of 1,000 live credit rows').waitFor();
    await next.getByRole('link', { name: 'View and decide' }).waitFor();
    expect(await next.getByRole('button', { name: 'Start the sync now' }).count()).toBe(0);
    await browser.screenshot('upload-stopped');
    await browser.expectUsable();
    await browser.open('/loans');
    await page.getByRole('link', { name: 'View and decide' }).click();
    await page.waitForURL(`**/syncs/${stopped.id}`);
    const panel = page.getByRole('region', { name: 'Replace the live book?' });
    await panel.getByText('980 of 1,000 live rows would disappear').waitFor();
    await panel.getByText('Only credits were sent: 1,000 live installments stay').waitFor();
    await page.getByRole('alert').getByText('980 of 1,000 live credit rows').waitFor();
    await panel.getByRole('button', { name: 'Send as correction' }).click();
    await panel.getByText('Drop the fixed files here').waitFor();
    await page.getByRole('button', { name: 'View 980 removed rows' }).click();
    await page.getByRole('table', { name: 'Removed' }).getByText('LOAN_000021').waitFor();
    await browser.screenshot('sync-removes-too-much');
    await browser.expectUsable();
    await panel.getByRole('button', { name: 'Replace anyway' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Replace anyway' }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/loans/syncs/') && !url.pathname.endsWith(stopped.id));
    await page.getByRole('region', { name: 'The sync' }).getByText('Completed').waitFor({ timeout: 40_000 });
    expect(await guarded.count('RETAIL', 'credit')).toBe(20);
    await browser.open('/loans');
    await page.getByText('980 live installments belong to loans that are no longer live').waitFor();
    await page.getByRole('link', { name: 'Upload payment plans' }).waitFor();
    await browser.screenshot('overview-without-credit');
    await browser.expectUsable();
    await page.getByRole('link', { name: 'Published books' }).click();
    await page.waitForURL('**/syncs?list=published');
    await guarded.configure('RETAIL', { max_removed_rate: 1 });
    await guarded.load(paymentFile('RETAIL', 20));
    await browser.open('/loans');
    await page.getByText('Nothing needs attention.').waitFor();
  });

  it('is discarded, and not failed, when a load is given up before it was published', async () => {
    await careful.ask('/api/sync/configs/COMMERCIAL', { method: 'PATCH', body: { publish: 'manual' } });
    const pending = await careful.deliver(creditFile('COMMERCIAL', 5));
    await careful.ask(`/api/sync/logs/${pending.id}/discard`, { method: 'POST' });
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(careful.apiKey, '/upload?loan_type=COMMERCIAL');
    const uploads = page.getByRole('table', { name: 'Recent uploads' });
    await uploads.getByText('Discarded', { exact: true }).waitFor();
    expect(await uploads.getByText('Failed', { exact: true }).count()).toBe(0);
    await browser.screenshot('upload-discarded');
  });

  it('can be discarded while it waits', async () => {
    await guarded.ask('/api/sync/configs/COMMERCIAL', { method: 'PATCH', body: { requires: ['payment_plan'] } });
    const staged = await guarded.stage(creditFile('COMMERCIAL', 5));
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(guarded.apiKey);
    await page.getByText('the schedule is waiting for Payment plans').waitFor();
    const discard = page.getByRole('region', { name: 'In progress' }).getByRole('button', { name: /^Discard/ });
    await discard.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByText('No files are waiting').waitFor();
    expect((await guarded.upload(staged.upload_id)).status).toBe('EXPIRED');
    await page.getByText('Nothing needs attention.').waitFor();
  });

  it('is reached by a few letters: loans, syncs, pages and rules', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey);
    const open = page.getByRole('button', { name: 'Search' });
    await open.click();
    const field = page.getByRole('combobox', { name: 'Account number, file name, page or rule' });
    await field.fill('loan_000012');
    await page.getByRole('option', { name: /LOAN_000012/ }).waitFor();
    await browser.screenshot('palette');
    await browser.expectUsable();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    expect(await browser.focused()).toMatch(/^button Search/);
    await page.keyboard.press('Control+k');
    await field.fill('retail_credit-rej');
    await page.getByRole('option', { name: /retail_credit-rejected\.csv/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Correction of Retail/ }).waitFor();
    await page.keyboard.press('Control+k');
    await field.fill('LOAN-CREDIT-021');
    await page.getByRole('option', { name: /LOAN-CREDIT-021/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/rules/LOAN-CREDIT-021');
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.signIn(bank.apiKey, `/syncs/${load.id}`);
    await browser.page.locator('#fix').waitFor();
    await browser.screenshot(`fix-${name}`);
    await browser.expectUsable();
    await browser.open('/syncs?list=published');
    await browser.page.locator('tbody tr').first().waitFor();
    await browser.screenshot(`published-${name}`);
    await browser.expectUsable();
    await browser.open('/rules/LOAN-NONE-1');
    await browser.page.locator('#content h1').waitFor();
    await browser.expectUsable();
  });
});
