/**
 * How a function becomes one file, for `cdk deploy` and for the laptop host alike. Everything is bundled, the AWS SDK
 * too: what runs is what was tested, not what the runtime happens to carry.
 */
export const BUNDLE = {
  target: 'node24',
  mainFields: ['module', 'main'],
  // Packages written as CommonJS call `require` for Node's own modules; an ES module has none until it is made.
  banner:
    "import { createRequire as bundleRequire } from 'node:module'; const require = bundleRequire(import.meta.url);",
} as const;

/** Has a file for each package that is bundled beside functions: what they import of it. */
export const PACKAGES = 'infra/packages';

/** Imported where there is a collector of traces, and nowhere else (shared/observability/tracing.ts). */
export const TRACING_MODULE = './otlp-spans.ts';

/** The file that exports `handler`, from the root of the repository. */
export function functionEntry(name: string): string {
  return `functions/${name}/handler.ts`;
}

/** Key under which a function's resource in the template names its entry: the laptop host bundles from there. */
export const ENTRY_METADATA = 'tranche:entry';
