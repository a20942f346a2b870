import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { sliceOf } from '../../../shared/datasets/registry.ts';
import { inspectUpload } from '../../../shared/staging/inspect.ts';
import { checkFile } from '../../../web/pages/upload/check/check-file.ts';
import type { FileKind } from '../../../web/pages/upload/kind.ts';

export const fileOf = (content: Buffer, name = 'credits.csv'): File => new File([new Uint8Array(content)], name);

/** What staging would say of a file. */
export async function serviceSays(content: Buffer, kind: FileKind): Promise<string> {
  const state = (size: number) => ({ size, etag: '"e"', versionId: null });
  const objects = {
    head: async () => state(content.length),
    read: async (_key: string, _object: object, { start = 0, bytes }: { start?: number; bytes?: number } = {}) =>
      Readable.from([content.subarray(start, bytes === undefined ? undefined : start + bytes)]),
    write: async (_key: string, chunks: AsyncIterable<Uint8Array>) =>
      state((await buffer(Readable.from(chunks))).length),
  };
  const upload = {
    object_key: 'k',
    size_bytes: content.length,
    sha256: null,
    slice: sliceOf(kind),
    file_type: kind.fileType,
    allow_empty: false,
  } as const;
  const verdict = await inspectUpload(objects, upload, { maxBytes: 1e9 });
  return verdict?.ok ? 'ok' : `${verdict?.problem.type.split('/').at(-1)}: ${damageAlike(verdict?.problem.detail)}`;
}

/** What the page says of it before it is sent. */
export async function browserSays(content: Buffer, kind: FileKind): Promise<string> {
  const verdict = await checkFile(fileOf(content), kind);
  return verdict.ok ? 'ok' : `${verdict.code}: ${damageAlike(verdict.detail)}`;
}

/** A browser cannot tell a damaged gzip stream from one that was cut off. */
const damageAlike = (detail = ''): string => (detail.startsWith('The gzip stream') ? 'damaged' : detail);
