import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest';
import { CHROMIUM } from './browser.ts';

const WAIT_MS = 15_000;
/** Whether nothing is marked as loading, after the page was drawn twice. */
const DRAWN_AT_REST = `document.fonts.ready.then(() => new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(document.querySelector('[aria-busy=true]') === null)))))`;

export const DESKTOP = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;
/** How every page is looked at, in `it.each`. */
export const VIEWS = [
  { name: 'light', view: {} },
  { name: 'dark', view: { colorScheme: 'dark' } },
  { name: 'phone', view: { viewport: PHONE } },
  { name: 'phone-dark-turkish', view: { viewport: PHONE, colorScheme: 'dark', locale: 'tr-TR' } },
] as const;

export interface View {
  readonly viewport: { readonly width: number; readonly height: number };
  readonly colorScheme: 'light' | 'dark';
  /** The browser's language, which the page follows. */
  readonly locale: string;
}

const USUAL: View = { viewport: DESKTOP, colorScheme: 'light', locale: 'en-GB' };

/** A page in a browser of its own, watched: whatever it does wrong fails the test that opened it. */
export class PageUnderTest {
  readonly page: Page;
  readonly #context: BrowserContext;
  /** Faults of the page, as they happened: uncaught errors, refused by the security policy, asked of other hosts. */
  readonly faults: string[] = [];
  /** What was asked for and has not come yet. */
  readonly #loading = new Set<Request>();

  constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('pageerror', (error) => this.faults.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      // A refusal of the API is an answer; what the page makes of it is what a test looks at.
      if (message.type() === 'error' && !text.startsWith('Failed to load resource'))
        this.faults.push(`console: ${text}`);
    });
    context.on('request', (request) => {
      // What is sent is not loading: it may take as long as a test wants to watch it.
      if (request.method() === 'GET') this.#loading.add(request);
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') this.faults.push(`other host: ${request.url()}`);
    });
    context.on('requestfinished', (request) => this.#loading.delete(request));
    context.on('requestfailed', (request) => this.#loading.delete(request));
    context.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${response.status()} of ${response.url()}`);
    });
  }

  /** Opens an address of the page, such as `/settings`. */
  async open(address = '/loans'): Promise<void> {
    await this.page.goto(inject('baseUrl') + address);
  }

  /** Opens the page and signs in as a person does. */
  async signIn(apiKey: string, address = '/loans'): Promise<void> {
    await this.open(address);
    await this.page.locator('input[type=password]').fill(apiKey);
    await this.page.locator('button[type=submit]').click();
    await this.page.locator('#content h1').waitFor();
  }

  /** Waits until nothing is loading any more. */
  async settle(): Promise<void> {
    await this.page.waitForLoadState('load');
    // Drawn twice with nothing under way: what came last has had its chance to ask for more.
    const isStill = async () => (await this.page.evaluate<boolean>(DRAWN_AT_REST)) && this.#loading.size === 0;
    await expect.poll(isStill, { timeout: WAIT_MS, interval: 20, message: 'still loading' }).toBe(true);
  }

  /** No serious or critical finding of axe, and nothing wider than the screen. */
  async expectUsable(): Promise<void> {
    await this.settle();
    // In the page itself: there are no frames, for which axe would open a window more.
    const axe = new AxeBuilder({ page: this.page }).setLegacyMode().options({ resultTypes: ['violations'] });
    const { violations } = await axe.analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    expect(serious).toEqual([]);
    const overflow = await this.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect({ pixelsTooWide: overflow }).toEqual({ pixelsTooWide: 0 });
  }

  /** A picture of the whole page, to be looked at by eye; taken where SCREENSHOTS names a folder for it. */
  async screenshot(name: string): Promise<void> {
    await this.settle();
    await this.screenshotNow(name);
  }

  /** The same of what is still on its way: waiting for it would be waiting for its end. */
  async screenshotNow(name: string): Promise<void> {
    const folder = process.env.SCREENSHOTS;
    if (!folder) return;
    const file = path.join(folder, `${name}.png`);
    await this.page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
  }

  /** What the browser saves when `act` is done. */
  async downloaded(act: () => Promise<void>): Promise<Buffer> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return Buffer.concat(await (await download.createReadStream()).toArray());
  }

  /** What is focused, as a screen reader would name it: tag, then name or text. */
  async focused(): Promise<string> {
    return this.page.evaluate<string>(
      `(() => { const e = document.activeElement; return e.tagName.toLowerCase() + ' ' + (e.getAttribute('aria-label') ?? e.textContent ?? '').trim(); })()`,
    );
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}

/** Describes tests that need a browser; without one they are skipped, and the report says why. */
export function describePage(
  name: string,
  define: (openPage: (view?: Partial<View>) => Promise<PageUnderTest>) => void,
): void {
  const endpoint = inject('browserEndpoint');
  if (endpoint === '') {
    describe.skip(`${name} (no Chromium at ${CHROMIUM}: install it, or name it with CHROMIUM)`, () =>
      define(neverOpened));
    return;
  }
  describe(name, () => {
    let browser: Browser;
    let opened: PageUnderTest[] = [];
    beforeAll(async () => {
      browser = await chromium.connect(endpoint);
    });
    afterAll(() => browser?.close());
    afterEach(async () => {
      const closing = opened;
      opened = [];
      for (const page of closing) await page.close();
      expect(closing.flatMap(({ faults }) => faults)).toEqual([]);
    });
    define(async (view = {}) => {
      const { viewport, colorScheme, locale } = { ...USUAL, ...view };
      const context = await browser.newContext({
        viewport,
        colorScheme,
        locale,
        timezoneId: 'Europe/Istanbul',
        reducedMotion: 'reduce',
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      context.setDefaultTimeout(WAIT_MS);
      const page = new PageUnderTest(context, await context.newPage());
      opened.push(page);
      return page;
    });
  });
}

const neverOpened = (): never => {
  throw new Error('there is no browser');
};
