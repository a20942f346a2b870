import { beforeAll, expect, it } from 'vitest';
import { type Bank, waitFor } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';
import { describePage, VIEWS } from './page-under-test.ts';

describePage('live', (openPage) => {
  let bank: Bank;
  let empty: Bank;
  let sent = 0;
  /** Sends events of these amounts, and waits until they are counted. */
  const send = async (of: Bank, ...amounts: readonly string[]) => {
    const events = amounts.map((amount) => ({
      transaction_id: `t-${++sent}`,
      customer_id: 1,
      amount,
      merchant_name: sent % 2 === 0 ? 'Corner <b>Shop</b>' : 'GlobalMart',
      timestamp: new Date().toISOString(),
    }));
    const path = '/api/streams/transactions/events';
    const { accepted } = await of.call<{ accepted: number }>(path, { method: 'POST', body: { events } });
    expect(accepted).toBe(amounts.length);
    const counted = () =>
      of
        .call<{ counters: { transactions: number } }>('/api/streams/transactions/live')
        .then(({ counters }) => counters);
    await waitFor('events to be counted', counted, ({ transactions }) => of !== bank || transactions >= sent);
  };
  beforeAll(async () => {
    [bank, empty] = (await banksFor('WEB_LIVE', 2)) as [Bank, Bank];
    await send(bank, '12.50', '2000.00', '2000.01', '30.25');
  });

  it('shows totals, alerts and categories, and what comes while it is open, in every browser the same', async () => {
    const [one, other] = [await openPage(), await openPage()];
    for (const { signIn, page } of [one, other].map((browser) => ({
      signIn: () => browser.signIn(bank.apiKey, '/sales/live'),
      page: browser.page,
    }))) {
      await signIn();
      await page.getByText('4,042.76', { exact: true }).first().waitFor();
    }
    const alerts = one.page.getByRole('table', { name: 'High-value alerts' }).locator('tbody tr');
    expect(await alerts.count()).toBe(1);
    await one.page.getByText('Corner <b>Shop</b>', { exact: true }).first().waitFor();
    await send(bank, '100.00');
    for (const { page } of [one, other]) await page.getByText('4,142.76', { exact: true }).first().waitFor();
    await one.page.reload();
    await one.page.getByText('4,142.76', { exact: true }).first().waitFor();
  });

  it('closes an alert with a note, which every browser sees', async () => {
    const [one, other] = [await openPage(), await openPage()];
    await one.signIn(bank.apiKey, '/sales/live');
    await other.signIn(bank.apiKey, '/sales/live');
    await one.page.getByRole('button', { name: /^Close the alert of / }).click();
    const dialog = one.page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Close', exact: true }).last().isDisabled()).toBe(true);
    await dialog
      .getByRole('textbox', { name: 'Note' })
      .fill(`It was the shop itself, ${'as its owner says, '.repeat(20)}`);
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
    for (const { page } of [one, other]) {
      await page.getByText(/^It was the shop itself, .* \(/).waitFor();
    }
    await send(bank, '2500.00');
    await one.page.getByText('2,500.00', { exact: true }).first().waitFor();
    for (const width of [375, 1300]) {
      await one.page.setViewportSize({ width, height: 900 });
      await one.expectUsable();
      await one.screenshot(`live-closed-alert-${width}`);
    }
    // However long a note is, it takes no room from the other columns: amounts stay on a line.
    const row = one.page.getByRole('table', { name: 'High-value alerts' }).locator('tbody tr').first();
    const [whole, amount] = [await row.boundingBox(), await row.locator('td[data-number]').boundingBox()];
    expect(amount!.width / whole!.width).toBeGreaterThan(0.15);
  });

  it('says when the connection is lost, and catches up', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/sales/live');
    await page.getByRole('table', { name: 'Latest transactions' }).waitFor();
    await page.route('**/live?**', (route) => route.abort());
    await page.getByText('The connection is lost').waitFor();
    await send(bank, ...Array.from({ length: 60 }, () => '1.00'));
    await page.unroute('**/live?**');
    await page.getByText('6,702.76', { exact: true }).first().waitFor();
    await page.getByText('The connection is lost').waitFor({ state: 'detached' });
    expect(await page.getByRole('table', { name: 'Latest transactions' }).locator('tbody tr').count()).toBe(50);
  });

  it('says that it waits where the service has told it to, and goes on', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/sales/live');
    await page.getByRole('table', { name: 'Latest transactions' }).waitFor();
    const problem = { type: '/problems/rate-limited', title: 'Too many requests', status: 429, detail: 'Wait.' };
    const headers = { 'retry-after': '3', 'content-type': 'application/problem+json' };
    await page.route('**/live?**', (route) => route.fulfill({ status: 429, headers, body: JSON.stringify(problem) }));
    await page.getByText('The service has told this page to wait').waitFor();
    await page.getByText('Waiting', { exact: true }).waitFor();
    expect(await page.getByText('The connection is lost').count()).toBe(0);
    expect(await page.getByRole('table', { name: 'Latest transactions' }).count()).toBe(1);
    await browser.expectUsable();
    await browser.screenshot('live-waits');
    await page.unroute('**/live?**');
    await page.getByText('Live', { exact: true }).last().waitFor();
    await page.getByText('The service has told this page to wait').waitFor({ state: 'detached' });
  });

  it('says in the language of its reader that a merchant has no category', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/sales/live');
    const categories = page.getByRole('list', { name: 'By category' });
    await categories.getByText('Unknown', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Türkçe' }).click();
    await page.getByRole('list', { name: 'Kategoriye göre' }).getByText('Bilinmiyor', { exact: true }).waitFor();
    expect(await page.getByText('Unknown', { exact: true }).count()).toBe(0);
  });

  it('says how events are sent where none has come, and lets an admin choose the threshold', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(empty.apiKey, '/sales/live');
    await page.getByText('Nothing has come yet').waitFor();
    await browser.expectUsable();
    const field = page.getByLabel('Threshold', { exact: true });
    await field.fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('3,000');
    expect(await field.getAttribute('aria-invalid')).not.toBe('true');
    await page.getByRole('button', { name: 'Save' }).click();
    const settings = () => empty.call<{ threshold: string; version: number }>('/api/streams/transactions/settings');
    await expect.poll(settings).toMatchObject({ threshold: '3000.00', version: 1 });
  });

  it('has the day of an event where its reader is, as its time is', async () => {
    const event = {
      transaction_id: 'late-in-the-evening',
      customer_id: 1,
      amount: '1.00',
      merchant_name: 'Night shop',
      timestamp: '2026-03-02T22:30:00Z',
    };
    await empty.call('/api/streams/transactions/events', { method: 'POST', body: { events: [event] } });
    const browser = await openPage();
    await browser.signIn(empty.apiKey, '/sales/live');
    const row = browser.page.getByRole('table', { name: 'Latest transactions' }).locator('tbody tr');
    await row.getByText('01:30:00').waitFor();
    await row.getByText('3 Mar 2026').waitFor();
  });

  it('shows a threshold that somebody else has chosen meanwhile, and takes another one then', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/sales/live');
    const field = page.getByLabel('Threshold', { exact: true });
    await field.waitFor();
    const settings = '/api/streams/transactions/settings';
    await bank.call(settings, { method: 'PATCH', body: { threshold: '1900.00' } });
    await field.fill('1,950');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => field.inputValue()).toBe('1,900.00');
    await page.getByRole('alert').waitFor();
    await field.fill('2,000');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => bank.call(settings)).toMatchObject({ threshold: '2000.00', version: 2 });
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.signIn(bank.apiKey, '/sales/live');
    await browser.page.getByRole('table').first().waitFor();
    await browser.page.locator('.recharts-surface').first().waitFor();
    if (name === 'light') await send(bank, '250.00', '2750.00', '80.00', '1200.00', '3100.00', '40.00');
    await browser.expectUsable();
    await browser.screenshot(`live-${name}`);
  });
});
