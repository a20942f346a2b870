import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, it } from 'vitest';
import type { Manifest } from '../../shared/datasets/cash/datamaker/manifest.ts';
import type { Bank } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';
import { cashFiles, SILENT } from './cash-files.ts';
import { describePage, VIEWS } from './page-under-test.ts';

const ID = 'C0000001';
const PAGE = `/cash/companies/${ID}`;

interface Company {
  readonly name: string;
  readonly balance: string;
  readonly accounts: readonly { readonly iban: string; readonly balance: string }[];
  readonly excluded: { readonly batch_payments: number; readonly invalid_iban: number };
}

const money = (exact: string | undefined, currency: 'EUR' | 'USD' = 'EUR') =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(exact as `${number}`);

describePage('the cash of companies', (openPage) => {
  let bank: Bank;
  let manifest: Manifest;
  const company = (currency = 'EUR') => bank.call<Company>(`/api/cash/companies/${ID}`, { query: { currency } });
  const bodyRows = (page: Page, table: string): Locator => page.getByRole('table', { name: table }).locator('tbody tr');
  /** The cells of a column, as they are read. */
  const cells = (rows: Locator, at: number): Promise<string[]> => rows.locator(`td:nth-child(${at})`).allInnerTexts();
  const chosen = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

  beforeAll(async () => {
    [bank] = (await banksFor('WEB_CASH', 1)) as [Bank];
  });

  it('says before the first load what is to be loaded', async () => {
    const browser = await openPage();
    await browser.signIn(bank.apiKey, '/cash/companies');
    await browser.page.getByText('Nothing is loaded').waitFor();
    await browser.expectUsable();
    await browser.open(PAGE);
    await browser.page.getByText('Nothing is loaded').waitFor();
    const made = await cashFiles();
    manifest = made.manifest;
    await bank.load(...made.files);
  });

  it('is listed in the currency that is chosen, and names currencies without a rate', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/cash');
    await page.getByRole('navigation').getByRole('link', { name: 'Companies' }).click();
    const rows = bodyRows(page, 'Companies');
    await page.getByText('4 companies', { exact: true }).waitFor();
    await page.getByText('No rate for XPF').waitFor();
    const { name, balance } = await company();
    await rows.filter({ hasText: ID }).getByText(money(balance), { exact: true }).first().waitFor();
    await page.getByText('USD', { exact: true }).click();
    await rows
      .filter({ hasText: ID })
      .getByText(money((await company('USD')).balance, 'USD'))
      .first()
      .waitFor();
    expect(chosen(page, 'currency')).toBe('USD');
    await page.getByRole('combobox', { name: 'Sort' }).click();
    await page.getByRole('option', { name: 'Lowest balance' }).click();
    const sorted = (await bank.all<{ name: string }>('/api/cash/companies', { sort: 'balance', currency: 'USD' })).map(
      (each) => each.name,
    );
    await expect.poll(() => cells(rows, 1)).toEqual(sorted);
    await page.getByRole('searchbox', { name: 'Search by name' }).fill(name.toUpperCase());
    await page.getByText('1 company', { exact: true }).waitFor();
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name: `${name} · ${ID}` }).waitFor();
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe(`${PAGE}?currency=USD`);
    await page.getByRole('link', { name: 'All companies' }).click();
    await page.getByText('1 company', { exact: true }).waitFor();
    await page.getByRole('searchbox', { name: 'Search by name' }).fill('no such name');
    await page.getByText('No company matches').waitFor();
  });

  it('is shown over time, exactly, of one account or all', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, PAGE);
    const figures = page.getByRole('region', { name: 'After all payments' });
    await figures.getByText(money((await company()).balance), { exact: true }).waitFor();
    const balances = page.getByRole('region', { name: 'Balance over time' });
    await balances.getByRole('figure', { name: /in EUR$/ }).waitFor();
    await expect.poll(() => balances.locator('path.recharts-line-curve').count()).toBe(1);
    const periods = bodyRows(page, 'Balance by period');
    await expect.poll(() => periods.count()).toBe(12);
    await balances.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => periods.count()).toBe(24);

    // As the datamaker has it, quarter by quarter.
    const { accounts } = await company();
    const { iban, eur, usd } = manifest.balances.find((each) => each.iban === accounts[0]?.iban)!;
    await page.getByRole('combobox', { name: 'By', exact: true }).click();
    await page.getByRole('option', { name: 'Quarter' }).click();
    await page.getByRole('button', { name: `Only this account: ${iban}` }).click();
    await expect.poll(() => cells(periods, 5)).toEqual(eur.toReversed().map((exact) => money(exact)));
    expect((await cells(periods, 1))[0]).toBe('Q4 2024');
    await page.getByText('USD', { exact: true }).click();
    await expect.poll(() => cells(periods, 5)).toEqual(usd.toReversed().map((exact) => money(exact, 'USD')));
    expect([chosen(page, 'interval'), chosen(page, 'iban'), chosen(page, 'currency')]).toEqual([
      'quarter',
      iban,
      'USD',
    ]);
    await balances.getByRole('button', { name: 'Copy as CSV' }).click();
    const csv = (await page.evaluate<string>('navigator.clipboard.readText()')).split('\r\n');
    expect(csv[0]).toBe('period;opening;incoming;outgoing;closing');
    expect(csv.at(-2)?.split(';').at(-1)).toBe(usd.at(-1));

    // A range within a quarter says which days count.
    await page.getByLabel('From', { exact: true }).fill('2024-11-15');
    await expect.poll(() => periods.count()).toBe(1);
    await periods.getByText(/^15 Nov . 31 Dec 2024$/).waitFor();
    await page.getByLabel('To', { exact: true }).fill('2024-11-14');
    await page.getByText('Before the first day').waitFor();
  });

  it('leads from a period to its payments, and back', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, `${PAGE}?interval=quarter`);
    const payments = page.getByRole('region', { name: 'Payments' });
    await payments.getByText('From the first to the last').waitFor();
    const rows = bodyRows(page, 'Payments');
    await page.getByRole('button', { name: 'Show the payments of Q3 2023' }).click();
    await payments.getByText('Q3 2023', { exact: true }).waitFor();
    expect(chosen(page, 'period')).toBe('2023-07-01');
    await expect
      .poll(async () => (await cells(rows, 1)).every((time) => /(Jul|Aug|Sept?) 2023,/.test(time)))
      .toBe(true);
    await payments.getByRole('combobox', { name: 'Direction' }).click();
    await page.getByRole('option', { name: 'Outgoing' }).click();
    await expect.poll(async () => [...new Set(await cells(rows, 2))]).toEqual(['Outgoing']);
    await page.goBack();
    await payments.getByText('From the first to the last').waitFor();

    // The chart leads there too: its first period is at its left.
    await browser.settle();
    const chart = page.getByRole('figure');
    await chart.scrollIntoViewIfNeeded();
    const { x, y } = (await chart.boundingBox())!;
    await page.mouse.click(x + 130, y + 150);
    await payments.getByText('Q1 2023', { exact: true }).waitFor();
    await payments.getByRole('button', { name: 'Show the whole range' }).click();
    await payments.getByText('From the first to the last').waitFor();
    expect(chosen(page, 'period')).toBeNull();
  });

  it('says why payments are quarantined, and shows them', async () => {
    const browser = await openPage();
    const { page } = browser;
    const { excluded } = await company();
    const { batch_payments, invalid_iban } = excluded;
    expect(Math.min(batch_payments, invalid_iban)).toBeGreaterThan(0);
    await browser.signIn(bank.apiKey, `${PAGE}?from=2024-12-31`);
    const figures = page.getByRole('region', { name: 'After all payments' });
    await figures.getByText(new RegExp(`${batch_payments} in .*${invalid_iban} with an invalid IBAN`)).waitFor();
    await figures.getByRole('button', { name: 'Show them' }).click();
    expect(chosen(page, 'from')).toBeNull();
    const rows = bodyRows(page, 'Payments');
    const invalid = rows.filter({ hasText: /The account of the (payer|beneficiary) does not begin with the code/ });
    await expect.poll(() => invalid.count()).toBe(invalid_iban);
    expect(await rows.filter({ hasText: 'Part of a batch payment' }).count()).toBeGreaterThanOrEqual(batch_payments);
    await browser.screenshot('cash-quarantined');
    await browser.expectUsable();
    await invalid.first().getByRole('link', { name: /^SW/ }).click();
    await page.getByRole('alert').getByText('Quarantined').waitFor();
    await page.getByText('No warnings.').waitFor();
  });

  it('offers a longer interval where there are too many periods', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, `${PAGE}?interval=day&from=1950-01-01`);
    await page
      .getByRole('alert')
      .getByText(/more than 5,000 periods/)
      .waitFor();
    await page.getByRole('button', { name: 'By week' }).click();
    await page.getByText(/^[\d,]+ periods$/).waitFor();
    expect(chosen(page, 'interval')).toBe('week');
    await page.getByText('Bars are left out of so many periods; the table has them all.').waitFor();
  });

  it('has one page for a company, whichever row leads to it, and says where there is none', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, `/cash/rows/company/${ID}`);
    const { name } = await company();
    await page.getByRole('heading', { level: 1, name: `${name} · ${ID}` }).waitFor();
    expect(new URL(page.url()).pathname).toBe(PAGE);
    await browser.open('/cash/companies/C9');
    await page.getByRole('heading', { level: 1, name: 'There is no such company' }).waitFor();
    await browser.open(`${PAGE}/more`);
    await page.getByRole('heading', { level: 1, name: 'Page not found' }).waitFor();
  });

  it.each([1280, 1408, 375])('shows every column of its flows, %i pixels wide', async (width) => {
    const browser = await openPage({ viewport: { width, height: 800 } });
    const { page } = browser;
    await browser.signIn(bank.apiKey, PAGE);
    for (const table of ['Countries', 'Largest counterparties']) {
      await bodyRows(page, table).first().waitFor();
      const hidden = await page.evaluate<number>(
        `(({ parentElement }) => parentElement.scrollWidth - parentElement.clientWidth)(document.querySelector('table[aria-label="${table}"]'))`,
      );
      expect({ table, hidden }).toEqual({ table, hidden: 0 });
    }
    await browser.expectUsable();
    await browser.screenshot(`cash-flows-${width}`);
  });

  it('counts what is quarantined beside errors and warnings, by rule and by file', async () => {
    const browser = await openPage();
    const { page } = browser;
    const { data } = await bank.call<{ data: readonly { rule_id: string; quarantine_count: number }[] }>(
      '/api/errors',
      { query: { dataset: 'cash', group_by: 'rule' } },
    );
    const broken = data.find(({ quarantine_count }) => quarantine_count > 0)!;
    await browser.signIn(bank.apiKey, '/cash/errors');
    await page.getByRole('columnheader', { name: 'Quarantined' }).waitFor();
    const row = bodyRows(page, 'Errors').filter({ hasText: broken.rule_id });
    expect(await row.locator('[data-label=Quarantined]').textContent()).toBe(
      new Intl.NumberFormat('en-GB').format(broken.quarantine_count),
    );
    await row.getByRole('link').last().click();
    const files = page.getByRole('table', { name: 'Files' });
    await files.getByRole('columnheader', { name: 'Quarantined' }).waitFor();
    await browser.screenshot('cash-quarantined-rows');
    await browser.expectUsable();
  });

  it('says so where a company has no payments', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, `/cash/companies/${SILENT}`);
    await page.getByText('Neither before nor in this range did the company pay or receive anything.').waitFor();
    await page.getByText('No payments with any country').waitFor();
    await page.getByText('No counterparties').waitFor();
    await page.getByText('None fits what is chosen.').waitFor();
    await page.getByRole('region', { name: 'After all payments' }).getByText('€0.00').first().waitFor();
    await browser.expectUsable();
  });

  it('speaks Turkish', async () => {
    const browser = await openPage({ locale: 'tr-TR' });
    const { page } = browser;
    await browser.signIn(bank.apiKey, `${PAGE}?interval=quarter&include=only-quarantined`);
    await page.getByText('XPF için kur yok').waitFor();
    await page.getByRole('figure', { name: /^Dönemlere göre bakiye/ }).waitFor();
    expect((await cells(bodyRows(page, 'Dönemlere göre bakiye'), 1))[0]).toBe('2024 4. çeyrek');
    await bodyRows(page, 'Ödemeler')
      .getByText(/Bir toplu ödemenin parçası/)
      .first()
      .waitFor();
    await bodyRows(page, 'Ülkeler').getByText('Almanya').waitFor();
    await page.getByRole('combobox', { name: 'Dönem uzunluğu' }).click();
    await page.getByRole('option', { name: 'Yıl' }).click();
    await expect.poll(() => cells(bodyRows(page, 'Dönemlere göre bakiye'), 1)).toEqual(['2024', '2023']);
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.signIn(bank.apiKey, '/cash');
    for (const [page, address] of [
      ['overview', '/cash'],
      ['companies', '/cash/companies'],
      ['company', `${PAGE}?include=quarantined`],
    ] as const) {
      await browser.open(address);
      await browser.page.locator('#content h1').waitFor();
      await browser.expectUsable();
      await browser.screenshot(`cash-${page}-${name}`);
    }
  });
});
