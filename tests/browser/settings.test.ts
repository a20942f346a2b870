import { beforeAll, expect, it } from 'vitest';
import type { SyncConfig } from '../api/answers.ts';
import type { Bank } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';
import { describePage, PHONE } from './page-under-test.ts';

describePage('settings', (openPage) => {
  let bank: Bank;
  let rotating: Bank;
  beforeAll(async () => {
    [bank, rotating] = (await banksFor('WEB_SETTINGS', 2)) as [Bank, Bank];
  });

  it('saves what was changed of a configuration, and nothing that cannot be', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/settings');
    const retail = page.getByRole('region', { name: 'Loading of Retail' });
    const rate = retail.getByLabel('Largest share of rejected rows');
    const save = retail.getByRole('button', { name: 'Save' });
    expect(await save.isDisabled()).toBe(true);
    await rate.fill('101');
    await retail.getByText('A number from 0 to 100.').waitFor();
    await rate.fill('0.07');
    await retail.getByLabel('Shortest time between two loads').fill('1440');
    await save.click();
    await page.getByText('The next load of Retail goes by it.').waitFor();
    const { body } = await bank.ask<SyncConfig>('/api/sync/configs/RETAIL');
    expect([body.max_error_rate, body.sync_interval_minutes, body.is_enabled]).toEqual([0.0007, 1440, true]);
    await page.reload();
    expect(await rate.inputValue()).toBe('0.07 %');
  });

  it('replaces the key after asking twice, shows it once, and stays signed in', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(rotating.apiKey, '/settings');
    await page.getByRole('button', { name: 'Replace the key' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Replace now' }).isDisabled()).toBe(true);
    await dialog.getByLabel('I can put the new key where it is used').check();
    await browser.expectUsable();
    await dialog.getByRole('button', { name: 'Replace now' }).click();
    await dialog.getByRole('button', { name: 'Copy the key' }).click();
    const key = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(key).toMatch(/^sk_live_[0-9a-f]{48}$/);
    expect(await dialog.locator('code').textContent()).toBe(key);
    await browser.screenshot('settings-new-key');
    await browser.expectUsable();
    await dialog.getByRole('button', { name: 'I have stored it' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(`${key.slice(0, 16)}…`).waitFor();
    expect(await page.content()).not.toContain(key);
    expect((await rotating.ask('/api/tenant')).status).toBe(401);
  });

  it.each([
    { name: 'light', view: {} },
    { name: 'dark', view: { colorScheme: 'dark' } },
    { name: 'phone', view: { viewport: PHONE, locale: 'tr-TR' } },
  ] as const)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.signIn(bank.apiKey, '/settings');
    await browser.page.locator('form').first().waitFor();
    await browser.screenshot(`settings-${name}`);
    await browser.expectUsable();
  });
});
