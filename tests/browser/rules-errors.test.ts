import { beforeAll, expect, it } from 'vitest';
import type { Bank } from '../api/bank.ts';
import { banksFor } from '../api/tenants.ts';
import { type LoadedBank, loadedBank, REJECTED_LOANS } from './loaded-bank.ts';
import { describePage, PHONE, VIEWS } from './page-under-test.ts';

describePage('rules and errors', (openPage) => {
  let loaded: LoadedBank;
  let empty: Bank;
  let ruleId: string;
  beforeAll(async () => {
    loaded = await loadedBank('WEB_RULES');
    [empty] = (await banksFor('WEB_NO_ERRORS', 1)) as [Bank];
    const broken = await loaded.bank.errors(loaded.load.id, { field_name: 'customer_type' });
    ruleId = broken[0]!.rule_id;
  });

  it('finds rules by words, file and severity, and keeps that in the address', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(loaded.bank.apiKey, '/rules');
    const rows = page.getByRole('table', { name: 'Rules' }).locator('tbody tr');
    await rows.first().waitFor();
    const found = async () => Number.parseInt((await page.getByText(/^\d+ rules?$/).textContent()) ?? '', 10);
    const all = await found();
    expect(await rows.count()).toBe(50);
    expect(all).toBeGreaterThan(100);
    await page.getByRole('button', { name: 'Show more' }).click();
    await rows.nth(99).waitFor();
    expect(await rows.count()).toBe(100);
    await page.getByRole('textbox', { name: 'Search' }).fill('customer_type');
    await page.waitForURL('**/rules?q=customer_type');
    await expect.poll(found).toBeLessThan(all);
    await page.getByText(ruleId, { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Severity' }).click();
    await page.getByRole('option', { name: 'Warning' }).click();
    await page.waitForURL('**/rules?q=customer_type&severity=WARNING');
    await page.getByText(ruleId, { exact: true }).waitFor({ state: 'detached' });
    await browser.open('/rules?q=no+such+rule');
    await page.getByText('No rules match').waitFor();
    await browser.expectUsable();
  });

  it('has a page for every rule, with what passes and what fails for each loan type', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(loaded.bank.apiKey, `/rules/${ruleId}`);
    await page.getByRole('heading', { level: 1, name: ruleId }).waitFor();
    await page.getByRole('heading', { level: 3, name: 'Passes' }).waitFor();
    const fails = page.locator('section', { has: page.getByRole('heading', { level: 3, name: 'Fails' }) }).last();
    const retail = await fails.locator('pre').textContent();
    await page.getByText('Commercial', { exact: true }).last().click();
    await page.waitForURL(`**/rules/${ruleId}?variant=COMMERCIAL`);
    await expect.poll(() => fails.locator('pre').textContent()).not.toBe(retail);
    await fails.getByRole('button', { name: 'Copy' }).click();
    expect(await page.evaluate<string>('navigator.clipboard.readText()')).toContain('loan_account_number');
    await browser.open('/rules/LOAN-CREDIT-NONE');
    await page.getByRole('heading', { name: 'Rule not found', level: 1 }).waitFor();
    await browser.expectUsable();
  });

  it('shows which mistakes come back, and leads to the rows that make them', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(loaded.bank.apiKey, '/errors');
    const row = page.getByRole('table', { name: 'Errors' }).getByRole('row', { name: new RegExp(ruleId) });
    expect(await row.locator('td').nth(4).textContent()).toBe(String(REJECTED_LOANS));
    await page.getByText('By field', { exact: true }).click();
    await page.waitForURL('**/errors?group_by=field');
    await page.getByRole('table', { name: 'Errors' }).getByText('customer_type', { exact: true }).waitFor();
    await page.goBack();
    await browser.open('/errors');
    await row.getByRole('link').last().click();
    await page.waitForURL(`**/syncs/${loaded.load.id}?file_type=credit&rule_id=${ruleId}`);
    const found = page.getByRole('table', { name: 'Row by row' }).locator('tbody tr');
    await found.first().waitFor();
    expect(await found.count()).toBe(REJECTED_LOANS);
    expect(await found.first().textContent()).toContain('<b>?</b>');
  });

  it('says so when nothing was wrong', async () => {
    const browser = await openPage({ viewport: PHONE });
    await browser.signIn(empty.apiKey, '/errors');
    await browser.page.getByText('No errors, no warnings').waitFor();
    await browser.screenshot('errors-empty');
    await browser.expectUsable();
  });

  it.each(VIEWS)('are usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    const { page } = browser;
    await browser.signIn(loaded.bank.apiKey, '/rules?q=customer');
    await page.locator('tbody tr').first().waitFor();
    await browser.screenshot(`rules-${name}`);
    await browser.expectUsable();
    await browser.open(`/rules/${ruleId}`);
    await page.locator('pre').first().waitFor();
    await browser.screenshot(`rule-${name}`);
    await browser.expectUsable();
    await browser.open('/errors');
    await page.locator('tbody tr').first().waitFor();
    await browser.screenshot(`errors-${name}`);
    await browser.expectUsable();
  });
});
