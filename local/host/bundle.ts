import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { BUNDLE } from '../../infra/bundling.ts';

/**
 * Bundles every function as `cdk deploy` does, in one call: what they share is read and written once.
 * @param entries by function name, the file that exports `handler`
 * @returns by function name, the file to import
 */
export async function bundleFunctions(
  entries: Readonly<Record<string, string>>,
  outputDirectory: string,
): Promise<Record<string, string>> {
  rmSync(outputDirectory, { recursive: true, force: true });
  mkdirSync(outputDirectory, { recursive: true });
  await build({
    entryPoints: { ...entries },
    outdir: outputDirectory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: BUNDLE.target,
    mainFields: [...BUNDLE.mainFields],
    banner: { js: BUNDLE.banner },
    sourcemap: 'linked',
    sourcesContent: false,
    logLevel: 'silent',
  });
  return Object.fromEntries(Object.keys(entries).map((name) => [name, path.join(outputDirectory, `${name}.mjs`)]));
}
