import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { runScript } from '../processes/run-script.ts';
import { sourceFingerprint } from '../processes/source-fingerprint.ts';
import { pageSources } from './page-sources.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const BUILD = path.join(ROOT, 'web/build/build-page.ts');
/** One folder a state of the sources, so that nobody reads half a page while another process builds. */
const BUILDS = path.join(ROOT, 'dist/page');
const KEPT_BUILDS = 3;

/**
 * The folder of the built page; builds it first when there is none of the present sources. In a process of its own, which
 * takes a few seconds and none of this process' memory.
 * @param log is told once when something has to be built
 */
export async function builtPage(log: (line: string) => void): Promise<string> {
  const folder = path.join(BUILDS, sourceFingerprint(pageSources(ROOT), process.version));
  if (existsSync(path.join(folder, 'index.html'))) return folder;
  log('Building the page (after a change of its sources; a few seconds) …');
  mkdirSync(BUILDS, { recursive: true });
  const unfinished = path.join(BUILDS, `unfinished-${process.pid}-${Date.now()}`);
  try {
    const env = { PATH: process.env.PATH, NODE_ENV: 'production' };
    await runScript([BUILD, unfinished], { cwd: ROOT, env }, 'The page could not be built');
    // Another process may have been as quick.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  forgetOldBuilds(folder);
  return folder;
}

/** The newest stay: another process may be about to read one. */
function forgetOldBuilds(current: string): void {
  const others = readdirSync(BUILDS)
    .filter((name) => /^[0-9a-f]{32}$/.test(name))
    .map((name) => path.join(BUILDS, name))
    .filter((folder) => folder !== current)
    .map((folder) => ({ folder, made: statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.made - a.made);
  for (const { folder } of others.slice(KEPT_BUILDS - 1)) rmSync(folder, { recursive: true, force: true });
}
