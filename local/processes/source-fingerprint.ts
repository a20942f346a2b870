import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Tells whether what was made from sources is still up to date: file times do not, since a checkout changes them.
 * @param sources folders and files
 * @param salt what else decides, such as options
 */
export function sourceFingerprint(sources: readonly string[], salt: string): string {
  const hash = createHash('sha256').update(salt);
  for (const source of sources) {
    for (const file of filesBelow(source)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 32);
}

function filesBelow(source: string): string[] {
  return readdirSync(path.dirname(source), { withFileTypes: true })
    .filter((entry) => entry.name === path.basename(source))
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [source];
      const inside = readdirSync(source, { withFileTypes: true, recursive: true });
      return inside
        .filter((file) => file.isFile())
        .map((file) => path.join(file.parentPath, file.name))
        .sort();
    });
}
