import { statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { BUNDLE, functionEntry, TRACING_MODULE } from '../infra/bundling.ts';
import { FUNCTIONS, type FunctionName } from '../infra/functions.ts';

export interface Bundle {
  readonly name: FunctionName;
  readonly file: string;
  /** Without the source map, which is deployed beside it and read only when something fails. */
  readonly bytes: number;
}

const ROOT = path.resolve(import.meta.dirname, '..');

export const functionNames = Object.keys(FUNCTIONS) as FunctionName[];

/** Bundles every function by itself, minified, as the CDK app does for a deployment (infra/constructs/tranche-function.ts). */
export async function bundleForDeployment(folder: string): Promise<Bundle[]> {
  const bundles: Bundle[] = [];
  for (const name of functionNames) {
    const file = path.join(folder, name, 'index.mjs');
    await build({
      entryPoints: [path.join(ROOT, functionEntry(name))],
      outfile: file,
      absWorkingDir: ROOT,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: BUNDLE.target,
      mainFields: [...BUNDLE.mainFields],
      banner: { js: BUNDLE.banner },
      external: [TRACING_MODULE, ...(FUNCTIONS[name].packages ?? [])],
      minify: true,
      keepNames: true,
      sourcemap: 'linked',
      sourcesContent: false,
      logLevel: 'silent',
    });
    bundles.push({ name, file, bytes: statSync(file).size });
  }
  return bundles;
}
