import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The file of this repository that an import names, but for those of types alone: `import … from`, `export … from`, `import(…)`. */
const IMPORTED =
  /(?:^(?:import|export)\s(?!type\s)(?:[^;'"]*?\bfrom\s*)?|\bimport\s*\(\s*)['"](\.{1,2}\/[^'"]+\.tsx?)['"]/gm;

/**
 * What the built page depends on: its own files, the packages, and every file of the service that the page imports, directly
 * or by way of another.
 */
export function pageSources(root: string): string[] {
  const own = readdirSync(path.join(root, 'web'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !NOT_IN_IT.test(entry.name))
    .map(({ parentPath, name }) => path.join(parentPath, name));
  // `web/build` makes the page and is not in it.
  const modules = own.filter((file) => /\.tsx?$/.test(file) && path.basename(path.dirname(file)) !== 'build');
  return [...new Set([...own, ...importedBy(modules), path.join(root, 'package-lock.json')])].sort();
}

/** What the type checker leaves behind, and what is for readers. */
const NOT_IN_IT = /\.(?:tsbuildinfo|md)$/;

/** The given modules, and all that they import. */
function importedBy(modules: readonly string[]): string[] {
  const found = new Set(modules);
  // A set hands out what is added to it meanwhile.
  for (const module of found) {
    for (const [, name = ''] of readFileSync(module, 'utf8').matchAll(IMPORTED)) {
      found.add(path.resolve(path.dirname(module), name));
    }
  }
  return [...found];
}
