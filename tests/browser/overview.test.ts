import { beforeAll, expect, it } from 'vitest';
import type { Bank } from '../api/bank.ts';
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
