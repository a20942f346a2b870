import { readdirSync } from 'node:fs';
import path from 'node:path';

/** All files of a folder, as they are met. */
export function* filesBelow(folder: string): Generator<string> {
  for (const entry of stillThere(() => readdirSync(folder, { withFileTypes: true })) ?? []) {
    const found = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(found);
    else if (entry.isFile()) yield found;
  }
}

/** Undefined for what is gone by now: the engines tidy up while a test looks. */
export function stillThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
