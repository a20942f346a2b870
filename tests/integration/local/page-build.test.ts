import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtPage } from '../../../local/page/build-page.ts';

const FIRST_LOAD_KB = 350;
const FIRST_STYLES_KB = 60;

interface Chunk {
  readonly file: string;
  readonly name?: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

describe('the built page', () => {
  let folder: string;
  let manifest: Readonly<Record<string, Chunk>>;
  beforeAll(async () => {
    folder = await builtPage(() => {});
    manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8'));
  });

  /** A chunk and what it needs before it can run. */
  const withImports = (key: string, seen = new Set<string>()): Set<string> => {
    if (!seen.has(key)) {
      seen.add(key);
      for (const imported of manifest[key]?.imports ?? []) withImports(imported, seen);
    }
    return seen;
  };
  const gzipped = (files: Iterable<string>) =>
    [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length, 0) /
    1024;
  /** What is loaded until a page can be used: the entry, one language and the page. */
  const firstLoad = (...sources: string[]) => {
    const keys = new Set<string>();
    for (const source of ['index.html', 'i18n/tr/index.ts', ...sources]) {
      expect(manifest[source], source).toBeDefined();
      withImports(source, keys);
    }
    return [...keys].map((key) => manifest[key] as Chunk);
  };

  it.each([
    ['signing in', 'pages/sign-in/sign-in-page.tsx'],
    ['the overview', 'pages/overview/overview-page.tsx'],
  ])(`%s needs at most ${FIRST_LOAD_KB} kB of JavaScript`, (_, source) => {
    const chunks = firstLoad(source);
    expect(gzipped(new Set(chunks.map(({ file }) => file)))).toBeLessThan(FIRST_LOAD_KB);
    expect(gzipped(new Set(chunks.flatMap(({ css = [] }) => css)))).toBeLessThan(FIRST_STYLES_KB);
  });

  it('has nothing of how tables are computed and analyses answered', () => {
    const scripts = Object.values(manifest).filter(({ file }) => file.endsWith('.js'));
    const computing = scripts.filter(({ file }) =>
      /GROUP BY|ANY JOIN/.test(readFileSync(path.join(folder, file), 'utf8')),
    );
    expect(computing.map(({ file }) => file)).toEqual([]);
  });

  it('loads each page by itself', () => {
    const pages = Object.keys(manifest).filter((key) => /^pages\/.*-page\.tsx$/.test(key));
    expect(pages.length).toBeGreaterThan(10);
    for (const page of pages) expect([page, withImports('index.html').has(page)]).toEqual([page, false]);
  });

  it('names everything it keeps by its content, and asks nothing of other hosts', () => {
    for (const { file } of Object.values(manifest)) expect(file).toMatch(/^assets\/.+-[\w-]{8}\.\w+$/);
    const index = readFileSync(path.join(folder, 'index.html'), 'utf8');
    expect(index).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    // Scripts in line would be refused by the security policy.
    expect(index).not.toMatch(/<script(?![^>]*\ssrc=)/);
    expect(index).not.toMatch(/\sstyle=|\son\w+=/);
  });
});
