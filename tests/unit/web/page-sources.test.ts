import path from 'node:path';
import { build } from 'esbuild';
import { expect, it } from 'vitest';
import { pageSources } from '../../../local/page/page-sources.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

it('the page is built anew when any file changes that is in it', async () => {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['web/main.tsx', 'web/pages/upload/check/check-worker.ts'],
    bundle: true,
    splitting: true,
    format: 'esm',
    jsx: 'automatic',
    packages: 'external',
    external: ['*.css'],
    outdir: 'unwritten',
    write: false,
    metafile: true,
  });
  const sources = new Set(pageSources(ROOT).map((file) => path.relative(ROOT, file)));
  const bundled = Object.keys(metafile.inputs);
  expect(bundled.filter((file) => file.startsWith('shared/')).length).toBeGreaterThan(10);
  expect(bundled.filter((file) => !sources.has(file))).toEqual([]);
  for (const file of ['web/index.html', 'web/shell/shell.module.css', 'package-lock.json'])
    expect(sources).toContain(file);
  // What only the service needs does not have the page built anew.
  expect([...sources].filter((file) => /^(functions|infra|local|shared\/(operations|pipeline))\//.test(file))).toEqual(
    [],
  );
});
