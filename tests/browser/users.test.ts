import { beforeAll, expect, it } from 'vitest';
import type { Bank } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';
import { describePage, VIEWS } from './page-under-test.ts';

const PASSWORD = 'correct horse battery';

describePage('users in settings', (openPage) => {
  let bank: Bank;
  let listed: Bank;
  beforeAll(async () => {
    [bank, listed] = (await banksFor('WEB_USERS', 2)) as [Bank, Bank];
    for (const [username, role] of [
      ['anna.bergmann@first-bank.example', 'admin'],
      ['mehmet', 'operator'],
      ['zoe', 'viewer'],
    ]) {
      await listed.call('/api/users', { method: 'POST', body: { username, role, password: PASSWORD } });
    }
    await listed.call('/api/users/zoe', { method: 'PATCH', body: { is_active: false } });
    await signIn(listed, 'mehmet');
  });
  const signIn = (of: Bank, username: string, password = PASSWORD) =>
    of.ask<{ access_token: string }>('/api/auth/login', {
      method: 'POST',
      body: { tenant_id: of.tenantId, username, password },
    });

  it('adds, changes, deactivates and removes somebody, each after asking', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/settings');
    const panel = page.getByRole('region', { name: 'Users' }).first();
    await panel.getByText('No users yet').waitFor();
    await panel.getByRole('button', { name: 'Add user' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Username').fill('Ömer');
    await dialog.getByRole('textbox', { name: 'Password' }).fill('short');
    await dialog.getByRole('button', { name: 'Add user' }).click();
    await dialog.getByText('letters without accents').waitFor();
    await dialog.getByText('At least 12 characters.', { exact: true }).waitFor();
    await browser.screenshot('users-add-refused');
    await browser.expectUsable();
    await dialog.getByLabel('Username').fill('Omer');
    await dialog.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await dialog.getByLabel('Operator').check();
    await dialog.getByRole('button', { name: 'Add user' }).click();
    await page.getByText('omer can sign in now').waitFor();
    const row = panel.getByRole('row').filter({ hasText: 'omer' });
    await row.getByText('Operator').waitFor();
    const { body } = await signIn(bank, 'omer');

    const choose = async (item: string) => {
      await row.getByRole('button', { name: 'Actions for omer' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await choose('Change role');
    await dialog.getByLabel('Viewer').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await row.getByText('Viewer').waitFor();
    await choose('Set new password');
    await dialog.getByRole('textbox', { name: 'New password' }).fill('another password 1');
    await dialog.getByRole('button', { name: 'Set new password' }).click();
    await page.getByText('omer has the new password').waitFor();
    expect((await bank.ask('/api/tenant', { headers: { Authorization: `Bearer ${body.access_token}` } })).status).toBe(
      401,
    );
    expect((await signIn(bank, 'omer', 'another password 1')).status).toBe(200);
    await choose('Deactivate');
    await browser.expectUsable();
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await row.getByText('Deactivated').waitFor();
    expect((await signIn(bank, 'omer', 'another password 1')).status).toBe(401);
    await choose('Activate');
    await row.getByText('Active', { exact: true }).waitFor();
    await choose('Remove');
    await dialog.getByText('What they did stays in the audit.').waitFor();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await panel.getByText('No users yet').waitFor();
    const audit = page.getByRole('region', { name: 'Audit' }).first();
    await audit.getByRole('row').filter({ hasText: 'User removed' }).getByRole('button', { name: 'omer' }).waitFor();
    expect(await page.content()).not.toMatch(/correct horse|another password/);
  });

  it('has somebody change the own password, who stays signed in', async () => {
    const browser = await openPage();
    const { page } = browser;
    await bank.call('/api/users', { method: 'POST', body: { username: 'zoe', role: 'viewer', password: PASSWORD } });
    await browser.open('/settings');
    await page.getByText('Password', { exact: true }).click();
    await page.getByLabel('Bank').fill(bank.tenantId);
    await page.getByLabel('Username').fill('zoe');
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const panel = page.getByRole('region', { name: 'Your password' });
    await panel.getByRole('textbox', { name: 'Current password' }).fill('not the one in force');
    await panel.getByRole('textbox', { name: 'New password' }).fill('another password 1');
    await panel.getByRole('button', { name: 'Change password' }).click();
    await panel.getByText('This is not your current password.').waitFor();
    await browser.screenshot('users-own-password');
    await panel.getByRole('textbox', { name: 'Current password' }).fill(PASSWORD);
    await panel.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your password is changed').waitFor();
    expect((await signIn(bank, 'zoe', 'another password 1')).status).toBe(200);
    await page.getByRole('link', { name: 'Rules' }).click();
    await page.getByRole('heading', { name: 'Rules', level: 1 }).waitFor();
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    const { page } = browser;
    await browser.signIn(listed.apiKey, '/settings');
    await page.getByText('mehmet').first().waitFor();
    await browser.screenshot(`users-${name}`);
    await browser.expectUsable();
  });
});
