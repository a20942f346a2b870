import { beforeAll, expect, it } from 'vitest';
import type { Bank } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';
import { describePage, PHONE } from './page-under-test.ts';

const PAGES = ['Overview', 'Upload', 'Sources', 'Syncs', 'Data', 'Profile', 'Errors', 'Rules', 'Settings'];

describePage('the shell', (openPage) => {
  let bank: Bank;
  beforeAll(async () => {
    [bank] = (await banksFor('WEB_SHELL', 1)) as [Bank];
  });

  it('leads to every page, each with a title of its own', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey);
    const titles: string[] = [];
    for (const name of PAGES) {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
      titles.push(await page.title());
    }
    expect(titles).toEqual(PAGES.map((name) => `${name} · Loans · Tranche`));
  });

  it('begins with the datasets to choose from, and leads to the same page of another one', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/');
    expect(await page.title()).toBe('Datasets · Tranche');
    await page.getByRole('link', { name: 'Trades', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor();
    const dataset = page.getByRole('combobox', { name: 'Open dataset' });
    const change = async (name: string) => {
      await dataset.click();
      await page.getByRole('option', { name, exact: true }).click();
    };
    // A page that comes takes the focus, and with it closes what is open.
    const openPageOf = async (name: string) => {
      await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    };
    await openPageOf('Rules');
    await change('Loans');
    await page.waitForURL('**/loans/rules');
    await change('Trades');
    await page.waitForURL('**/trades/rules');
    // Loans have no such page.
    await openPageOf('Clients');
    await change('Loans');
    await page.waitForURL('**/loans');
    await change('Datasets');
    await page.getByRole('heading', { level: 1, name: 'Datasets' }).waitFor();
  });

  it('leads from the addresses of old to where their pages stand now', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/syncs?list=published&loan_type=COMMERCIAL');
    await page.waitForURL('**/loans/syncs?list=published&variant=COMMERCIAL');
    await page.getByRole('heading', { level: 1, name: 'Syncs', exact: true }).waitFor();
    await browser.open('/data/RETAIL/loans/LOAN%2F1');
    await page.waitForURL('**/loans/rows/credit/LOAN%2F1?variant=RETAIL');
    await page
      .getByText(/not found$/)
      .first()
      .waitFor();
  });

  it('is used with the keyboard alone: past the navigation, to a page, which is then focused', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey);
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Tab');
    expect(await browser.focused()).toBe('a Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    for (let presses = 0; presses < 20 && !(await browser.focused()).endsWith('Rules'); presses++) {
      await page.keyboard.press('Shift+Tab');
    }
    // Not only focused: the focus is seen.
    await page.locator('nav a:focus-visible', { hasText: 'Rules' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Rules' }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });

  it('keeps language and colours over a reload', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey);
    await page.getByTitle('Dark').click();
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Türkçe' }).click();
    await page.getByRole('heading', { level: 1, name: 'Genel bakış' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Genel bakış' }).waitFor();
    expect(
      await page.evaluate('[document.documentElement.lang, document.documentElement.dataset.mantineColorScheme]'),
    ).toEqual(['tr', 'dark']);
  });

  it('on a phone, keeps the navigation behind a button, and Escape closes it', async () => {
    const browser = await openPage({ viewport: PHONE });
    const { page } = browser;
    await browser.signIn(bank.apiKey);
    const open = page.getByRole('button', { name: 'Open navigation' });
    await open.click();
    await page.getByRole('dialog').getByRole('link', { name: 'Settings' }).waitFor();
    await browser.screenshot('shell-phone-navigation');
    await browser.expectUsable();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await open.click();
    await page.getByRole('dialog').getByRole('link', { name: 'Settings' }).click();
    await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  it('says that there is no such page', async () => {
    const browser = await openPage();
    await browser.signIn(bank.apiKey, '/syncs/1/2/3');
    await browser.page.getByRole('heading', { name: 'Page not found' }).waitFor();
    await browser.expectUsable();
  });

  it('explains an answer that failed, with the id to report', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/rules');
    await page.route('**/api/sync/configs*', (route) =>
      route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: '/problems/query-too-heavy',
          title: 'The query needs too much',
          status: 422,
          detail: '<img src=x onerror=alert(1)>',
          request_id: 'the-request-id',
        }),
      }),
    );
    await page.getByRole('navigation').getByRole('link', { name: 'Settings' }).click();
    const alert = page.getByRole('alert');
    await alert.getByText('The query needs too much').waitFor();
    expect(await alert.textContent()).toContain('<img src=x onerror=alert(1)>');
    expect(await alert.textContent()).toContain('the-request-id');
    await browser.screenshot('shell-error');
    await browser.expectUsable();
  });
});
