import { beforeAll, expect, it } from 'vitest';
import type { SyncLog } from '../api/answers.ts';
import type { Bank } from '../api/bank.ts';
import { creditFile, creditRows, fileOf, paymentFile, spoil } from '../api/files.ts';
import { banksFor } from '../api/tenants.ts';
import { describePage, PHONE, VIEWS } from './page-under-test.ts';

const LOANS = 70;
/** More than a page of findings. */
const WRONG = 60;
const TAB = 'a\tb';

describePage('syncs', (openPage) => {
  let bank: Bank;
  let empty: Bank;
  let first: SyncLog;
  let second: SyncLog;
  let failed: SyncLog;
  let check: SyncLog;
  beforeAll(async () => {
    [bank, empty] = (await banksFor('WEB_SYNCS', 2)) as [Bank, Bank];
    await bank.configure('RETAIL', { max_error_rate: 1 });
    first = await bank.load(creditFile('RETAIL', LOANS), paymentFile('RETAIL', LOANS));
    const wrong = spoil(creditRows('RETAIL', LOANS + 5, { first: 3 }), WRONG, { customer_type: TAB });
    second = await bank.load(fileOf('credit', 'RETAIL', wrong));
    await bank.configure('RETAIL', { max_error_rate: 0.1 });
    failed = await bank.deliver(fileOf('credit', 'RETAIL', wrong));
    await bank.stage(creditFile('COMMERCIAL', 5));
    const { id } = await bank.startSync('COMMERCIAL', { validate_only: true });
    check = await bank.waitForSync(id);
  });

  it('lists what ran, by loan type and status, and keeps that in the address', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/syncs');
    const rows = page.getByRole('table', { name: 'Syncs' }).locator('tbody tr');
    await rows.nth(3).waitFor();
    expect(await rows.count()).toBe(4);
    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await page.waitForURL('**/syncs?status=FAILED');
    await rows.nth(1).waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Loan type' }).click();
    await page.getByRole('option', { name: 'Commercial' }).click();
    await page.getByText('No syncs match these filters').waitFor();
    await browser.open('/syncs?loan_type=COMMERCIAL');
    await page.getByRole('table', { name: 'Syncs' }).getByText('validation only').waitFor();
    expect(await rows.count()).toBe(1);
  });

  it('starts a check from what is staged and follows it to its end', async () => {
    const browser = await openPage();
    const { page } = browser;
    await page.clock.install();
    await browser.signIn(bank.apiKey, '/syncs');
    await page.getByRole('button', { name: 'Start a sync' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Retail: no file is staged.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Load the files' }).isDisabled()).toBe(true);
    await dialog.getByText('Commercial', { exact: true }).click();
    await dialog.getByText('commercial_credit.csv').waitFor();
    await browser.screenshot('syncs-start');
    await browser.expectUsable();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Start a sync' }).click();
    await dialog.getByText('Commercial', { exact: true }).click();
    await dialog.getByRole('button', { name: 'Validation only' }).click();
    await page.waitForURL(/syncs\/[0-9a-f-]{36}$/);
    await page.getByRole('region', { name: 'The sync' }).getByText('Validated').waitFor({ timeout: 40_000 });
    await page.getByText('This sync only validated its files').waitFor();
    // What has ended is not asked for again; what is live may change.
    await browser.settle();
    let asked = 0;
    page.on('request', (request) => {
      if (request.url().includes('/api/sync/logs/')) asked++;
    });
    await page.clock.fastForward(60_000);
    await browser.settle();
    expect(asked).toBe(0);
  });

  it('says in words why a sync cannot be started', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/syncs?loan_type=COMMERCIAL');
    await page.getByRole('button', { name: 'Start a sync' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('commercial_credit.csv').waitFor();
    await bank.configure('COMMERCIAL', { is_enabled: false });
    await dialog.getByRole('button', { name: 'Load the files' }).click();
    await dialog.getByText('Syncs of these files are switched off').waitFor();
    await browser.screenshot('syncs-refused');
    await browser.expectUsable();
    await bank.configure('COMMERCIAL', { is_enabled: true });
  });

  it('lets a viewer look, and says why there is nothing to start', async () => {
    const browser = await openPage();
    const { page } = browser;
    await page.route('**/api/auth/token', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), role: 'viewer' } });
    });
    await browser.signIn(bank.apiKey, '/syncs?loan_type=COMMERCIAL');
    await page.getByRole('button', { name: 'Start a sync' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('commercial_credit.csv').waitFor();
    await dialog.getByText('Your role (Viewer) can view this but not change it.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Validation only' }).isDisabled()).toBe(true);
  });

  it('shows a running sync by stage', async () => {
    const browser = await openPage();
    const { page } = browser;
    await page.route(`**/api/sync/logs/${check.id}`, async (route) => {
      const log = { ...check, status: 'VALIDATING', progress: 0.42, completed_at: null, duration_ms: null, stages: [] };
      await route.fulfill({ json: log });
    });
    await browser.signIn(bank.apiKey, `/syncs/${check.id}`);
    await page.locator('li[aria-current=step]').getByText('Validating').waitFor();
    await page.getByText('42%').waitFor();
    await page.getByText('Findings are listed here when the sync has ended.').waitFor();
    await browser.screenshot('sync-running');
    await browser.expectUsable();
  });

  it('leads from a rule to its rows, page by page, and a copied link shows the same', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, `/syncs/${second.id}`);
    const findings = page.getByRole('region', { name: 'Findings' });
    const [ruleId] = Object.keys(second.error_summary?.by_rule ?? {}) as [string];
    await findings.getByRole('link', { name: `View rows of ${ruleId}` }).press('Enter');
    await page.waitForURL(`**/syncs/${second.id}?file_type=credit&rule_id=${ruleId}`);
    const rows = findings.getByRole('table', { name: 'Row by row' }).locator('tbody tr');
    await rows.first().waitFor();
    // The link is gone; the keyboard goes on from the rule.
    await page.keyboard.press('Tab');
    expect(await browser.focused()).toBe(`a ${ruleId}`);
    expect(await rows.count()).toBe(50);
    // A tab is shown as a sign, not as a space.
    await rows.first().getByRole('img', { name: 'tab' }).waitFor();
    await findings.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(WRONG - 1).waitFor();
    expect(await rows.count()).toBe(WRONG);
    expect(await rows.first().locator('td').nth(1).textContent()).toBe('2');
    await page.reload();
    await rows.first().waitFor();
    await page.goBack();
    await findings.getByRole('link', { name: `View rows of ${ruleId}` }).waitFor();
  });

  it('downloads the rejected rows and all findings from where they lie', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, `/syncs/${second.id}`);
    const sent: string[] = [];
    page.on('request', (request) => {
      if (!request.url().includes('/api/')) sent.push(JSON.stringify(request.headers()));
    });
    for (const [name, expected] of [
      ['Download the rejected rows of Credits', await bank.rejectedCsv(second.id, 'credit')],
      ['All findings (CSV)', Buffer.from(await bank.errorsCsv(second.id))],
    ] as const) {
      expect(await browser.downloaded(() => page.getByRole('button', { name, exact: true }).click())).toEqual(expected);
    }
    expect(sent.length).toBeGreaterThan(0);
    expect(sent.join()).not.toMatch(/bearer/i);
    expect(new URL(page.url()).pathname).toBe(`/loans/syncs/${second.id}`);
  });

  it('shows what changed against the load before, to the last digit', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, `/syncs/${second.id}`);
    const changes = page.getByRole('region', { name: 'Changes' });
    const { files } = await bank.call<{
      files: { credit: { added: number; removed: number; rows_before: number; rows_after: number } };
    }>(`/api/sync/logs/${second.id}/changes`);
    const { added, removed, rows_before, rows_after } = files.credit;
    const credits = changes.getByRole('region', { name: 'Credits' });
    await credits.getByText('Added', { exact: true }).waitFor();
    const shown = await credits.locator('dl dd').allTextContents();
    expect([Number(shown[0]), Number(shown[3])]).toEqual([added, removed]);
    expect(rows_after - rows_before).toBe(added - removed);
    await changes.getByText('Not part of this sync').waitFor();
    await changes.getByRole('link').click();
    await page.waitForURL(`**/syncs/${first.id}`);
    await page.getByText('Nothing to compare with').waitFor();
  });

  it('explains a failure, with what to do', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, `/syncs/${failed.id}`);
    const alert = page.getByRole('alert');
    await alert.getByText('Too many rows are wrong').waitFor();
    await alert.getByText(/See below which rules/).waitFor();
    await page.getByText('The sync did not load anything').waitFor();
    await browser.screenshot('sync-failed');
    await browser.expectUsable();
    await browser.open('/syncs/0195c3a6-1b2c-7d3e-8f40-5a6b7c8d9e0f');
    await page.getByRole('heading', { name: 'Sync not found', level: 1 }).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await browser.expectUsable();
  });

  it('says that nothing has run yet', async () => {
    const browser = await openPage({ viewport: PHONE });
    await browser.signIn(empty.apiKey, '/syncs');
    await browser.page.getByText('No sync has run yet').waitFor();
    await browser.screenshot('syncs-empty');
    await browser.expectUsable();
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/syncs');
    await page.locator('tbody tr').first().waitFor();
    await browser.screenshot(`syncs-${name}`);
    await browser.expectUsable();
    await browser.open(`/syncs/${second.id}`);
    await page.locator('dl dd').first().waitFor();
    await browser.screenshot(`sync-${name}`);
    await browser.expectUsable();
    await browser.open(`/syncs/${second.id}?show=rows`);
    await page.locator('tbody tr td code').first().waitFor();
    await browser.screenshot(`sync-rows-${name}`);
    await browser.expectUsable();
  });
});
