import path from 'node:path';
import * as z from 'zod';
import { readJson, writePrivateJson } from './private-file.ts';

const Environment = z.record(z.string(), z.string());

const file = (home: string) => path.join(home, 'environment.json');

/** Writes down the settings of the running service, for scripts of the same laptop (`npm run tenants`). */
export function keepEnvironment(home: string, environment: Readonly<Record<string, string>>): void {
  writePrivateJson(file(home), environment);
}

/** The settings of the service that runs, or ran last, with this home. */
export function readEnvironment(home: string): Record<string, string> | undefined {
  const kept = readJson(file(home));
  return kept === undefined ? undefined : Environment.parse(kept);
}
