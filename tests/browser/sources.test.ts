import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Page as Listed } from '../api/answers.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { creditRows } from '../api/files.ts';
import { type JsonServer, jsonServer } from '../api/json-server.ts';
import { banksFor, isOperated, tenantsCommand } from '../api/tenants.ts';
import { emptyPostgres, type TestPostgres } from '../integration/operations/postgres-under-test.ts';
import { describePage, PHONE, VIEWS } from './page-under-test.ts';

const PATIENCE_MS = 60_000;
const LOANS = 25;
const PLAN_KEY = 'loan_account_number';
const COLUMNS = Object.keys(creditRows('RETAIL', 1)[0]!);

interface Source {
  readonly source_id: string;
  readonly has_credentials: boolean;
  readonly interval_minutes: number;
  readonly is_enabled: boolean;
}

describePage('sources', (openPage) => {
  let bank: Bank;
  let listed: Bank;
  let server: JsonServer;
  let postgres: TestPostgres;
  let pulled: Source;
  beforeAll(async () => {
    [bank, listed] = (await banksFor('WEB_SOURCES', 2)) as [Bank, Bank];
    server = await jsonServer(({ path, headers }) => {
      if (path === '/loans') return { body: { data: creditRows('RETAIL', LOANS) } };
      if (path === '/wrong') {
        const [first, second, ...others] = creditRows('RETAIL', 4);
        return { body: { data: [first, { ...second, customer_id: '' }, ...others] } };
      }
      if (path === '/secret' && headers['x-api-key'] === 'right') return { body: { data: creditRows('RETAIL', 3) } };
      return { status: 404, body: {} };
    });
    postgres = await emptyPostgres();
    const ledger = new pg.Client(postgres.url);
    await ledger.connect();
    const rows = creditRows('RETAIL', LOANS);
    await ledger.query('CREATE TABLE kept AS SELECT $1::jsonb AS rows', [JSON.stringify(rows)]);
    const texts = COLUMNS.map((column) => `row ->> '${column}' AS ${column}`).join(', ');
    await ledger.query(`CREATE TABLE credit AS SELECT ${texts} FROM kept, jsonb_array_elements(rows) row`);
    await ledger.end();
    pulled = await add('Core banking', { path: '/loans' });
    const failing = await add('Branch office', {
      path: '/gone',
      next: { kind: 'cursor', from: '/next', parameter: 'c' },
    });
    for (const { source_id } of [pulled, failing]) await pull(source_id);
  });
  afterAll(() => Promise.all([server?.[Symbol.asyncDispose](), postgres?.stop()]));

  const add = (name: string, file: object, more: object = {}, by = listed) => {
    const columns = Object.fromEntries(COLUMNS.map((column) => [column, column]));
    const config = { base_url: server.url, files: { credit: { records: '/data', columns, ...file } } };
    const body = { name, dataset: 'loans', variant: 'RETAIL', kind: 'http_pages', is_enabled: false, config, ...more };
    return by.call<Source>('/api/sources', { method: 'POST', body });
  };
  const pull = async (sourceId: string) => {
    const { pull_id } = await listed.call<{ pull_id: string }>(`/api/sources/${sourceId}/pull`, { method: 'POST' });
    const read = () => listed.call<{ status: string }>(`/api/pulls/${pull_id}`);
    await waitFor('the pull', read, ({ status }) => status === 'SYNCED' || status === 'FAILED', PATIENCE_MS);
  };

  it('adds a source that is tried first, pulls it, and leads to the sync', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/loans');
    await page.getByRole('navigation').getByRole('link', { name: 'Sources' }).click();
    await page.getByRole('heading', { name: 'No sources yet' }).waitFor();
    await browser.screenshot('sources-empty');
    await browser.expectUsable();
    await page.getByRole('link', { name: 'Add a source' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Core banking');
    const credits = page.getByRole('region', { name: 'Credits' });
    await credits.getByLabel('Path').fill('loan');
    await credits.getByLabel('Where the list of records is').fill('data');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('1 field above needs another value.').waitFor();
    await page.getByText('This field is required.').waitFor();
    await page.getByLabel('Base address').fill('api.bank.example');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    // The first field that is wrong is focused, and says what it should be.
    await page.getByText('2 fields above need another value.').waitFor();
    await page.getByText('Must be an address with http or https').waitFor();
    await credits.getByText('Must be a JSON pointer').waitFor();
    await page.locator('input[type=url]:focus').waitFor();
    await browser.screenshot('sources-form-refused');
    await browser.expectUsable();
    await page.getByLabel('Base address').fill(server.url);
    await credits.getByLabel('Where the list of records is').fill('/data');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    const outcome = page.getByRole('status', { name: 'Test' });
    await outcome.getByText('The test found 1 problem.').waitFor();
    await outcome.getByText(`${server.url}/loan answered 404`).waitFor();
    await browser.screenshot('sources-form-problem');
    await credits.getByLabel('Path').fill('loans');
    await outcome.getByText('The form has changed since this test.').waitFor();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await outcome.getByText('a pull would go through').waitFor();
    await outcome.getByText(`${LOANS} rows on the first page`).waitFor();
    await outcome.getByText(`Of ${LOANS} rows checked, all are sound`).waitFor();
    await browser.screenshot('sources-form-good');
    await browser.expectUsable();
    await credits.getByLabel('Path').fill('wrong');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await outcome.getByText('Of 4 rows checked, 1 would be rejected').waitFor();
    await outcome
      .getByRole('listitem')
      .getByText(/^customer_id .*\(row 2\)$/)
      .waitFor();
    await browser.screenshot('sources-form-rows');
    await browser.expectUsable();
    await credits.getByLabel('Path').fill('loans');
    await page.getByRole('switch', { name: 'Pull by the schedule' }).click();
    await page.getByRole('button', { name: 'Add a source' }).click();

    await page.getByRole('heading', { level: 1, name: 'Core banking' }).waitFor();
    await page.getByRole('button', { name: 'Pull now' }).click();
    const row = page.getByRole('region', { name: 'Pulls' }).getByRole('row').nth(1);
    await row.getByText('Synced').waitFor({ timeout: PATIENCE_MS });
    await row.getByText(`${LOANS} rows · 1 request`).waitFor();
    expect(await bank.count('RETAIL', 'credit')).toBe(LOANS);
    await row.getByRole('link', { name: 'Sync and findings' }).click();
    await page.getByRole('heading', { level: 1, name: /Retail/ }).waitFor();
    await page.getByText('source Core banking').first().waitFor();
  });

  it('asks for what each way of paging needs, and says at each field what is wrong', async () => {
    const browser = await openPage({ viewport: { width: 375, height: 800 } });
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/loans/sources/new?variant=COMMERCIAL');
    await page.getByLabel('Name', { exact: true }).fill('Plans');
    await page.getByLabel('Base address').fill(server.url);
    await page.getByRole('region', { name: 'Credits' }).getByLabel('Pull this file').uncheck();
    const plans = page.getByRole('region', { name: 'Payment plans' });
    await plans.getByLabel('Pull this file').check();
    const choose = async (name: string) => {
      await plans.getByRole('combobox', { name: 'How pages follow each other' }).click();
      await page.getByRole('option', { name }).click();
    };
    await choose('Cursor');
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Add a source' }).click();
    await page.getByText('3 fields above need another value.').waitFor();
    expect(await page.getByText('This field is required.').count()).toBe(3);
    await page.locator('[aria-invalid=true]:focus').waitFor();
    expect(await plans.getByLabel('Where the cursor is').getAttribute('aria-invalid')).toBe('true');
    await browser.screenshot('sources-form-required');
    await page.getByLabel('Name', { exact: true }).fill('Plans');
    await plans.getByLabel('Where the cursor is').fill('/next');
    await choose('Link');
    await plans.getByLabel('In the header Link').check();
    expect(await plans.getByLabel('JSON pointer to the address').count()).toBe(0);
    await choose('Windows of time');
    await plans.getByLabel('Query parameter of the beginning').fill('from');
    await plans.getByLabel('Query parameter of the end').fill('from');
    await plans.getByLabel('The first one begins').fill('2026-01-01');
    await plans.getByLabel('Length of a window').fill('5 days');
    await plans.getByRole('button', { name: 'Show columns' }).click();
    await plans.getByRole('textbox', { name: PLAN_KEY }).fill('');
    await page.getByRole('button', { name: 'Add a source' }).click();
    await plans.getByText('Must be a duration of one unit').waitFor();
    await plans.getByLabel('Length of a window').fill('P5D');
    await page.getByRole('button', { name: 'Add a source' }).click();
    await plans.getByText(`Required columns are not among them: ${PLAN_KEY}.`).waitFor();
    await plans.getByText('Must be another parameter than that').waitFor();
    await browser.screenshot('sources-form-window');
    await browser.expectUsable();
    await plans.getByRole('textbox', { name: PLAN_KEY }).fill('loan');
    await plans.getByText('1 of them from fields of another name').waitFor();
    await plans.getByLabel('Query parameter of the end').fill('to');
    await page.getByRole('button', { name: 'Add a source' }).click();
    await page.getByRole('heading', { level: 1, name: 'Plans' }).waitFor();
    await page.getByText('Windows of 5 days in the query parameters from and to, from 2026-01-01').waitFor();
    await page.getByText(`${PLAN_KEY} ← loan`).waitFor();
    await browser.screenshot('sources-one-window');
    await browser.expectUsable();
  });

  it('adds a database, as its kind asks for, and pulls it', async () => {
    const browser = await openPage({ viewport: PHONE, colorScheme: 'dark' });
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/loans/sources/new');
    await page.getByLabel('Name', { exact: true }).fill('Ledger');
    await page.getByRole('radio', { name: 'MongoDB' }).check();
    await page.getByLabel('Database of the login').waitFor();
    await page.getByLabel('Collection', { exact: true }).waitFor();
    await browser.screenshot('sources-form-mongodb');
    await browser.expectUsable();
    await page.getByRole('radio', { name: 'Postgres' }).check();
    await page.getByRole('button', { name: 'Add a source' }).click();
    await page.getByText('5 fields above need another value.').waitFor();
    await page.getByLabel('Host', { exact: true }).fill('127.0.0.1');
    await page.getByLabel('Port').fill(new URL(postgres.url).port);
    await page.getByLabel('Database', { exact: true }).fill('postgres');
    await page.getByRole('textbox', { name: 'Username' }).fill('postgres');
    await page.getByRole('textbox', { name: 'Password' }).fill('wrong');
    const credits = page.getByRole('region', { name: 'Credits' });
    await credits.getByLabel('Of a query').check();
    await credits.getByLabel('Query', { exact: true }).fill('SELECT * FROM credit');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    const outcome = page.getByRole('status', { name: 'Test' });
    await outcome.getByText('takes no encrypted connections').waitFor();
    await page.getByRole('combobox', { name: 'Encryption' }).click();
    await page.getByRole('option', { name: 'None' }).click();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await outcome.getByText('refuses the login postgres').waitFor();
    await page.getByRole('textbox', { name: 'Password' }).fill('test');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await outcome.getByText('a pull would go through').waitFor();
    await browser.screenshot('sources-form-postgres');
    await browser.expectUsable();
    await page.getByRole('switch', { name: 'Pull by the schedule' }).click();
    await page.getByRole('button', { name: 'Add a source' }).click();

    await page.getByRole('heading', { level: 1, name: 'Ledger' }).waitFor();
    await page.getByText('SELECT * FROM credit').waitFor();
    await page.getByRole('button', { name: 'Pull now' }).click();
    await page.getByRole('region', { name: 'Pulls' }).getByText('Synced').first().waitFor({ timeout: PATIENCE_MS });
    await browser.screenshot('sources-one-postgres');
    await browser.expectUsable();
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('radio', { name: 'MongoDB' }).waitFor();
    expect(await page.getByRole('radio', { name: 'MongoDB' }).isDisabled()).toBe(true);
    expect(await credits.getByLabel('Query', { exact: true }).inputValue()).toBe('SELECT * FROM credit');
  });

  it('changes a source without showing its credentials, and removes it after asking', async () => {
    const credentials = { headers: { 'X-Api-Key': 'wrong-and-secret' } };
    const { source_id } = await add('Card system', { path: '/secret' }, { credentials }, bank);
    const read = () => bank.call<Source>(`/api/sources/${source_id}`);
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, `/loans/sources/${source_id}`);
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('status', { name: 'Test' }).getByText('answered 404').waitFor();
    await page.getByRole('switch', { name: 'Pull by the schedule' }).click();
    await page.getByText('Card system is pulled by its schedule').waitFor();
    expect((await read()).is_enabled).toBe(true);
    await page.getByRole('switch', { name: 'Pull by the schedule' }).click();
    await page.getByText('Card system is not pulled by the schedule any more').waitFor();

    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByRole('heading', { level: 1, name: 'Edit Card system' }).waitFor();
    await page.getByText('The test takes the source as it is saved').waitFor();
    await page.getByLabel('Interval in minutes').fill('15');
    await page.getByText('Your changes are not part of this test').waitFor();
    await page.getByLabel('Key in a header').check();
    await page.getByLabel('Name of the header').fill('X-Api-Key');
    await page.getByRole('textbox', { name: 'Key', exact: true }).fill('right');
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByRole('status', { name: 'Test' }).getByText('3 rows on the first page').waitFor();
    await browser.expectUsable();
    // What was typed is not lost by going elsewhere.
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Card system is saved').waitFor();
    expect(await read()).toMatchObject({ interval_minutes: 15, has_credentials: true, is_enabled: false });
    expect(await page.content()).not.toMatch(/wrong-and-secret/);

    await page.getByRole('button', { name: 'Show as JSON' }).click();
    await page.getByText('"base_url"').waitFor();
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByText('the list of its pulls').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    await page.getByText('Card system is removed').waitFor();
    const { data } = await bank.call<Listed<Source>>('/api/sources');
    expect(data.map((one) => one.source_id)).not.toContain(source_id);
    await browser.open(`/loans/sources/${source_id}`);
    await page.getByText('There is no source with this id.').waitFor();
  });

  it('lets a viewer look, without what is not theirs to do', async ({ skip }) => {
    if (!isOperated()) skip('keys of other roles are made on the command line');
    const { api_key } = await tenantsCommand<{ api_key: string }>('key', listed.tenantId, 'viewer');
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(api_key, '/loans/sources');
    await page.getByRole('link', { name: 'Core banking' }).waitFor();
    expect(await page.getByRole('link', { name: 'Add a source' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Core banking' }).click();
    await page.getByRole('region', { name: 'Pulls' }).first().getByText('Synced').waitFor();
    for (const name of ['Pull now', 'Test', 'Remove']) expect(await page.getByRole('button', { name }).count()).toBe(0);
    expect(await page.getByRole('link', { name: 'Edit' }).count()).toBe(0);
    expect(await page.getByRole('switch').count()).toBe(0);
    await browser.expectUsable();
    await browser.open('/loans/sources/new');
    await page.getByText('Only operators and admins add and change sources').waitFor();
  });

  it.each(VIEWS)('is usable: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    const { page } = browser;
    await browser.signIn(listed.apiKey, '/loans/sources');
    await page.getByRole('link', { name: 'Branch office' }).waitFor();
    await browser.screenshot(`sources-list-${name}`);
    await browser.expectUsable();
    await page.getByRole('link', { name: 'Branch office' }).click();
    await page.getByRole('alert').waitFor();
    await browser.screenshot(`sources-failed-${name}`);
    await browser.expectUsable();
    await browser.open(`/loans/sources/${pulled.source_id}`);
    await page.locator('time').first().waitFor();
    await browser.screenshot(`sources-one-${name}`);
    await browser.expectUsable();
    await browser.open(`/loans/sources/${pulled.source_id}/edit`);
    await page.locator('form').waitFor();
    await browser.screenshot(`sources-edit-${name}`);
    await browser.expectUsable();
  });

  it('speaks Turkish, down to what the source answered', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(listed.apiKey, '/loans/sources');
    await page.getByRole('heading', { level: 1, name: 'Sources' }).waitFor();
    await page.getByRole('combobox', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Türkçe' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kaynaklar' }).waitFor();
    await page.getByRole('link', { name: 'Branch office' }).click();
    await page.getByRole('alert').getByText('404 yanıtını verdi').waitFor();
    await page.getByText('/next konumundaki imleç, c sorgu parametresiyle gönderilir').waitFor();
    await page.getByRole('button', { name: 'Dene' }).click();
    await page.getByRole('status', { name: 'Deneme' }).getByText('404 yanıtını verdi').waitFor();
    await browser.screenshot('sources-turkish');
    await browser.expectUsable();
  });
});
