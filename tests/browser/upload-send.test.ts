import { beforeAll, expect, it } from 'vitest';
import type { SyncLog, Upload } from '../api/answers.ts';
import { type Bank, waitFor } from '../api/bank.ts';
import { creditFile, paymentFile } from '../api/files.ts';
import { banksFor } from '../api/tenants.ts';
import { describePage, type PageUnderTest, PHONE } from './page-under-test.ts';
import { bytesOf, choose, fileIn, largeCreditFile, uploadFolder, uploadOf, write } from './upload-files.ts';

const MIB = 1024 ** 2;
const PART_BYTES = 8 * MIB;
/** Bytes a second of a line that nobody slows down. */
const FAST = -1;

describePage('a file that is sent', (openPage) => {
  let bank: Bank;
  let going: Bank;
  let folder: string;
  beforeAll(async () => {
    [bank, going] = (await banksFor('WEB_SEND', 2)) as [Bank, Bank];
    folder = await uploadFolder();
  });

  /** Makes the line slow enough to be watched; what comes back changes it again. */
  async function slowLine({ page }: PageUnderTest, first: number): Promise<(bytesPerSecond: number) => Promise<void>> {
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const change = async (uploadThroughput: number) => {
      const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput };
      await session.send('Network.emulateNetworkConditions', conditions);
    };
    await change(first);
    return change;
  }

  it('arrives with its companion, is staged, checked alone and then loaded', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    await choose(
      page,
      await write(folder, 'credits.csv', bytesOf(creditFile('RETAIL', 40))),
      await write(folder, 'plan.csv', bytesOf(paymentFile('RETAIL', 40, { each: 2 }))),
    );
    await page.getByRole('button', { name: 'Send 2 files' }).click();
    for (const name of ['credits.csv', 'plan.csv'])
      await fileIn(page, name).getByText('Staged', { exact: true }).waitFor();
    const next = page.getByRole('region', { name: 'Retail: staged and waiting' });
    await next.getByText('the schedule picks them up within a minute').waitFor();
    await browser.screenshot('upload-staged');
    await browser.expectUsable();
    await next.getByRole('button', { name: 'Validation only' }).click();
    await page.getByRole('region', { name: 'Retail: the validation has ended' }).getByText('Validated').waitFor();
    await page.getByText('The schedule leaves these files alone').waitFor();
    await page.getByRole('button', { name: 'Start the sync now' }).click();
    const ended = page.getByRole('region', { name: 'Retail: the sync has ended' });
    await ended.getByText('Completed').waitFor();
    await fileIn(page, 'credits.csv').getByText('Loaded', { exact: true }).waitFor();
    expect(await bank.count('RETAIL', 'credit')).toBe(40);
    const logs = await bank.all<SyncLog>('/api/sync/logs');
    expect(logs.map(({ validate_only }) => validate_only)).toEqual([false, true]);
    await browser.screenshot('upload-loaded');
    await ended.getByRole('link', { name: 'View result' }).click();
    await page.waitForURL(`**/syncs/${logs[0]!.id}`);
  });

  it('goes in parts, is paused, and goes on after a reload with what is missing', async () => {
    const browser = await openPage();
    const { page } = browser;
    const content = largeCreditFile(3.5 * PART_BYTES);
    const file = await write(folder, 'large.csv', content);
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    const sent: number[] = [];
    page.on('requestfinished', (request) => {
      const part = new URL(request.url()).searchParams.get('partNumber');
      if (request.method() === 'PUT' && part !== null) sent.push(Number(part));
    });
    await browser.signIn(going.apiKey, '/upload');
    const changeLine = await slowLine(browser, 2 * MIB);
    // The last part is on its way until the reload, however long the rest takes.
    const lastPart = `**/*partNumber=${Math.ceil(content.length / PART_BYTES)}*`;
    await page.route(lastPart, () => {});
    await choose(page, file);
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    const line = fileIn(page, 'large.csv');
    await line.getByText(/a second/).waitFor();
    await browser.screenshotNow('upload-sending');
    await line.getByRole('button', { name: 'Pause large.csv' }).click();
    await line.getByText('Paused').waitFor();
    const upload = (await uploadOf(going, 'large.csv')) as Upload;
    await changeLine(FAST);
    await line.getByRole('button', { name: 'Resume large.csv' }).click();
    await waitFor(
      'a part',
      () => receivedParts(going, upload.upload_id),
      ({ length }) => length > 0,
    );
    await page.reload();
    await page.unroute(lastPart);
    expect(asked).toEqual(['beforeunload']);

    const interrupted = page.getByRole('region', { name: 'Interrupted' });
    await interrupted.getByText('large.csv').waitFor();
    await browser.screenshot('upload-interrupted');
    await browser.expectUsable();
    const other = await write(`${folder}/other`, 'large.csv', content.subarray(0, -1));
    const again = page.getByRole('button', { name: 'Choose the file again: large.csv' });
    const chooser = page.waitForEvent('filechooser');
    await again.click();
    await (await chooser).setFiles(other);
    await interrupted.getByText('This is not the same file').waitFor();
    const before = await receivedParts(going, upload.upload_id);
    sent.length = 0;
    const second = page.waitForEvent('filechooser');
    await again.click();
    await (await second).setFiles(file);
    await line.getByText('Staged', { exact: true }).waitFor();
    expect(sent.some((part) => before.includes(part))).toBe(false);
    expect(sent.length + before.length).toBe(Math.ceil(content.length / PART_BYTES));
    expect(await uploadOf(going, 'large.csv')).toMatchObject({
      upload_id: upload.upload_id,
      status: 'STAGED',
      size_bytes: content.length,
    });
  });

  it('is cancelled, and the service knows', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(going.apiKey, '/upload');
    await slowLine(browser, MIB);
    await choose(page, await write(folder, 'unwanted.csv', largeCreditFile(2 * PART_BYTES + 1)));
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    const line = fileIn(page, 'unwanted.csv');
    await line.getByRole('button', { name: 'Pause unwanted.csv' }).click();
    await line.getByRole('button', { name: 'Cancel unwanted.csv' }).click();
    const dialog = page.getByRole('dialog');
    await browser.expectUsable();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await line.getByRole('button', { name: 'Cancel unwanted.csv' }).click();
    await dialog.getByRole('button', { name: 'Cancel the upload' }).click();
    await page.getByRole('cell', { name: 'Expired' }).first().waitFor();
    expect((await uploadOf(going, 'unwanted.csv'))?.status).toBe('EXPIRED');
  });

  it('is one upload, and cancelled as one, also where the service answers after a pause', async () => {
    const browser = await openPage();
    const { page } = browser;
    const held: (() => void)[] = [];
    await page.route('**/api/uploads', async (route) => {
      const response = await route.fetch();
      if (route.request().method() === 'POST') await new Promise<void>((resolve) => held.push(resolve));
      await route.fulfill({ response });
    });
    const release = () => {
      for (const answer of held.splice(0)) answer();
    };
    const named = async (name: string) =>
      (await bank.all<Upload>('/api/uploads')).filter(({ file_name }) => file_name === name);
    await browser.signIn(bank.apiKey, '/upload');
    for (const name of ['hesitant.csv', 'unwanted-early.csv']) {
      await choose(page, await write(folder, name, bytesOf(creditFile('RETAIL', 10))));
      await page.getByRole('button', { name: 'Send 1 file' }).click();
      await waitFor(
        'the announcement',
        () => named(name),
        ({ length }) => length > 0,
      );
      await page.getByRole('button', { name: `Pause ${name}` }).click();
      if (name === 'hesitant.csv') {
        await page.getByRole('button', { name: `Resume ${name}` }).click();
        release();
        await fileIn(page, name).getByText('Staged', { exact: true }).waitFor();
      } else {
        await page.getByRole('button', { name: `Cancel ${name}` }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Cancel the upload' }).click();
        release();
        await waitFor(
          'the end of the upload',
          () => named(name),
          ([upload]) => upload?.status === 'EXPIRED',
        );
      }
      expect(await named(name)).toHaveLength(1);
    }
  });

  it('goes on while other pages are looked at', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(going.apiKey, '/upload');
    await slowLine(browser, 4 * MIB);
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await choose(page, await write(folder, 'beside.csv', largeCreditFile(2 * PART_BYTES + 1)));
    await page.getByRole('button', { name: 'Send 1 file' }).click();
    await fileIn(page, 'beside.csv').getByText('Sending').waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByText('Files are still being sent').waitFor();
    await page.getByRole('link', { name: 'Upload' }).click();
    await fileIn(page, 'beside.csv').getByText('Staged', { exact: true }).waitFor({ timeout: 30_000 });
    // The storage lets the page see the ETags of parts, so it need not ask the service for them.
    expect(asked.filter((request) => /^GET .*\/parts$/.test(request))).toEqual([]);
    expect(asked.filter((request) => request.endsWith('/complete'))).toHaveLength(1);
  });

  it('is shown with what the service found, where the browser could not', async () => {
    const browser = await openPage();
    const { page } = browser;
    await browser.signIn(bank.apiKey, '/upload');
    // Somebody else's program announces another file.
    const sha256 = '0'.repeat(64);
    const announced = await bank.announce({ ...creditFile('COMMERCIAL', 3), sha256, name: 'short.csv' });
    await bank.put(announced, creditFile('COMMERCIAL', 3).content);
    await bank.waitForUpload(announced.upload_id, ({ status }) => status === 'REJECTED');
    await page.reload();
    const row = page.getByRole('row').filter({ hasText: 'short.csv' });
    await row.getByText('Rejected', { exact: true }).waitFor();
    expect(await row.getByRole('link').first().getAttribute('href')).toBe('/problems/checksum-mismatch');
    await page.getByRole('combobox', { name: 'Status' }).click();
    await page.getByRole('option', { name: 'Superseded' }).click();
    await page.getByText('No uploads match').waitFor();
    expect(new URL(page.url()).search).toBe('?status=SUPERSEDED');
  });

  it.each([
    { name: 'phone', view: { viewport: PHONE } },
    { name: 'phone-dark-turkish', view: { viewport: PHONE, colorScheme: 'dark', locale: 'tr-TR' } },
    { name: 'dark', view: { colorScheme: 'dark' } },
  ] as const)('is usable while it is on its way: $name', async ({ name, view }) => {
    const browser = await openPage(view);
    const { page } = browser;
    await browser.signIn(going.apiKey, '/upload');
    await slowLine(browser, 2 * MIB);
    await choose(
      page,
      await write(folder, `portfoy_${name}.csv`, largeCreditFile(PART_BYTES * 3)),
      await write(folder, `plan_retail_${name}.csv`, bytesOf(paymentFile('RETAIL', 5000, { each: 3 }))),
    );
    await page.getByRole('button', { name: /Send 2|2 dosyayı/ }).click();
    await page
      .getByText(/a second|saniyede/)
      .first()
      .waitFor();
    await browser.screenshotNow(`upload-on-its-way-${name}`);
    await page.getByRole('button', { name: /Pause all|Tümünü duraklat/ }).click();
    await browser.expectUsable();
    // What is left behind must not ask the next time.
    for (const button of await page.getByRole('button', { name: /^Cancel portfoy|portfoy.* iptal et$/ }).all()) {
      await button.click();
      await page.getByRole('dialog').getByRole('button').last().click();
    }
  });
});

async function receivedParts(bank: Bank, uploadId: string): Promise<number[]> {
  const parts = await bank.all<{ part_number: number }>(`/api/uploads/${uploadId}/parts`);
  return parts.map(({ part_number }) => part_number);
}
