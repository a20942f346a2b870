import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '..');
/** What decides how the databases look once they are migrated. */
const SOURCES = ['functions/migrate', 'shared/operations', 'shared/warehouse', 'shared/contracts', 'shared/datasets'];

/** Changes with the files that migrations are made of: then CloudFormation runs them again, and otherwise not. */
export function migrationsFingerprint(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const files = readdirSync(path.join(ROOT, source), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort();
    for (const file of files) {
      hash.update(path.relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  }
  return hash.digest('hex').slice(0, 16);
}
