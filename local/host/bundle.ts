import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import * as z from 'zod';
import { BUNDLE, ENTRY_METADATA } from '../../infra/bundling.ts';
import { type StackTemplate, TemplateError } from './template-files.ts';

/** By function (`uploads`), the file to import. */
export type Bundles = Readonly<Record<string, string>>;

/** What a kept bundle was made from: each file's size and time of change. */
const Kept = z.object({ options: z.string(), inputs: z.record(z.string(), z.tuple([z.number(), z.number()])) });

/**
 * Bundles the templates' functions as `cdk deploy` does, in one call: what they share is read and written once. A bundle
 * is used again as long as nothing that went into it has changed.
 * @param root the entries in the templates are relative to it
 */
export async function bundleFunctions(
  stacks: readonly StackTemplate[],
  root: string,
  outputDirectory: string,
): Promise<Bundles> {
  const entries = entriesOf(stacks, root);
  const bundles = Object.fromEntries(
    Object.keys(entries).map((name) => [name, path.join(outputDirectory, `${name}.mjs`)]),
  );
  const record = path.join(outputDirectory, 'made-from.json');
  const options = JSON.stringify([BUNDLE, entries]);
  if (isCurrent(record, options)) return bundles;

  rmSync(outputDirectory, { recursive: true, force: true });
  mkdirSync(outputDirectory, { recursive: true });
  const { metafile } = await build({
    entryPoints: entries,
    outdir: outputDirectory,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: BUNDLE.target,
    mainFields: [...BUNDLE.mainFields],
    banner: { js: BUNDLE.banner },
    sourcemap: 'linked',
    sourcesContent: false,
    metafile: true,
    logLevel: 'silent',
  });
  const files = Object.keys(metafile.inputs).map((input) => path.resolve(root, input));
  const kept: z.infer<typeof Kept> = {
    options,
    inputs: Object.fromEntries(files.map((file) => [file, stateOf(file)])),
  };
  writeFileSync(record, JSON.stringify(kept));
  return bundles;
}

/** functions/uploads/handler.ts → uploads; …/fixture/handlers/echo.ts → echo. Names the log and the bundle. */
export function functionNameOf(entry: string): string {
  const { dir, name } = path.posix.parse(entry);
  return name === 'handler' ? path.posix.basename(dir) : name;
}

/** Functions without an entry are helpers that the CDK adds for custom resources of its own. */
function entriesOf(stacks: readonly StackTemplate[], root: string): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const resource of stacks.flatMap(({ template }) => Object.values(template.Resources))) {
    const entry = resource.Metadata[ENTRY_METADATA];
    if (typeof entry !== 'string') continue;
    const name = functionNameOf(entry);
    if (Object.hasOwn(entries, name)) throw new TemplateError(`two functions are called ${name}`);
    entries[name] = path.resolve(root, entry);
  }
  return entries;
}

function isCurrent(record: string, options: string): boolean {
  try {
    const kept = Kept.parse(JSON.parse(readFileSync(record, 'utf8')));
    const unchanged = ([file, [size, time]]: [string, [number, number]]) => {
      const now = stateOf(file);
      return now[0] === size && now[1] === time;
    };
    return kept.options === options && Object.entries(kept.inputs).every(unchanged);
  } catch {
    // Never made, cut off while it was made, or a source is gone.
    return false;
  }
}

function stateOf(file: string): [number, number] {
  const { size, mtimeMs } = statSync(file);
  return [size, mtimeMs];
}
