import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import { writeSample } from '../../local/demo/sample-files.ts';
import { loanSamples } from '../../shared/datasets/loans/samples/portfolio.ts';
import type { Bank } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';
import { RETAIL } from '../slices.ts';
import { LOANS, loadedBank, REJECTED_LOANS } from './loaded-bank.ts';
import { describePage, PHONE } from './page-under-test.ts';

const MANY = 101_000;

/** A bank with more credits than `offset` can jump to. */
async function largeBank(): Promise<Bank> {
  const [bank] = (await banksFor('WEB_DATA_LARGE', 1)) as [Bank];
  const folder = await mkdtemp(path.join(tmpdir(), 'tranche-large-'));
  const pathOf = (fileType: string) => path.join(folder, `${fileType}.csv`);
  const options = { rows: MANY, errors: 0, warnings: 0, seed: 7, more: { 'payments-per-credit': 0 } };
  await writeSample(loanSamples, RETAIL, options, pathOf);
  await bank.load({ slice: 'RETAIL', fileType: 'credit', content: await readFile(pathOf('credit')) });
  await rm(folder, { recursive: true });
  return bank;
}

const gridOf = (page: Page): Locator => page.getByRole('grid');
const cellsOf = (page: Page, column: string): Locator => page.locator(`[role=row] [data-exact][data-column=${column}]`);
const positionOf = (page: Page): Promise<string | null> => page.getByTestId('position').textContent();
const clipboard = (page: Page): Promise<string> => page.evaluate<string>('navigator.clipboard.readText()');

const expectFocus = (on: Locator): Promise<void> =>
  expect.poll(() => on.and(on.page().locator(':focus')).count(), { message: `focus on ${on}` }).toBe(1);

