import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SimulatedProvider, startProvider } from '../../local/provider-simulator/start-provider.ts';
import type { Page as Listed } from '../api/answers.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { type Account, accountOf, fundedAccount, type Transaction, transact, transactionOf } from '../api/money.ts';
import { announcedDocument, type KycProfile, type KycRequest, newProfile, newRequest } from '../api/persons.ts';
import { simulatedProvider } from '../api/simulated-providers.ts';
import { banksFor, isOperated, tenantsCommand } from '../api/tenants.ts';
import { describePage, VIEWS } from './page-under-test.ts';

const PATIENCE_MS = 60_000;
const DOCUMENT = 'scanned';

describePage('payments and identities', (openPage) => {
  let bank: Bank;
  let listed: Bank;
  let simulator: SimulatedProvider;
  let shown: SimulatedProvider;
  let account: Account;
  const made: Record<'payment' | 'waiting' | 'request' | 'profile', string> = {
    payment: '',
    waiting: '',
    request: '',
    profile: '',
  };

  beforeAll(async () => {
    [bank, listed] = (await banksFor('WEB_MEDIATOR', 2)) as [Bank, Bank];
    simulator = await startProvider({ type: 'bank', port: 0, settleMs: 50 });
    shown = (await simulatedProvider(listed, 'bank', 'BANKSIM')).simulator;
    await listed.call('/api/providers/BANKSIM/check', { method: 'POST' });
    const keyBody = { environment: 'production', user_id: 'shop', daily_limit: 1000 };
    await listed.call('/api/providers/BANKSIM/keys', { method: 'POST', body: keyBody });
    account = await fundedAccount(listed, '1250.00');
    const out = { source_account: account.account_id, target_system: 'shop', user_id: 'anna' };
    const payment = { ...out, transaction_type: 'payment', amount: '100.25', provider: 'BANKSIM' };
    made.payment = (await transact(listed, { ...payment, request_data: { order: 7, total: 100.25 } })).transaction_id;
    await ended(listed, made.payment);
    const refund = { method: 'POST', body: { amount: '20.00' } };
    await listed.call(`/api/transactions/${made.payment}/refund`, refund);
    made.waiting = (
      await transact(listed, { ...out, transaction_type: 'withdrawal', amount: '30', transaction_id: 'order-7/a' })
    ).transaction_id;
    const post = <T>(path: string, body: unknown) => listed.call<T>(path, { method: 'POST', body });
    made.profile = (await post<KycProfile>('/api/kyc/profiles', newProfile('customer-1001'))).profile_id;
    made.request = await asked(listed, 'customer-1001');
  });
  afterAll(() => Promise.all([simulator?.stop(), shown?.stop()]));

  const ended = (of: Bank, id: string) => {
    const isOver = ({ status, refunding_amount }: Transaction) =>
      ['completed', 'failed', 'refunded'].includes(status) && Number(refunding_amount) === 0;
    return waitFor('the transaction to end', () => transactionOf(of, id), isOver, PATIENCE_MS);
  };
  /** A verification with a document that has come. */
  const asked = async (of: Bank, subject: string) => {
    const { request_id } = await of.call<KycRequest>('/api/kyc/requests', {
      method: 'POST',
      body: newRequest(subject),
    });
    const { upload } = await of.call<{ upload: { url: string; headers: Record<string, string> } }>(
      `/api/kyc/requests/${request_id}/documents`,
      { method: 'POST', body: announcedDocument(DOCUMENT) },
    );
    expect((await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: DOCUMENT })).ok).toBe(true);
    return request_id;
  };
  const choose = async (page: Page, field: Locator, name: string | RegExp) => {
    await field.click();
    await page.getByRole('option', { name }).click();
  };

  it('adds a sandbox provider in a minute, pays in, pays out and gives a part back', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/loans');
    await page.getByRole('navigation').getByRole('link', { name: 'Providers' }).click();
    await page.getByRole('heading', { name: 'No providers yet' }).waitFor();
    // The dataset that was open stays in sight.
    await page.getByRole('navigation').getByRole('link', { name: 'Syncs' }).waitFor();
    await browser.screenshot('mediator-providers-empty');
    await browser.expectUsable();
    await page.getByRole('link', { name: 'Add a provider' }).click();
    await page.getByRole('radio', { name: 'Bank' }).check();
    await page.getByLabel('Base address', { exact: true }).fill('ftp://nowhere');
    await page.getByRole('textbox', { name: 'Settings' }).fill('{"statement_format": "camt.053"}');
    await page.getByRole('button', { name: 'Add a provider' }).click();
    await page.getByText('2 fields above need another value.').waitFor();
    await page.getByText('Must be an address with http or https').waitFor();
    await page.getByText('reconciliation_time').first().waitFor();
    await page.locator('input[type=url]:focus').waitFor();
    await browser.screenshot('mediator-provider-form-refused');
    await browser.expectUsable();
    await page.getByLabel('Base address', { exact: true }).fill(simulator.url);
    await page
      .getByRole('textbox', { name: 'Settings' })
      .fill('{"statement_format": "camt.053", "reconciliation_time": "06:30"}');
    await page.getByRole('button', { name: 'Add a provider' }).click();
    const secrets = page.getByRole('dialog', { name: 'BANKSIM is added' });
    const said = (await secrets.locator('code').first().textContent()) ?? '';
    const [, url = '', secret = ''] = /--hook (\S+) --secret (\S+)/.exec(said) ?? [];
    expect([new URL(url).pathname, secret]).toEqual([
      `/hooks/${bank.tenantId}/BANKSIM`,
      expect.stringMatching(/^whsec_/),
    ]);
    simulator.sendWebhooksTo({ url, secret });
    await browser.screenshot('mediator-provider-secrets');
    await browser.expectUsable();
    await page.keyboard.press('Escape');
    await secrets.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bank simulator (BANKSIM)' }).waitFor();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('BANKSIM is healthy').waitFor();
    await page.getByRole('region', { name: 'Health' }).getByText('Healthy', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(secret);

    await page.getByRole('navigation').getByRole('link', { name: 'Accounts' }).click();
    await page.getByRole('button', { name: 'Open an account' }).click();
    const opening = page.getByRole('dialog');
    await opening.getByRole('button', { name: 'Open an account' }).click();
    await opening.getByText('This field is required.').waitFor();
    await opening.getByLabel('Owner').fill('customer-7');
    await opening.getByRole('button', { name: 'Open an account' }).click();
    await page.getByRole('heading', { level: 1, name: 'customer-7' }).waitFor();
    const accountAddress = page.url();
    await page.getByRole('link', { name: 'Pay in' }).click();
    await page.getByLabel('Amount').fill('1,250.00');
    await page.getByRole('group', { name: 'From' }).getByLabel('Who').fill('cash desk');
    await page.getByRole('radio', { name: 'A certain provider' }).check();
    await choose(page, page.getByRole('combobox', { name: 'Provider' }), /BANKSIM/);
    await browser.screenshot('mediator-transaction-form');
    await browser.expectUsable();
    // Clicked twice, it is made once.
    await page.getByRole('button', { name: 'Make it' }).dblclick();
    await page.getByRole('heading', { level: 1, name: /^Deposit/ }).waitFor();
    const history = page.getByRole('list', { name: 'History' });
    await history.getByText('Completed').waitFor({ timeout: PATIENCE_MS });
    expect((await bank.call<Listed<Transaction>>('/api/transactions')).data.length).toBe(1);

    await browser.open(new URL(accountAddress).pathname);
    await page.getByText('€1,250.00').first().waitFor();
    await page.getByRole('link', { name: 'Pay out' }).click();
    await page.getByLabel('Amount').fill('2000');
    await page.getByRole('group', { name: 'To', exact: true }).getByLabel('Who').fill('DE89 3704');
    await page.getByRole('radio', { name: 'A certain provider' }).check();
    await choose(page, page.getByRole('combobox', { name: 'Provider' }), /BANKSIM/);
    await page.getByRole('button', { name: 'Make it' }).click();
    await page
      .getByText(/1,?250\.00 EUR/)
      .first()
      .waitFor();
    await page.getByLabel('Amount').fill('500');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('heading', { level: 1, name: /^Withdrawal/ }).waitFor();
    await history.getByText('Completed').waitFor({ timeout: PATIENCE_MS });
    await page.getByRole('button', { name: 'Give back' }).click();
    const refunding = page.getByRole('dialog');
    await refunding.getByText('€500.00 goes back from DE89 3704 to customer-7, through BANKSIM.').waitFor();
    await refunding.getByRole('radio', { name: 'A part' }).check();
    await refunding.getByLabel('Amount to give back').fill('600');
    await refunding.getByText('up to €500.00').waitFor();
    await refunding.getByLabel('Amount to give back').fill('120.50');
    await refunding.getByText('€120.50 goes back').waitFor();
    await browser.screenshot('mediator-refund');
    await browser.expectUsable();
    await refunding.getByRole('button', { name: 'Give back' }).click();
    const refunds = page.getByRole('region', { name: 'Refunds' }).first();
    await refunds.getByText('Completed').waitFor({ timeout: PATIENCE_MS });
    await refunds.getByText('€120.50').waitFor();
    await page.getByText('Given back', { exact: true }).waitFor();
    await browser.screenshot('mediator-transaction-refunded');
    await browser.expectUsable();
    await page.getByRole('navigation').getByRole('link', { name: 'Webhook events' }).click();
    await page.getByRole('cell', { name: 'Done' }).first().waitFor({ timeout: PATIENCE_MS });
    await page.getByRole('link', { name: 'bank.transfer' }).first().click();
    await page.getByText('"transaction_id"').waitFor();
    const [opened] = (await bank.call<Listed<Account>>('/api/accounts')).data;
    await waitFor(
      'the refund',
      () => accountOf(bank, opened!),
      ({ balance }) => balance === '870.50',
      PATIENCE_MS,
    );
  });

  it('completes by hand what has no provider, after saying what will happen to which account', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(listed.apiKey, '/mediator/transactions?status=pending');
    // An id may be any text, and is one part of the address.
    await page.getByRole('link', { name: 'order-7/a' }).click();
    await page.getByRole('heading', { level: 1, name: 'Withdrawal order-7/a' }).waitFor();
    await page.getByRole('button', { name: 'Let it fail' }).click();
    await page.getByRole('dialog').getByText('The €30.00 reserved on somebody are free again.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Complete' }).click();
    await page.getByRole('dialog').getByText('€30.00 moves from somebody to shop.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Complete' }).click();
    await page.getByText('order-7/a is completed').waitFor();
    await page.getByRole('list', { name: 'History' }).getByText('Completed').waitFor();
    expect((await transactionOf(listed, made.waiting)).status).toBe('completed');
    await browser.open('/mediator/transactions/nothing');
    await page.getByText('There is no transaction with this id.').waitFor();
  });

  it('has a verification decided by a second person, and shows personal data only when asked', async ({ skip }) => {
    if (!isOperated()) skip('keys of other roles are made on the command line');
    const subject = 'customer-2002';
    await listed.call('/api/kyc/profiles', { method: 'POST', body: newProfile(subject) });
    const request = await asked(listed, subject);
    const browser = await openPage();
    await browser.signIn(listed.apiKey, '/mediator/verifications');
    const waiting = browser.page.getByRole('region', { name: 'Waiting for a decision' }).first();
    await waiting.getByRole('link', { name: subject }).click();
    await browser.page.getByText('You asked for this verification, so somebody else decides it').waitFor();
    expect(await browser.page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    const { api_key } = await tenantsCommand<{ api_key: string }>('key', listed.tenantId, 'admin');
    const second = await openPage();
    const { page } = second;
    await second.signIn(api_key, `/mediator/verifications/${request}`);
    expect(await page.content()).not.toContain('U00000001');
    await page.getByRole('button', { name: 'Show personal data' }).click();
    await page.getByText('U00000001').waitFor();
    await page.getByRole('button', { name: 'Fetch passport_front' }).click();
    const address = await page.getByRole('link', { name: 'Open passport.pdf' }).getAttribute('href');
    expect(await (await fetch(address!)).text()).toBe(DOCUMENT);
    await second.screenshot('mediator-verification-open');
    await second.expectUsable();
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Seen in person');
    await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await page.getByText('The verification is approved').waitFor();
    await page.getByRole('list', { name: 'History' }).getByText('Seen in person').waitFor();
    await page.getByRole('region', { name: 'What is asked' }).getByRole('link').first().click();
    await page.getByRole('heading', { level: 1, name: subject }).waitFor();
    await page.getByRole('button', { name: 'Show personal data' }).click();
    await page.getByText('Ann Example').waitFor();
    await page.getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('dialog').getByLabel('Reason').fill('Passport reported as stolen');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByRole('list', { name: 'History' }).getByText('Passport reported as stolen').waitFor();
    await second.screenshot('mediator-profile-revoked');
    await second.expectUsable();
  });

  it('changes a provider, its status, secrets and keys', async () => {
    const { simulator: other } = await simulatedProvider(bank, 'payment', 'PAYSIM');
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/mediator/providers/PAYSIM');
    await page.getByRole('button', { name: 'Change status' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'Maintenance' }).check();
    await page.getByRole('dialog').getByLabel('Why').fill('Until noon');
    await page.getByRole('dialog').getByRole('button', { name: 'Change status' }).click();
    await page.getByText('· Until noon').waitFor();
    await page.getByRole('button', { name: 'Make a key' }).click();
    await page.getByRole('dialog').getByLabel('Whose').fill('shop');
    await page.getByRole('dialog').getByLabel('Calls a day').fill('100');
    await page.getByRole('dialog').getByLabel('Calls a month').fill('100');
    await page.getByRole('dialog').getByRole('button', { name: 'Make a key' }).click();
    await page.getByRole('dialog').getByText('Must be at least 28 times daily_limit').waitFor();
    await page.getByRole('dialog').getByLabel('Calls a month').fill('');
    await page.getByRole('dialog').getByRole('button', { name: 'Make a key' }).click();
    await page.getByText('0 of 3,000').waitFor();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('cell', { name: 'Ended' }).waitFor();
    await page.getByRole('button', { name: 'Rotate credentials' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('dialog', { name: 'New secrets of PAYSIM' }).getByText('whsec_').waitFor();
    await page.getByRole('button', { name: 'I have stored it' }).click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByLabel('Requests a minute').fill('2,500');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('2,500 requests a minute').waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('PAYSIM is removed').waitFor();
    await browser.open('/mediator/providers/PAYSIM');
    await page.getByText('There is no provider with this code.').waitFor();
    await other.stop();
  });

  it('says at its fields what is wrong with the description of an HTTP interface', async () => {
    const browser = await openPage({ viewport: { width: 375, height: 800 } });
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/mediator/providers/new');
    await page.getByRole('radio', { name: 'HTTP', exact: true }).check();
    await page.getByLabel('Code').fill('acme');
    await page.getByLabel('Name', { exact: true }).fill('Acme');
    await page.getByLabel('Base address', { exact: true }).fill('http://127.0.0.1:9');
    const description = page.getByRole('textbox', { name: 'Description of its interface' });
    await description.fill('{');
    await page.getByText('This is not JSON.').waitFor();
    await description.fill('{"authentication": {"scheme": "none"}, "answer": {"status": "status"}, "statuses": {}}');
    await page.getByRole('button', { name: 'Add a provider' }).click();
    await page.getByText('answer.status').waitFor();
    await page.getByText('Must be a JSON pointer').waitFor();
    await browser.screenshot('mediator-provider-form-http');
    await browser.expectUsable();
  });

  it('lets a viewer look, without what is not theirs to do', async ({ skip }) => {
    if (!isOperated()) skip('keys of other roles are made on the command line');
    const { api_key } = await tenantsCommand<{ api_key: string }>('key', listed.tenantId, 'viewer');
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(api_key, '/mediator/providers');
    const buttons = async () => {
      await browser.settle();
      return page.locator('main').getByRole('button').filter({ hasNotText: /^$/ }).allInnerTexts();
    };
    // Values that can be copied are buttons too, and so is what copies them.
    const acting = async () =>
      (await buttons()).filter((text) => /^[A-Z][a-z]+( [a-z]+)*$/.test(text) && text !== 'Copy');
    await page.getByRole('link', { name: 'BANKSIM' }).click();
    await page.getByText('Only admins change providers.').waitFor();
    expect(await acting()).toEqual([]);
    await browser.open(`/mediator/transactions/${made.payment}`);
    await page.getByText('Only operators and admins complete').waitFor();
    expect(await acting()).toEqual([]);
    await browser.open('/mediator/accounts');
    await page.getByRole('link', { name: 'somebody' }).waitFor();
    expect(await acting()).toEqual([]);
    await browser.open(`/mediator/verifications/${made.request}`);
    await page.getByText('Only admins decide').waitFor();
    await page.getByText('Only admins see personal data.').waitFor();
    expect(await acting()).toEqual([]);
    await browser.open('/mediator/webhook-events');
    await page.getByRole('link', { name: 'bank.transfer' }).first().click();
    await page.getByText('only admins see it').waitFor();
    expect(await page.content()).not.toContain('"transaction_id"');
    expect(await acting()).toEqual([]);
    await browser.open('/mediator/new-transaction');
    await page.getByText('Your role can view this but not change it').waitFor();
    await browser.open('/mediator/providers/new');
    await page.getByText('Only admins change providers.').waitFor();
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    const { page } = browser;
    await browser.signIn(listed.apiKey, '/mediator/transactions');
    const [event] = (await listed.call<Listed<{ hook_id: string }>>('/api/webhook-events')).data;
    const pages = {
      transactions: '/mediator/transactions',
      transaction: `/mediator/transactions/${made.payment}`,
      'new-transaction': '/mediator/new-transaction',
      accounts: '/mediator/accounts?include=outside',
      account: `/mediator/accounts/${account.account_id}`,
      providers: '/mediator/providers',
      provider: '/mediator/providers/BANKSIM',
      'provider-form': '/mediator/providers/new',
      verifications: '/mediator/verifications',
      verification: `/mediator/verifications/${made.request}`,
      profiles: '/mediator/verifications/profiles',
      profile: `/mediator/verifications/profiles/${made.profile}`,
      'webhook-events': '/mediator/webhook-events',
      'webhook-event': `/mediator/webhook-events/${event!.hook_id}`,
    };
    for (const [what, address] of Object.entries(pages)) {
      await browser.open(address);
      await page.locator('main h1').waitFor();
      await browser.screenshot(`mediator-${what}-${name}`);
      await browser.expectUsable();
    }
  });

  it('speaks Turkish, amounts and refusals too', async () => {
    const browser = await openPage({ locale: 'tr-TR' });
    const { page } = browser;
    await browser.signIn(listed.apiKey, `/mediator/new-transaction?type=withdrawal&account=${account.account_id}`);
    await page.getByLabel('Tutar').fill('1.000.000,50');
    await page.getByRole('group', { name: 'Kime' }).getByLabel('Kim', { exact: true }).fill('mağaza');
    await page.getByRole('button', { name: 'Yap', exact: true }).click();
    await page.getByText('hesabında kullanılabilir tutar').first().waitFor();
    await browser.screenshot('mediator-turkish-refused');
    await browser.open(`/mediator/transactions/${made.payment}`);
    await page.getByText('€100,25').first().waitFor();
    await page.getByRole('button', { name: 'İade et' }).click();
    await page.getByRole('dialog').getByText('tutarından iade edilebilecek kalan: €80,25').waitFor();
    await browser.expectUsable();
  });
});
