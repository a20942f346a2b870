import { beforeAll, expect, it } from 'vitest';
import type { Bank } from '../api/bank.ts';
import { creditFile, creditRows, fileOf } from '../api/files.ts';
import { banksFor } from '../api/tenants.ts';
import { loadedBank, REJECTED_LOANS } from './loaded-bank.ts';
import { describePage, PHONE } from './page-under-test.ts';

const FEWER = 20;

describePage('the profile', (openPage) => {
  let bank: Bank;
  let onceLoaded: Bank;
  let onlyCommercial: Bank;
  beforeAll(async () => {
    [onlyCommercial] = (await banksFor('WEB_PROFILE_OTHER', 1)) as [Bank];
    await onlyCommercial.load(creditFile('COMMERCIAL', 5));
    onceLoaded = (await loadedBank('WEB_PROFILE_ONCE')).bank;
    bank = (await loadedBank('WEB_PROFILE')).bank;
    // The next load: other customers, ratings gone from some, rejected rows again.
    const credits = creditRows('RETAIL', 60, { seed: 9 }).map((row, at) => ({
      ...row,
      ...(at < FEWER ? { internal_rating: '' } : {}),
      ...(at < REJECTED_LOANS ? { customer_type: '?' } : { customer_type: 'V' }),
    }));
    await bank.load(fileOf('credit', 'RETAIL', credits));
  });

  it('shows every column beside the load before, marks what changed, and names the rules that fired', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/profile');
    const rating = page.getByRole('article', { name: 'Internal rating' });
    await rating.getByText(/^Missing: .* → /).waitFor();
    const type = page.getByRole('article', { name: 'Customer type' });
    await type.getByText(/^VIP: .* → 100\.00%/).waitFor();
    // A line a column; its details are there when they are asked for.
    expect(await page.getByRole('table').count()).toBe(0);
    await type.getByRole('button', { name: 'Customer type' }).click();
    await type.getByText(/^Gone: Individual/).waitFor();
    await page.getByRole('button', { name: 'Days past due' }).click();
    const rule = type.getByRole('link', { name: /^LOAN-CREDIT-/ });
    expect(await rule.getAttribute('href')).toBe('/loans/rules/LOAN-CREDIT-035');
    const { numeric_stats } = await bank.profile('RETAIL', 'credit');
    const mean = page.getByRole('table', { name: 'Days past due' }).getByRole('row', { name: /^Mean/ });
    await mean.getByRole('button').first().click();
    await expect
      .poll(() => page.evaluate<string>('navigator.clipboard.readText()'))
      .toBe(String(numeric_stats.days_past_due?.avg));
    expect(await page.getByRole('article').count()).toBe(27);
  });

  it('finds, sorts and narrows columns, and its address says so', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/profile');
    await page.getByRole('article').first().waitFor();
    await page.getByRole('searchbox', { name: 'Search columns' }).fill('rating');
    await expect.poll(() => page.getByRole('article').count()).toBe(2);
    await page.getByRole('searchbox', { name: 'Search columns' }).fill('');
    await page.getByRole('switch', { name: 'Changed only' }).click();
    await page.getByRole('article', { name: 'Customer type' }).waitFor();
    await expect.poll(() => page.getByRole('article').count()).toBeLessThan(27);
    const changed = await page.getByRole('article').count();
    await page.reload();
    await page.getByRole('article').first().waitFor();
    await expect.poll(() => page.getByRole('article').count()).toBe(changed);
    await browser.open('/profile?search=zzz');
    await page.getByText('No matching columns').waitFor();
  });

  it('draws nothing for nothing, and names the whole numbers of a bar', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/profile?open=total_installment_count,days_past_due');
    const { numeric_stats } = await bank.profile('RETAIL', 'credit');
    for (const [name, title] of [
      ['total_installment_count', 'Installments'],
      ['days_past_due', 'Days past due'],
    ] as const) {
      const { histogram, max } = numeric_stats[name]!;
      const filled = histogram.filter(({ count }) => count > 0);
      const row = page.getByRole('article', { name: title, exact: true });
      await row.locator('figure').waitFor();
      const bars = row.locator('figure svg rect[class*=now]');
      expect(await bars.count()).toBe(filled.length);
      const words = filled.map(({ from, to, count }) => {
        const last = Math.min(to - 1, max!);
        return `${from === last ? from : `${from}–${last}`}: ${count} `;
      });
      const said = await row
        .getByRole('list', { name: `Distribution of ${title}` })
        .getByRole('listitem')
        .allTextContents();
      expect(said.map((text) => text.replace(/rows?, .*/, ''))).toEqual(words);
    }
    // A column of one value is one line.
    await page.getByRole('article', { name: 'Customer type' }).getByText('All values are VIP').waitFor();
  });

  it('opens a line with the keyboard, and its address says so', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/profile');
    const button = page.getByRole('button', { name: 'Interest rate' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByText('The mean is the simple average of the rates as stated').waitFor();
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    await expect.poll(() => new URL(page.url()).searchParams.get('open')).toBe('nominal_interest_rate');
    await page.reload();
    await page.getByRole('table', { name: 'Interest rate' }).waitFor();
    await page.getByRole('button', { name: 'Interest rate' }).click();
    await page.getByRole('table', { name: 'Interest rate' }).waitFor({ state: 'detached' });
  });

  it('opens on the loan type that has data, and so does the data page', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(onlyCommercial.apiKey, '/profile');
    await page.waitForURL('**/loans/profile?variant=COMMERCIAL');
    await page.getByRole('article').first().waitFor();
    await browser.open('/data');
    await page.waitForURL('**/loans/data?variant=COMMERCIAL*');
    await page.getByText('LOAN_000001').first().waitFor();
    const { total_count } = await onlyCommercial.dataPage('COMMERCIAL', 'credit', { limit: 1 });
    await expect.poll(() => page.getByTestId('total').textContent()).toContain(String(total_count));
  });

  it('says so where there is no load, and none before', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(onceLoaded.apiKey, '/profile');
    await page.getByText('There is no previous load to compare with.').waitFor();
    await page.getByText('Commercial', { exact: true }).click();
    await page.getByText('Nothing is loaded').waitFor();
    await browser.expectUsable();
  });

  it.each([
    { name: 'light', view: {} },
    { name: 'dark', view: { colorScheme: 'dark' } },
    { name: 'phone-turkish', view: { viewport: PHONE, locale: 'tr-TR' } },
  ] as const)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    await browser.signIn(bank.apiKey, '/profile?open=nominal_interest_rate,original_loan_amount,customer_type');
    await browser.page.getByRole('article').first().waitFor();
    await browser.screenshot(`profile-${name}`);
    await browser.expectUsable();
  });
});
