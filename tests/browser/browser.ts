import { existsSync } from 'node:fs';
import { type BrowserServer, chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser of all files is reached; empty where there is none. */
    browserEndpoint: string;
  }
}

/** Debian's, or the one that the environment names. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
/** What keeps Chromium from looking for the internet, which is not there. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  // A container's shared memory is often too small for it.
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** One browser for all files: each test has a context of its own in it. */
export default async function provideBrowser(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const skip = (reason: string): undefined => {
    console.error(`${reason}: the tests of the page are skipped. Install Chromium, or name one with CHROMIUM.`);
    project.provide('browserEndpoint', '');
  };
  if (!existsSync(CHROMIUM)) return skip(`No Chromium at ${CHROMIUM}`);
  let server: BrowserServer;
  try {
    server = await chromium.launchServer({ executablePath: CHROMIUM, args: QUIET, host: '127.0.0.1' });
  } catch (error) {
    return skip(`${CHROMIUM} does not start here (${String(error).split('\n')[0]})`);
  }
  project.provide('browserEndpoint', server.wsEndpoint());
  return () => server.close();
}
