import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ENCODINGS = { br: '.br', gzip: '.gz' } as const;
export type Encoding = keyof typeof ENCODINGS;

/** One file of the built page. */
export interface PageFile {
  readonly contentType: string;
  /** A name with its content's hash in it never changes what it holds. */
  readonly isImmutable: boolean;
  readonly etag: string;
  readonly content: Buffer;
  readonly compressed: Readonly<Partial<Record<Encoding, Buffer>>>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
};

/** The files of a built page by their address, in memory: a few megabytes, and a later build changes nothing of them. */
export function readPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const address = `/${path.relative(folder, file).split(path.sep).join('/')}`;
    const contentType = CONTENT_TYPES[path.extname(entry.name)];
    // What is unknown is a compressed copy; what begins with a dot is the build's own.
    if (!entry.isFile() || contentType === undefined || address.startsWith('/.')) continue;
    const content = readFileSync(file);
    files.set(address, {
      contentType,
      isImmutable: address.startsWith('/assets/'),
      etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`,
      content,
      compressed: Object.fromEntries(
        Object.entries(ENCODINGS).flatMap(([encoding, ending]) => {
          const copy = readIfThere(file + ending);
          return copy ? [[encoding, copy]] : [];
        }),
      ),
    });
  }
  return files;
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
