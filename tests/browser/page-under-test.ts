import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject } from 'vitest';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** What keeps Chromium from looking for the internet, which is not there. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const WAIT_MS = 15_000;

export const DESKTOP = { width: 1440, height: 900 } as const;
export const PHONE = { width: 390, height: 844 } as const;

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
  readonly #folder: string;
  /** Faults of the page, as they happened: uncaught errors, refused by the security policy, asked of other hosts. */
  readonly faults: string[] = [];

  constructor(context: BrowserContext, page: Page, folder: string) {
    this.#context = context;
    this.page = page;
    this.#folder = folder;
    page.on('pageerror', (error) => this.faults.push(`uncaught: ${error.message}`));
    page.on('console', (message) => {
      const text = message.text();
      // A refusal of the API is an answer; what the page makes of it is what a test looks at.
      if (message.type() === 'error' && !text.startsWith('Failed to load resource'))
        this.faults.push(`console: ${text}`);
    });
    context.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') this.faults.push(`other host: ${request.url()}`);
    });
    context.on('response', (response) => {
      if (response.status() >= 500) this.faults.push(`${response.status()} of ${response.url()}`);
    });
  }

  /** Opens an address of the page, such as `/settings`. */
  async open(address = '/'): Promise<void> {
    await this.page.goto(inject('baseUrl') + address);
  }

  /** Opens the page and signs in as a person does. */
  async signIn(apiKey: string, address = '/'): Promise<void> {
    await this.open(address);
    await this.page.locator('input[type=password]').fill(apiKey);
    await this.page.locator('button[type=submit]').click();
    await this.page.locator('#content h1').waitFor();
  }

  /** Waits until nothing is loading any more. */
  async settle(): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    await this.page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    await this.page.evaluate('document.fonts.ready');
  }

  /** No serious or critical finding of axe, and nothing wider than the screen. */
  async expectUsable(): Promise<void> {
    await this.settle();
    const { violations } = await new AxeBuilder({ page: this.page }).analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    expect(serious).toEqual([]);
    const overflow = await this.page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect({ pixelsTooWide: overflow }).toEqual({ pixelsTooWide: 0 });
  }

  /** A picture of the whole page, to be looked at by eye: in the folder that SCREENSHOTS names, or a temporary one. */
  async screenshot(name: string): Promise<string> {
    await this.settle();
    const file = path.join(this.#folder, `${name}.png`);
    await this.page.screenshot({ path: file, fullPage: true, animations: 'disabled' });
    return file;
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
  if (!existsSync(CHROMIUM)) {
    describe.skip(`${name} (no Chromium at ${CHROMIUM}: install it, or name it with CHROMIUM)`, () =>
      define(neverOpened));
    return;
  }
  describe(name, () => {
    let browser: Browser;
    let folder: string;
    let opened: PageUnderTest[] = [];
    beforeAll(async () => {
      folder = process.env.SCREENSHOTS || (await mkdtemp(path.join(tmpdir(), 'tranche-screens-')));
      browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
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
      const page = new PageUnderTest(context, await context.newPage(), folder);
      opened.push(page);
      return page;
    });
  });
}

const neverOpened = (): never => {
  throw new Error('there is no browser');
};
