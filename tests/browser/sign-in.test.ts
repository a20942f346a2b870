import { beforeAll, expect, it } from 'vitest';
import type { Bank } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';
import { describePage, VIEWS } from './page-under-test.ts';

describePage('signing in', (openPage) => {
  let bank: Bank;
  beforeAll(async () => {
    [bank] = (await banksFor('WEB_SIGNIN', 1)) as [Bank];
  });

  it('leads to the page that was asked for, and out again', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/settings');
    expect(new URL(page.url()).pathname).toBe('/loans/settings');
    expect(await page.title()).toBe('Settings · Tranche');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await browser.open('/settings');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('says at once that a text is no key, and after asking that a key is not in force', async () => {
    const browser = await openPage();
    const { page } = browser;
    const answers: number[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/api/auth/token')) answers.push(response.status());
    });
    await browser.open('/');
    await page.getByLabel('API key', { exact: true }).fill('hello');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('An API key is sk_live_').waitFor();
    expect(answers).toEqual([]);
    await page.getByLabel('API key', { exact: true }).fill(`sk_live_${'0'.repeat(48)}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This key is not valid.').waitFor();
    expect(answers).toEqual([401]);
    expect(await page.getByText('An API key is sk_live_').count()).toBe(0);
    expect(await page.locator('input[type=password]').isVisible()).toBe(true);
  });

  it('outlives a reload, leaves no token in storage, and does not follow into a copied tab', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/rules');
    await page.reload();
    await page.locator('#content h1').waitFor();
    await browser.settle();
    const stored = await page.evaluate<string>(
      'JSON.stringify([{ ...sessionStorage }, { ...localStorage }, document.cookie])',
    );
    expect(stored).not.toMatch(/handover|token|eyJ|sk_live/);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('heading', { name: 'Sign in' }).waitFor();
    // One use of a refresh token each time: a second reload finds the next one.
    await page.reload();
    await page.locator('#content h1').waitFor();
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.open('/');
    await browser.page.locator('input[type=password]').waitFor();
    await browser.screenshot(`sign-in-${name}`);
    await browser.expectUsable();
  });
});
