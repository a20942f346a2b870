import { beforeAll, expect, it } from 'vitest';
import type { SyncConfig } from '../api/answers.ts';
import type { Bank } from '../api/bank.ts';
import { creditFile } from '../api/files.ts';
import { banksFor, isOperated, tenantsCommand } from '../api/tenants.ts';
import { describePage, PHONE } from './page-under-test.ts';

describePage('settings', (openPage) => {
  let bank: Bank;
  let rotating: Bank;
  let audited: Bank;
  beforeAll(async () => {
    [bank, rotating, audited] = (await banksFor('WEB_SETTINGS', 3)) as [Bank, Bank, Bank];
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
    await retail.getByText('Enter a number from 0 to 100.').waitFor();
    await rate.fill('0.07');
    await retail.getByLabel('Shortest time between two loads').fill('1440');
    await save.click();
    await page.getByText('It applies from the next load of Retail.').waitFor();
    const { body } = await bank.ask<SyncConfig>('/api/sync/configs/RETAIL');
    expect([body.max_error_rate, body.sync_interval_minutes, body.is_enabled]).toEqual([0.0007, 1440, true]);
    await page.reload();
    expect(await rate.inputValue()).toBe('0.07');
  });

  it('reads numbers as the language of the page writes them, and asks before changes are lost', async () => {
    const browser = await openPage({ locale: 'tr-TR' });
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/settings');
    const commercial = page.getByRole('region', { name: 'Ticari yüklemesi' });
    const removed = commercial.getByLabel('Kaybolabilecek satırların en yüksek payı');
    await removed.fill('12.5');
    await commercial.getByText('0 ile 100 arasında bir sayı girin.').waitFor();
    await removed.fill('12,5');
    await commercial.getByLabel('Ödeme planları').check();
    await commercial.getByLabel('Elle').check();
    const elsewhere = page.getByRole('link', { name: 'Kurallar' });
    await elsewhere.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Ticari yüklemesi').waitFor();
    await browser.expectUsable();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await browser.focused()).toBe('a Kurallar');
    expect(new URL(page.url()).pathname).toBe('/loans/settings');
    await commercial.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Kaydedildi').waitFor();
    const { body } = await bank.ask<SyncConfig>('/api/sync/configs/COMMERCIAL');
    expect(body).toMatchObject({ max_removed_rate: 0.125, requires: ['payment_plan'], publish: 'manual' });
    await elsewhere.click();
    await page.waitForURL('**/rules');
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
    await page
      .getByRole('region', { name: 'API key' })
      .getByText(`${key.slice(0, 16)}…`)
      .waitFor();
    expect(await page.content()).not.toContain(key);
    expect((await rotating.ask('/api/tenant')).status).toBe(401);
  });

  it('lists who changed what, narrows it, keeps that in the address, and exports it', async () => {
    const browser = await openPage();
    const { page } = browser;
    await audited.configure('RETAIL', { max_error_rate: 0.5 });
    await audited.configure('RETAIL', { max_error_rate: 0.125 });
    for (let at = 0; at < 22; at++) await audited.configure('COMMERCIAL', { sync_interval_minutes: 60 + at });
    const load = await audited.load(creditFile('RETAIL', 3));
    await browser.signIn(audited.apiKey, '/settings');
    const panel = page.getByRole('region', { name: 'Audit' }).first();
    const rows = panel.getByRole('row');
    await rows.filter({ hasText: 'Sync ended' }).getByRole('link', { name: 'View sync' }).waitFor();
    expect(await rows.filter({ hasText: 'Sync ended' }).textContent()).toContain('Credits: valid3');
    expect(await rows.count()).toBe(21);
    await panel.getByRole('button', { name: 'Show more' }).click();
    await rows.filter({ hasText: '50% → 12.5%' }).waitFor();
    // Of one thing only, from the list itself.
    await rows.filter({ hasText: '50% → 12.5%' }).getByRole('button', { name: 'Retail' }).click();
    await page.waitForURL('**/settings?target=RETAIL');
    await rows.nth(3).waitFor({ state: 'detached' });
    await page.reload();
    await rows.filter({ hasText: '50% → 12.5%' }).waitFor();
    expect(await panel.getByLabel('Target').inputValue()).toBe('RETAIL');
    await panel.getByRole('combobox', { name: 'Action' }).click();
    await page.getByRole('option', { name: 'Settings of syncs changed' }).click();
    await panel.getByLabel('Target').fill('COMMERCIAL');
    await panel.getByLabel('Target').press('Enter');
    await page.waitForURL('**/settings?action=config.changed&target=COMMERCIAL');
    await rows.nth(20).waitFor();
    await browser.settle();
    const csv = (
      await browser.downloaded(() => panel.getByRole('button', { name: 'Export as CSV' }).click())
    ).toString();
    expect(csv.trimEnd().split('\r\n')).toHaveLength(1 + 22);
    await panel.getByLabel('To day').fill('2020-01-01');
    await panel.getByText('No entries match these filters').waitFor();
    await panel.getByRole('button', { name: 'All entries' }).click();
    await rows
      .filter({ hasText: load.id.slice(-8) })
      .first()
      .waitFor();
    expect(new URL(page.url()).search).toBe('');
    await browser.screenshot('settings-audit');
    await browser.expectUsable();
  });

  it('says to other roles whom the audit is for', async ({ skip }) => {
    skip(!isOperated(), 'only the operator can issue keys');
    const { api_key } = await tenantsCommand<{ api_key: string }>('key', bank.tenantId, 'viewer');
    const browser = await openPage();
    const asked: string[] = [];
    browser.page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    await browser.signIn(api_key, '/settings');
    await browser.page.getByText('The audit is for admins').waitFor();
    await browser.page.getByText('You are signed in as Viewer').waitFor();
    await browser.settle();
    expect(asked).not.toContain('/api/audit');
    await browser.screenshot('settings-viewer');
    await browser.expectUsable();
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
