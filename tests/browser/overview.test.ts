import { beforeAll, expect, it } from 'vitest';
import { type Bank, waitFor } from '../api/bank.ts';
import { creditRows } from '../api/files.ts';
import { jsonServer } from '../api/json-server.ts';
import { banksFor } from '../api/tenants.ts';
import {
  COMMERCIAL_LOANS,
  LOANS,
  type LoadedBank,
  loadedBank,
  REJECTED_LOANS,
  stageCommercial,
} from './loaded-bank.ts';
import { describePage, VIEWS } from './page-under-test.ts';

describePage('the overview', (openPage) => {
  let loaded: LoadedBank;
  let empty: Bank;
  beforeAll(async () => {
    loaded = await loadedBank('WEB_OVERVIEW');
    await stageCommercial(loaded.bank);
    [empty] = (await banksFor('WEB_EMPTY', 1)) as [Bank];
  });

  it('shows what is loaded, what waits, what ran and what needs attention', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(loaded.bank.apiKey);
    const retail = page.getByRole('region', { name: 'Retail' });
    await retail.getByText('Outstanding principal').waitFor();
    const valid = LOANS - REJECTED_LOANS;
    expect(await retail.locator('dd').first().textContent()).toBe(String(valid));
    // The buckets hold every loan once.
    const counts = await retail.locator('tbody tr td:nth-of-type(1)').allTextContents();
    expect(counts.map(Number).reduce((sum, count) => sum + count, 0)).toBe(valid);
    await page.getByRole('region', { name: 'Commercial' }).getByText('Nothing is loaded').waitFor();
    await page.getByRole('region', { name: 'In progress' }).getByText('Staged', { exact: true }).waitFor();
    await page
      .getByRole('region', { name: 'Needs attention' })
      .getByText(/Retail: \d+ rows of the live book were rejected/)
      .waitFor();
    await page.getByRole('link', { name: 'Fix' }).first().click();
    await page.waitForURL(`**/syncs/${loaded.load.id}#fix`);
  });

  it('names a source whose last pull failed, and leads to it', async () => {
    await using server = await jsonServer(() => ({ status: 404, body: {} }));
    const [bank] = (await banksFor('WEB_PULL_FAILED', 1)) as [Bank];
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey);
    await page.getByText('Nothing needs attention.').waitFor();
    const columns = Object.fromEntries(Object.keys(creditRows('RETAIL', 1)[0]!).map((column) => [column, column]));
    const config = { base_url: server.url, files: { credit: { path: '/gone', records: '/data', columns } } };
    const body = { name: 'Core banking', dataset: 'loans', variant: 'RETAIL', kind: 'http_pages', config };
    const { source_id } = await bank.call<{ source_id: string }>('/api/sources', {
      method: 'POST',
      body: { ...body, interval_minutes: 1440, is_enabled: false },
    });
    await bank.call(`/api/sources/${source_id}/pull`, { method: 'POST' });
    const pulls = () => bank.call<{ data: readonly { status: string }[] }>(`/api/sources/${source_id}/pulls`);
    await waitFor('the pull', pulls, ({ data }) => data[0]?.status === 'FAILED', 60_000);
    await bank.call(`/api/sources/${source_id}`, { method: 'PATCH', body: { is_enabled: true } });
    await browser.open();
    const attention = page.getByRole('region', { name: 'Needs attention' });
    await attention.getByText(/Source Core banking failed at .*2\d\d\d/).waitFor();
    await browser.screenshot('overview-source-failed');
    await browser.expectUsable();
    await attention.getByRole('link', { name: 'View' }).click();
    await page.waitForURL(`**/loans/sources/${source_id}`);
    // What is not pulled by the schedule needs no attention.
    await bank.call(`/api/sources/${source_id}`, { method: 'PATCH', body: { is_enabled: false } });
    await browser.open();
    await page.getByText('Nothing needs attention.').waitFor();
  });

  it('copies the exact value of a figure, by mouse and by keyboard', async () => {
    const browser = await openPage({ locale: 'tr-TR' });
    const { page } = browser;
    await browser.signIn(loaded.bank.apiKey);
    const rate = page.getByRole('region', { name: 'Bireysel' }).locator('dd').nth(2).getByRole('button').first();
    await rate.click();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toMatch(/^\d+\.\d+$/);
    expect(await rate.textContent()).toContain('%');
    await page.evaluate("navigator.clipboard.writeText('')");
    await rate.press('Enter');
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toBe(copied);
  });

  it('follows a sync without a reload', async () => {
    const browser = await openPage();
    const { page } = browser;
    await page.clock.install();
    await browser.signIn(empty.apiKey);
    await page.getByText('No sync has run yet').waitFor();
    // Lost with a reload.
    await page.evaluate("window.openedOnce = 'yes'");
    await stageCommercial(empty);
    const { id } = await empty.startSync('COMMERCIAL');
    expect(await empty.waitForSync(id)).toMatchObject({ status: 'COMPLETED' });
    // As long as it takes until the page looks again.
    await page.clock.fastForward(20_000);
    const commercial = page.getByRole('region', { name: 'Commercial' });
    await commercial.getByText('Outstanding principal').waitFor();
    expect(await commercial.locator('dd').first().textContent()).toBe(String(COMMERCIAL_LOANS));
    const syncs = page.getByRole('table', { name: 'Last ten syncs' });
    await syncs.getByText('Completed').waitFor();
    expect(await syncs.locator('tbody tr').count()).toBe(1);
    expect(await page.evaluate('window.openedOnce')).toBe('yes');
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.signIn(loaded.bank.apiKey);
    await browser.page.locator('dd').first().waitFor();
    await browser.screenshot(`overview-${name}`);
    await browser.expectUsable();
  });
});
