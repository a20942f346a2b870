import { beforeAll, expect, it } from 'vitest';
import type { SyncLog } from '../api/answers.ts';
import type { Bank } from '../api/bank.ts';
import { banksFor, isOperated, tenantsCommand } from '../api/tenants.ts';
import { describePage, VIEWS } from './page-under-test.ts';
import { clientsFile, tradesFile } from './trades-files.ts';
import { choose, fileIn, uploadFolder, write } from './upload-files.ts';

describePage('clients and trades', (openPage) => {
  let bank: Bank;
  let folder: string;
  beforeAll(async () => {
    [bank] = (await banksFor('WEB_TRADES', 1)) as [Bank];
    folder = await uploadFolder();
  });

  it('are uploaded as files that are recognised, and the outcome says what was derived', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/trades');
    await page.getByText('Nothing is loaded').waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Upload', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Upload' }).waitFor();
    await choose(
      page,
      await write(folder, 'clients.csv', clientsFile()),
      await write(folder, 'trades.csv', tradesFile()),
    );
    await fileIn(page, 'clients.csv').getByText('All 2 rows checked: none would be rejected.').waitFor();
    await page.getByRole('button', { name: 'Send 2 files' }).click();
    for (const name of ['clients.csv', 'trades.csv'])
      await fileIn(page, name).getByText('Staged', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Start the sync now' }).click();
    const ended = page.getByRole('region', { name: 'Trades: the sync has ended' });
    await ended.getByText('Completed').waitFor();
    await ended.getByRole('link', { name: 'View result' }).click();
    const derived = page.getByRole('region', { name: 'Derived tables' });
    await derived.getByText('Outcomes').waitFor();
    expect(await derived.locator('tbody tr').allInnerTexts()).toEqual(['Outcomes\t5', 'Accounts\t2']);
    await browser.screenshot('trades-sync');
    await browser.expectUsable();
  });

  it('show how a client stood over time, and why a trade failed', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/trades/clients');
    await page.getByText('2 accounts').waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('ada');
    await page.getByText('1 account', { exact: true }).waitFor();
    expect(new URL(page.url()).search).toBe('?q=ada');
    await page.getByRole('link', { name: 'Ada Brown' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ada Brown · C0000001' }).waitFor();
    const balance = page.getByRole('region', { name: 'The balance of a client over time' });
    await balance.getByRole('figure').waitFor();
    // One line for the balance, one for the debt.
    await expect.poll(() => balance.locator('path.recharts-line-curve').count()).toBe(2);
    const trades = page.getByRole('table', { name: 'Trades of this client' });
    await trades.locator('tbody tr').nth(3).waitFor();
    const lines = await trades.locator('tbody tr').allInnerTexts();
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatch(/10 Jan 2024.*Buy.*US\$500\.00.*Completed.*US\$500\.00/s);
    expect(lines[2]).toMatch(/Insufficient funds.*The balance did not cover it.*US\$0\.00.*US\$2,300\.00/s);
    expect(lines[3]).toMatch(/Client suspended.*in debt and could not buy/s);
    await page.getByRole('combobox', { name: 'Outcome' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await expect.poll(() => trades.locator('tbody tr').count()).toBe(2);
    await page.getByLabel('From', { exact: true }).fill('2024-04-10');
    await expect.poll(() => trades.locator('tbody tr').count()).toBe(1);
    await page.getByRole('link', { name: 'Back to the list' }).click();
    await page.getByText('1 account', { exact: true }).waitFor();
  });

  it('have one page for a client, whichever table led to it', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/trades/rows/trade/T0000005');
    await page.getByRole('region', { name: 'Belongs to' }).getByRole('link', { name: 'C0000002' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bob Çelik · C0000002' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/trades/rows/client_account/C0000002');
    expect(await page.title()).toBe('Bob Çelik · C0000002 · Trades · Tranche');
    await page.getByText('€409.00').first().waitFor();
  });

  it('answer analyses, as table and chart, with parameters that the address keeps', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/trades');
    await page.getByRole('link', { name: 'Analyses', exact: true }).click();
    await page.getByRole('link', { name: 'The clients with the highest balances, of each currency' }).click();
    await page.getByLabel('Clients of each currency').fill('1');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL('**/trades/analyses?name=top-clients&p.limit=1');
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText('2 rows').waitFor();
    await answer.getByRole('button', { name: 'Copy as CSV' }).click();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(
      'account_currency;client_id;name;balance;total_transactions;total_spent;total_gained\r\n' +
        'EUR;C0000002;Bob Çelik;409.00;1;91.00;0.00\r\n' +
        'USD;C0000001;Ada Brown;0.00;2;500.00;200.00\r\n',
    );
    await page.getByLabel('Clients of each currency').fill('0');
    await page.getByText('This is not in the form that is asked for.').waitFor();
    expect(await page.getByRole('button', { name: 'Show', exact: true }).isDisabled()).toBe(true);
    // Whoever writes it into the address is told by the service.
    await browser.open('/trades/analyses?name=top-clients&p.limit=0');
    await page.getByRole('alert').getByText('Not accepted: limit.').waitFor();
    await page.getByRole('alert').getByText('Must be a whole number from 1 to 100.').waitFor();
    await page.getByRole('link', { name: 'Completed trades by month and account currency' }).click();
    await page.getByRole('figure', { name: /Bought, Sold · EUR$/ }).waitFor();
    await page.getByText('USD', { exact: true }).first().click();
    await page.getByRole('figure', { name: /Bought, Sold · USD$/ }).waitFor();
  });

  it('are derived anew with another rate, after saying what that does', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/trades/settings');
    const settings = page.getByRole('region', { name: 'Settings of Trades' });
    await settings.getByText('Version 0').waitFor();
    const save = settings.getByRole('button', { name: 'Save' });
    const rate = settings.getByRole('textbox', { name: 'Value of USD/EUR' });
    expect(await rate.inputValue()).toBe('0.91');
    await rate.fill('cheap');
    expect(await save.isDisabled()).toBe(true);
    await rate.fill('0.80');
    // Nothing is derived with what is not saved.
    expect(await settings.getByRole('button', { name: 'Derive anew…' }).isDisabled()).toBe(true);
    await save.click();
    await settings.getByText('Version 1').waitFor();
    const balanceOfBob = async () => (await bank.call<{ balance: string }>('/api/trades/clients/C0000002')).balance;
    expect(await balanceOfBob()).toBe('409.00');
    await settings.getByRole('button', { name: 'Derive anew…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Derive the tables anew?' });
    await dialog.getByText('Accounts').waitFor();
    await browser.screenshot('trades-rebuild');
    await browser.expectUsable();
    await dialog.getByRole('button', { name: 'Derive anew' }).click();
    await page.getByRole('heading', { level: 1, name: /^Tables of Trades derived anew/ }).waitFor();
    await page.getByRole('region', { name: 'Derived tables' }).getByText('With version 1 of the settings').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    expect(await balanceOfBob()).toBe('420.00');
    const [newest] = await bank.all<SyncLog>('/api/sync/logs', { dataset: 'trades' });
    expect(newest).toMatchObject({ rebuild: true, settings_version: 1, files: {} });
    await page.getByRole('link', { name: 'All syncs' }).click();
    const line = page.getByRole('table').locator('tbody tr').first();
    await line.getByText('tables derived anew').waitFor();
    expect(await line.textContent()).toMatch(/5 outcomes.*2 accounts/s);
    await browser.open('/trades/rows/client_account/C0000002');
    await page.getByText('€420.00').first().waitFor();
  });

  it('are changed and derived anew only by who may do that', async ({ skip }) => {
    skip(!isOperated(), 'only the operator can issue keys');
    const { api_key } = await tenantsCommand<{ api_key: string }>('key', bank.tenantId, 'viewer');
    const browser = await openPage();
    await browser.signIn(api_key, '/trades/settings');
    const settings = browser.page.getByRole('region', { name: 'Settings of Trades' });
    await settings.getByText('Your role (Viewer) can view this but not change it.').waitFor();
    expect(await settings.getByRole('textbox', { name: 'Value of USD/EUR' }).isDisabled()).toBe(true);
    for (const name of ['Save', 'Add', 'Derive anew…'])
      expect(await settings.getByRole('button', { name }).isDisabled()).toBe(true);
  });

  it.each(VIEWS)('are usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.signIn(bank.apiKey, '/');
    await browser.expectUsable();
    await browser.screenshot(`datasets-${name}`);
    for (const [page, address] of [
      ['overview', '/trades'],
      ['clients', '/trades/clients'],
      ['client', '/trades/rows/client_account/C0000001'],
      ['analyses', '/trades/analyses?name=volume-by-month'],
      ['settings', '/trades/settings'],
    ] as const) {
      await browser.open(address);
      await browser.page.locator('#content h1').waitFor();
      await browser.expectUsable();
      await browser.screenshot(`trades-${page}-${name}`);
    }
  });
});