describePage('the data page', (openPage) => {
  let bank: Bank;
  let large: Bank;
  beforeAll(async () => {
    bank = (await loadedBank('WEB_DATA')).bank;
    large = await largeBank();
  });

  it('sorts, filters and shows the same to whoever gets the link', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/data');
    await cellsOf(page, 'days_past_due').first().waitFor();
    expect(await page.getByTestId('total').textContent()).toBe(`${LOANS - REJECTED_LOANS} rows`);
    const header = page.getByRole('columnheader', { name: 'Days past due' });
    await header.getByTitle(/^Sort by/).click();
    await header.getByTitle(/^Sort by/).click();
    await expect.poll(() => header.getAttribute('aria-sort')).toBe('descending');
    await header.getByRole('button', { name: 'Filter by' }).click();
    await page.getByRole('dialog').getByLabel('From').fill('30');
    await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Remove filter: Days past due from 30' }).waitFor();
    const { total_count, data } = await bank.dataPage('RETAIL', 'credit', {
      sort: '-days_past_due',
      'filter[days_past_due][gte]': 30,
    });
    await page.getByTestId('total').getByText(`${total_count}`).waitFor();
    const expected = data.slice(0, 5).map((row) => String(row.days_past_due));
    await expect
      .poll(async () => (await cellsOf(page, 'days_past_due').allTextContents()).slice(0, 5))
      .toEqual(expected);
    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = new URL(await clipboard(page));
    const other = await openPage({ locale: 'tr-TR' });
    await other.signIn(bank.apiKey, link.pathname + link.search);
    await other.page.getByRole('button', { name: 'Filtreyi kaldır: Gecikme günü en az 30' }).waitFor();
    await expect
      .poll(async () => (await cellsOf(other.page, 'days_past_due').allTextContents()).slice(0, 5))
      .toEqual(expected);
    await page.getByRole('button', { name: /^Remove filter/ }).click();
    await page
      .getByTestId('total')
      .getByText(`${LOANS - REJECTED_LOANS}`)
      .waitFor();
    await page.goBack();
    await expect.poll(() => page.getByTestId('total').textContent()).toContain(String(total_count));
  });

  it('is used with the keyboard: to any cell, a copy of its exact value, a loan and back', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/data');
    await cellsOf(page, 'loan_account_number').first().waitFor();
    const grid = gridOf(page);
    await grid.focus();
    const active = () => grid.getAttribute('aria-activedescendant');
    const activeCell = async () => page.locator(`[id="${await active()}"]`);
    for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight'])
      await page.keyboard.press(key);
    expect(await (await activeCell()).getAttribute('data-column')).toBe('original_loan_amount');
    const exact = await (await activeCell()).getAttribute('data-exact');
    expect(exact).toMatch(/^\d+\.\d\d$/);
    await page.keyboard.press('Control+c');
    await expect.poll(() => clipboard(page)).toBe(exact);
    // The row opens beside the list, and on closing the keyboard is where it was.
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: /^Row 2/ });
    await drawer.getByText('original_loan_amount').waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await expectFocus(grid);
    expect(await (await activeCell()).getAttribute('data-row')).toBe('1');
    await page.keyboard.press('Control+End');
    expect(await (await activeCell()).getAttribute('data-row')).toBe(String(LOANS - REJECTED_LOANS - 1));
    await page.keyboard.press('Control+Home');
    expect(await (await activeCell()).getAttribute('data-row')).toBe('0');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('dialog', { name: 'Filter' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await expectFocus(grid);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /^Loan LOAN_/ }).waitFor();
    await page.getByRole('link', { name: 'Back to data' }).click();
    await cellsOf(page, 'loan_account_number').first().waitFor();
  });

  it('reads numbers as they are pasted, refuses wrong ones at their field, and gives the focus back', async () => {
    const browser = await openPage({ locale: 'tr-TR' });
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/data');
    await cellsOf(page, 'original_loan_amount').first().waitFor();
    const funnel = page.getByRole('button', { name: 'Kredi tutarı sütununu filtrele' });
    await funnel.click();
    const popover = page.getByRole('dialog', { name: 'Filtre' });
    const [from, to] = [popover.getByLabel('En az'), popover.getByLabel('En çok')];
    const apply = popover.getByRole('button', { name: 'Uygula' });
    await from.fill('1,000,000');
    await apply.click();
    await popover.getByText('“1,000,000” bir sayı değil.').waitFor();
    await from.fill('90.000');
    await to.fill('30.000,5');
    await apply.click();
    await popover.getByText('aralığın başı olan').waitFor();
    await browser.expectUsable();
    await page.keyboard.press('Escape');
    await popover.waitFor({ state: 'detached' });
    await expectFocus(funnel);
    await funnel.click();
    await from.fill('1.000');
    await to.fill('1 000 000');
    await apply.click();
    await page.getByRole('button', { name: 'Filtreyi kaldır: Kredi tutarı en az 1.000' }).waitFor();
    const asked = new URL(page.url()).searchParams;
    expect(asked.get('filter[original_loan_amount][gte]')).toBe('1000');
    expect(asked.get('filter[original_loan_amount][lte]')).toBe('1000000');
    // What opens it closes it with the focus: the dialogs of the toolbar and of the foot too.
    for (const name of ['Dışa aktar', /^Git/, /^Sütunlar/, 'Filtrele']) {
      const opener = page.getByRole('button', { name, exact: true });
      await opener.click();
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await expectFocus(opener);
    }
  });

  it('finds a loan by its number, or the rows by a part of it', async () => {
    const browser = await openPage();
    const { page } = browser;
    const [credit] = (await bank.dataPage('RETAIL', 'credit', { limit: 1, offset: 7 })).data;
    const loan = String(credit?.loan_account_number);
    // Of whatever loan type: the view is of the other one.
    await browser.signIn(bank.apiKey, '/data?loan_type=COMMERCIAL');
    await page.getByRole('searchbox', { name: 'Find a loan' }).fill(` ${loan} `);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/loans/rows/credit/${loan}?variant=RETAIL`);
    // The address changes before the page does.
    await page.locator('#content h1', { hasText: loan }).waitFor();
    await browser.open('/data');
    await page.getByRole('searchbox', { name: 'Find a loan' }).fill(loan.slice(0, -1));
    await page.keyboard.press('Enter');
    const { total_count } = await bank.dataPage('RETAIL', 'credit', {
      'filter[loan_account_number][contains]': loan.slice(0, -1),
    });
    await page.getByRole('button', { name: `Remove filter: Loan contains “${loan.slice(0, -1)}”` }).waitFor();
    await page.getByTestId('total').getByText(`${total_count}`).waitFor();
  });

  it('shows every field of a row, found and copied exactly', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/data');
    await cellsOf(page, 'customer_id').nth(3).click();
    const drawer = page.getByRole('dialog', { name: /^Row 4/ });
    const [row] = (await bank.dataPage('RETAIL', 'credit', { limit: 1, offset: 3 })).data;
    const names = Object.keys(row ?? {});
    await drawer.getByText('loan_account_number').waitFor();
    expect(await drawer.locator('dt code').allTextContents()).toEqual(names);
    await browser.expectUsable();
    await drawer.getByRole('button', { name: 'Copy row' }).click();
    await expect.poll(() => clipboard(page)).toBe(names.map((name) => `${name}\t${row?.[name] ?? ''}`).join('\n'));
    await drawer.getByRole('searchbox', { name: 'Search fields' }).fill('bsmv_rate');
    await drawer.getByText('loan_account_number').waitFor({ state: 'detached' });
    await drawer.locator('dd').getByRole('button').click();
    await expect.poll(() => clipboard(page)).toBe(String(row?.bsmv_rate));
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    await expectFocus(gridOf(page));
  });

  it('is cards on a phone: rows that open, an order to choose, the installments of a loan', async () => {
    const browser = await openPage({ viewport: PHONE });
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/data');
    await page.getByRole('combobox', { name: 'Sort' }).selectOption({ label: 'Sort by Days past due' });
    await page.getByRole('button', { name: 'Sort descending' }).click();
    const { data } = await bank.dataPage('RETAIL', 'credit', { sort: '-days_past_due', limit: 2 });
    const days = data.map((row) => `Days past due${row.days_past_due}`);
    await expect.poll(async () => (await cellsOf(page, 'days_past_due').allTextContents()).slice(0, 2)).toEqual(days);
    expect(await page.getByRole('columnheader').count()).toBe(0);
    await cellsOf(page, 'customer_id').first().click();
    const drawer = page.getByRole('dialog', { name: /^Row 1/ });
    await drawer.getByText('row_number').waitFor();
    await browser.expectUsable();
    await drawer.getByRole('link', { name: /^Open Credits/ }).click();
    const plan = page.getByRole('list', { name: /^Installments of loan/ });
    await plan.getByText('Total').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
    await browser.screenshot('loan-phone');
    await browser.expectUsable();
  });

  it('keeps the chosen columns and their order, and exports exactly them', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/data');
    await cellsOf(page, 'customer_id').first().waitFor();
    await page.getByRole('button', { name: /^Columns/ }).click();
    const chooser = page.getByRole('dialog', { name: 'Columns' });
    await chooser.getByRole('button', { name: 'None' }).click();
    await chooser.getByLabel(/kkdf_rate/).check();
    await chooser.getByLabel(/days_past_due/).check();
    await chooser.getByRole('button', { name: 'Move Days past due forward' }).click();
    await browser.screenshot('data-columns');
    await page.keyboard.press('Escape');
    const names = () =>
      page.evaluate<string[]>(
        `[...document.querySelectorAll('[role=columnheader]')].map((header) => header.dataset.column)`,
      );
    const chosen = ['loan_account_number', 'days_past_due', 'kkdf_rate'];
    expect(await names()).toEqual(chosen);
    await page.goto(new URL('/data', page.url()).href);
    await cellsOf(page, 'kkdf_rate').first().waitFor();
    expect(await names()).toEqual(chosen);
    await page.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog');
    await browser.expectUsable();
    const csv = (await browser.downloaded(() => dialog.getByRole('button', { name: 'Export' }).click())).toString();
    const rows = await bank.rows('RETAIL', 'credit');
    expect(csv.replace('\ufeff', '').trimEnd().split('\r\n')).toEqual([
      chosen.join(';'),
      ...rows.map((row) => chosen.map((name) => String(row[name])).join(';')),
    ]);
    await dialog.getByText(`Done: ${rows.length} rows.`).waitFor();
  });

  it('scrolls through more rows than `offset` reaches, to the last one, with few elements and few requests', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(large.apiKey, '/data');
    await cellsOf(page, 'customer_id').first().waitFor();
    let requests = 0;
    page.on('request', (request) => {
      if (request.url().includes('/api/data')) requests += 1;
    });
    const grid = gridOf(page);
    // As dragging the scroll bar does: many places in one go, of which only the last one matters.
    await page.evaluate(`(async () => {
      const grid = document.querySelector('[role=grid]');
      for (let step = 1; step <= 60; step++) {
        grid.scrollTop = (grid.scrollHeight * step) / 90;
        await new Promise((resolve) => setTimeout(resolve, 8));
      }
    })()`);
    await page.locator('[role=row][aria-busy]').first().waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('rowheader').first().textContent()).toMatch(/^LOAN_/);
    expect(requests).toBeLessThan(20);
    expect(await page.locator('[role=row]').count()).toBeLessThan(80);
    // Beyond what `offset` reaches, to the very last row.
    await grid.focus();
    await page.keyboard.press('Control+End');
    const lastRow = await large.dataPage('RETAIL', 'credit', { sort: '-loan_account_number', limit: 1 });
    const total = lastRow.total_count.toLocaleString('en-GB');
    await expect.poll(() => positionOf(page)).toContain(`–${total} of ${total}`);
    await page.getByRole('rowheader', { name: String(lastRow.data[0]?.loan_account_number) }).waitFor();
    // A row out there is the one of its number: as many are before it.
    await page.keyboard.press('PageUp');
    await page.locator('[role=row][aria-busy]').first().waitFor({ state: 'detached' });
    const far = page.locator('[role=row]:has([role=rowheader])').nth(5);
    const number = Number(await far.getAttribute('aria-rowindex')) - 1;
    const loan = await far.getByRole('rowheader').textContent();
    const behind = await large.dataPage('RETAIL', 'credit', {
      'filter[loan_account_number][gte]': loan ?? '',
      limit: 1,
    });
    expect(number).toBeGreaterThan(100_000);
    expect(lastRow.total_count - behind.total_count + 1).toBe(number);
    expect(await page.locator('[role=row]').count()).toBeLessThan(80);
    await browser.screenshot('data-large-end');
    await page.getByRole('button', { name: /^Go to/ }).click();
    await page.getByRole('dialog').getByLabel('Row', { exact: true }).fill('50,000');
    await page.getByRole('dialog').getByRole('button', { name: 'Go', exact: true }).first().click();
    await expect.poll(() => positionOf(page)).toContain('Rows 50,000–');
    const [row] = (await large.dataPage('RETAIL', 'credit', { offset: 49_999, limit: 1 })).data;
    await page.getByRole('rowheader', { name: String(row?.loan_account_number) }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('row')).toBe('50000');
    await page.reload();
    await page.getByRole('rowheader', { name: String(row?.loan_account_number) }).waitFor();
  });

  it('shows a loan: fields, plan as chart and table, and warnings', async () => {
    const browser = await openPage();
    const { page } = browser;
    const [credit] = (await bank.dataPage('RETAIL', 'credit', { limit: 1 })).data;
    const loan = String(credit?.loan_account_number);
    await browser.signIn(bank.apiKey, `/data/RETAIL/loans/${loan}`);
    const plan = page.getByRole('table', { name: `Installments of loan ${loan}` });
    await plan.waitFor();
    const { data } = await bank.dataPage('RETAIL', 'payment_plan', { 'filter[loan_account_number][eq]': loan });
    expect(await plan.locator('tbody tr').count()).toBe(data.length);
    await page.locator('figure svg').first().waitFor();
    await page.getByRole('region', { name: 'Amounts' }).getByText('Loan amount').waitFor();
    await browser.screenshot('loan-light');
    await browser.expectUsable();
    await browser.open('/data/RETAIL/loans/LOAN_nobody');
    await page.getByText('Row not found').waitFor();
  });

  it('says so when nothing is loaded, no row fits, or the rows cannot be had', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/data?loan_type=COMMERCIAL');
    await page.getByText('Nothing is loaded').waitFor();
    await browser.screenshot('data-empty');
    await browser.expectUsable();
    await browser.open('/data?filter[days_past_due][gte]=999999');
    await page.getByText('No rows match these filters').waitFor();
    await browser.open('/data?filter[bogus]=1');
    await page.getByText('Part of this link was ignored').waitFor();
    await page.route('**/api/data*', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: '/problems/query-too-heavy',
          title: 'Too heavy',
          status: 422,
          detail: 'Ask for less.',
        }),
      }),
    );
    await browser.open('/data');
    await page.getByRole('alert').getByText('Ask for less.').waitFor();
    await browser.screenshot('data-error');
    await browser.expectUsable();
  });

  it.each([
    { name: 'light', view: {} },
    { name: 'dark', view: { colorScheme: 'dark' } },
    { name: 'phone-dark-turkish', view: { viewport: PHONE, colorScheme: 'dark', locale: 'tr-TR' } },
  ] as const)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.signIn(bank.apiKey, '/data?filter[days_past_due][gte]=1&sort=-days_past_due');
    await cellsOf(browser.page, 'customer_id').first().waitFor();
    await browser.screenshot(`data-${name}`);
    await browser.expectUsable();
  });
});
