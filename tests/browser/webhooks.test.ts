import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bank } from '../api/bank.ts';
import { addWebhook, type BankWebhook, pathOf, settledDeliveries } from '../api/bank-webhooks.ts';
import { raisedAlert } from '../api/stream-events.ts';
import { banksFor } from '../api/tenants.ts';
import { isSignedBy, type Receiver, webhookReceiver } from '../webhook-receiver.ts';
import { describePage, VIEWS } from './page-under-test.ts';

describePage('webhooks in settings', (openPage) => {
  let bank: Bank;
  let listed: Bank;
  let receiver: Receiver;
  let shown: BankWebhook;
  beforeAll(async () => {
    [bank, listed] = (await banksFor('WEB_HOOKS', 2)) as [Bank, Bank];
    receiver = await webhookReceiver((_, number) =>
      number === 1 ? { status: 503, body: 'busy' } : { body: 'thank you' },
    );
    shown = await addWebhook(listed, `${receiver.url}/hook`, ['alert.raised', 'sync.completed', 'sync.failed']);
    await raisedAlert(listed, 'shown');
    await settledDeliveries(listed, shown, 1);
    const gone = await webhookReceiver(() => ({ status: 410, body: 'no more' }));
    const off = await addWebhook(listed, `${gone.url}/gone?of=a-long-address-that-a-phone-has-to-break`);
    await listed.call(pathOf(off), { method: 'PATCH', body: { description: 'The old ledger' } });
    await raisedAlert(listed, 'gone');
    await settledDeliveries(listed, off, 1);
    await gone[Symbol.asyncDispose]();
  });
  afterAll(() => receiver?.[Symbol.asyncDispose]());

  it('are added, tried, edited, replaced in their secret, switched off and removed', async () => {
    await using mine = await webhookReceiver();
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/loans/settings');
    const panel = page.getByRole('region', { name: 'Webhooks' });
    await panel.getByText('None yet').waitFor();
    await panel.getByRole('link', { name: 'Show webhooks' }).click();
    await page.getByText('No webhooks yet').waitFor();
    await browser.expectUsable();
    await page.getByRole('button', { name: 'Add a webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Add a webhook' }).click();
    await dialog.getByText('An address is needed.').waitFor();
    await dialog.getByLabel('Address').fill('http://10.0.0.1/');
    await dialog.getByRole('button', { name: 'Add a webhook' }).click();
    await dialog.getByText('Is at an address that may not be called').waitFor();
    await dialog.getByLabel('Address').fill(`${mine.url}/hook`);
    expect(await dialog.getByText('Is at an address that may not be called').count()).toBe(0);
    await dialog.getByRole('switch', { name: 'All events' }).click({ force: true });
    await dialog.getByRole('button', { name: 'Add a webhook' }).click();
    await dialog.getByText('Choose at least one event.').waitFor();
    await dialog.getByLabel('Sync failed').check();
    await browser.screenshot('webhooks-add');
    await browser.expectUsable();
    await dialog.getByRole('button', { name: 'Add a webhook' }).click();
    await dialog.getByText('This is the only time that it is shown.').waitFor();
    const secret = (await dialog.locator('code').first().textContent()) ?? '';
    await browser.screenshot('webhooks-secret');
    await browser.expectUsable();
    await dialog.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('link', { name: `${mine.url}/hook` }).click();

    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test arrived').waitFor();
    expect(isSignedBy(secret, mine.received[0]!)).toBe(true);
    mine.answer = () => ({ status: 500, body: 'broken' });
    await page.getByRole('button', { name: 'Send a test' }).click();
    await page.getByText('The test did not arrive').waitFor();
    await page.getByText('broken').first().waitFor();
    await browser.screenshot('webhooks-test-failed');
    await page.getByRole('button', { name: 'Edit' }).click();
    await dialog.getByLabel('What it is').fill('Our ledger');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('heading', { name: 'Our ledger' }).waitFor();
    await page.getByRole('button', { name: 'Replace the secret' }).click();
    await dialog.getByRole('button', { name: 'Replace the secret' }).click();
    await dialog.getByText('This is the only time that it is shown.').waitFor();
    await dialog.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByText('The former secret signs until').waitFor();
    await page.getByRole('switch', { name: 'Enabled' }).click({ force: true });
    await page.getByText('Switched off', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await dialog.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No webhooks yet').waitFor();
    expect(await page.content()).not.toContain('whsec_');
  });

  it('show what was sent, with every attempt, and send it again', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(listed.apiKey, `/loans/settings/webhooks/${shown.webhook_id}`);
    const before = receiver.received.length;
    await page.getByRole('button', { name: 'Details: Alert raised' }).last().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Answered 503').waitFor();
    await dialog.getByText('busy').waitFor();
    await browser.screenshot('webhooks-delivery');
    await browser.expectUsable();
    await dialog.getByRole('button', { name: 'Send again' }).click();
    await expect.poll(() => receiver.received.length).toBe(before + 1);
    expect(receiver.received.at(-1)!.body).toBe(receiver.received[0]!.body);
    await expect.poll(() => dialog.getByText('Answered').count()).toBe(3);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByText('Failed', { exact: true }).click();
    await page.getByText('None of these').waitFor();
  });

  it('are only read by who is no admin', async () => {
    const key = { username: 'reader', role: 'viewer', password: 'correct horse battery' };
    await listed.call('/api/users', { method: 'POST', body: key });
    const browser = await openPage();
    const { page } = browser;
    await browser.open(`/loans/settings/webhooks/${shown.webhook_id}`);
    await page.getByText('Password', { exact: true }).click();
    await page.getByLabel('Bank').fill(listed.tenantId);
    await page.getByLabel('Username').fill('reader');
    await page.getByRole('textbox', { name: 'Password', exact: true }).fill(key.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Alert raised').first().waitFor();
    for (const name of ['Send a test', 'Edit', 'Remove']) {
      expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);
    }
  });

  it.each(VIEWS)('are usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    const { page } = browser;
    await browser.signIn(listed.apiKey, '/loans/settings/webhooks');
    await page.getByText('/hook').first().waitFor();
    await browser.screenshot(`webhooks-${name}`);
    await browser.expectUsable();
    await page.getByRole('link', { name: 'gone' }).click();
    await page.getByText('410').first().waitFor();
    await browser.screenshot(`webhook-${name}`);
    await browser.expectUsable();
  });
});
