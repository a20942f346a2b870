import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runScript } from '../processes/run-script.ts';
import { sourceFingerprint } from '../processes/source-fingerprint.ts';
import { readAssembly, type StackTemplate } from './template-files.ts';

export interface SynthesisOptions {
  /** The CDK app, as `cdk.json` names it: a script that ends in `app.synth()`. */
  readonly app: string;
  /** Folders and files that decide what the app makes. */
  readonly sources: readonly string[];
  /** Context for the app, as in `cdk.json`. */
  readonly context: Readonly<Record<string, unknown>>;
  /** Where synthesised templates are kept; the newest only. */
  readonly cacheDirectory: string;
}

/**
 * The templates of a CDK app, without bundling its functions. The app runs in a process of its own, which costs half a
 * second and none of this process' memory, and only when its sources have changed.
 */
export async function synthesise(options: SynthesisOptions): Promise<StackTemplate[]> {
  const { app, sources, context } = options;
  const key = sourceFingerprint(sources, JSON.stringify([app, context, process.version]));
  const directory = path.join(options.cacheDirectory, key);
  if (!existsSync(path.join(directory, 'manifest.json'))) {
    mkdirSync(options.cacheDirectory, { recursive: true });
    const unfinished = path.join(options.cacheDirectory, `unfinished-${process.pid}-${Date.now()}`);
    await runApp(options, unfinished);
    rmSync(directory, { recursive: true, force: true });
    renameSync(unfinished, directory);
    forgetOthers(options.cacheDirectory, key);
  }
  return readAssembly(directory);
}

function runApp(options: SynthesisOptions, output: string): Promise<void> {
  const context = {
    ...options.context,
    'aws:cdk:bundling-stacks': [],
    'aws:cdk:disable-asset-staging': true,
  };
  const env = {
    PATH: process.env.PATH,
    CDK_OUTDIR: output,
    CDK_CONTEXT_JSON: JSON.stringify(context),
    // The built-in validation takes two seconds and is `cdk synth`'s concern.
    CDK_VALIDATION: 'false',
    CDK_DISABLE_STACK_TRACE: '1',
  };
  return runScript([options.app], { env }, `The CDK app ${options.app} failed`);
}

/** Another process may be reading or writing beside us, so only whole, older results go. */
function forgetOthers(cacheDirectory: string, keep: string): void {
  for (const name of readdirSync(cacheDirectory)) {
    if (name !== keep && /^[0-9a-f]{32}$/.test(name)) {
      rmSync(path.join(cacheDirectory, name), { recursive: true, force: true });
    }
  }
}
