import { beforeAll, expect, it } from 'vitest';
import type { Bank } from '../api/bank.ts';
import { banksFor, isOperated } from '../api/tenants.ts';
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
    expect(await page.title()).toBe('Settings · Loans · Tranche');
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
    await page.getByRole('textbox', { name: 'API key', exact: true }).fill('hello');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('An API key is sk_live_').waitFor();
    expect(answers).toEqual([]);
    await page.getByRole('textbox', { name: 'API key', exact: true }).fill(`sk_live_${'0'.repeat(48)}`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This key is not valid.').waitFor();
    expect(answers).toEqual([401]);
    expect(await page.getByText('An API key is sk_live_').count()).toBe(0);
    expect(await page.locator('input[type=password]').isVisible()).toBe(true);
  });

  it('takes a bank, a username and a password, and remembers the bank and the way, and nothing else', async ({
    skip,
  }) => {
    skip(!isOperated(), 'only an admin adds users');
    const password = 'correct horse battery';
    await bank.call('/api/users', { method: 'POST', body: { username: 'anna', role: 'viewer', password } });
    const browser = await openPage();
    const { page } = browser;
    await browser.open('/settings');
    await page.getByText('Password', { exact: true }).click();
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('The id of your bank, such as').waitFor();
    await page.getByText('Enter your username.').waitFor();
    await page.getByLabel('Bank').fill(` ${bank.tenantId.toLowerCase()} `);
    await page.getByLabel('Username').fill('Anna');
    const word = page.getByRole('textbox', { name: 'Password', exact: true });
    await word.fill('a wrong password');
    await word.press('Enter');
    await page.getByText('The bank, the username or the password is wrong.').waitFor();
    await browser.screenshot('sign-in-password-refused');
    await browser.expectUsable();
    await word.fill(password);
    await word.press('Enter');
    await page.getByRole('heading', { name: 'Settings' }).waitFor();
    // Whose page it is; no key can be replaced here, and no user be added.
    await page.getByRole('region', { name: 'Your password' }).waitFor();
    await browser.settle();
    expect(await page.getByRole('region', { name: 'API key' }).count()).toBe(0);
    expect(await page.getByRole('region', { name: 'Users' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByLabel('Bank').inputValue()).toBe(bank.tenantId);
    expect(await page.getByLabel('Username').inputValue()).toBe('');
    const stored = await page.evaluate<string>('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])');
    expect(stored).not.toMatch(/anna|correct horse/i);
    for (let n = 0; n < 6; n++) {
      await bank.ask('/api/auth/login', {
        method: 'POST',
        body: { tenant_id: bank.tenantId, username: 'anna', password: 'x' },
      });
    }
    await page.getByLabel('Username').fill('anna');
    await word.fill(password);
    await word.press('Enter');
    await page.getByText('Too many wrong passwords: this account is closed').waitFor();
    await browser.screenshot('sign-in-closed');
  });

  it.each(VIEWS)('with a password is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.open('/');
    await browser.page.getByText(name.includes('turkish') ? 'Parola' : 'Password', { exact: true }).click();
    await browser.screenshot(`sign-in-password-${name}`);
    await browser.expectUsable();
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
