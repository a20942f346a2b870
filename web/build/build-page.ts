/**
 * Builds the page into a folder, with compressed copies of its files: `node scripts/run.mjs web/build/build-page.ts <folder>`.
 * Says nothing unless it fails.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';

const COMPRESSIBLE = /\.(?:js|css|html|svg|json)$/;
const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: node scripts/run.mjs web/build/build-page.ts <folder>');
const outDir = path.resolve(folder);
await build({
  configFile: path.resolve(import.meta.dirname, '../vite.config.ts'),
  logLevel: 'warn',
  build: { outDir },
});
for (const entry of await readdir(outDir, { recursive: true, withFileTypes: true })) {
  if (entry.isFile() && COMPRESSIBLE.test(entry.name)) await compress(path.join(entry.parentPath, entry.name));
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
  await Promise.all([
    compressBrotli(content, quality).then((compressed) => writeFile(`${file}.br`, compressed)),
    compressGzip(content, { level: 9 }).then((compressed) => writeFile(`${file}.gz`, compressed)),
  ]);
}
