import { MAX_LINE_BYTES } from '../contracts/file-notices.ts';
import { DamagedGzip, TrailingBytes } from './gzip.ts';
import type { TenantObjects } from './objects.ts';
import { PackedTooTightly, readWhole } from './unpack.ts';
import { loadedKey, type UploadRecord } from './upload-record.ts';

export type FileFault = 'damaged' | 'line-too-long';

/** Reading a file takes about a second for 150 MB. What is not found by then is not proved. */
const PATIENCE_MS = 240_000;

/**
 * Reads a staged object to its end to find out whether it is what the engine stumbled over: an error of the engine may
 * as well come from a connection that broke or from a neighbour's work.
 * @returns undefined where the file is sound, or its fault could not be proved
 */
export async function proveFault(
  objects: Pick<TenantObjects, 'read'>,
  upload: Pick<UploadRecord, 'object_key' | 'inspected'>,
): Promise<FileFault | undefined> {
  const { inspected } = upload;
  if (inspected === null) return undefined;
  const gzip = inspected.compression === 'gzip';
  const late = Date.now() + PATIENCE_MS;
  try {
    const source = await objects.read(loadedKey(upload), { etag: inspected.etag, versionId: inspected.version_id });
    const inTime = (async function* () {
      for await (const chunk of source as AsyncIterable<Uint8Array>) {
        if (Date.now() > late) throw new Error('not proved in time');
        yield chunk;
      }
    })();
    const { longestLine } = await readWhole(inTime, { gzip, maxBytes: Number.POSITIVE_INFINITY });
    return longestLine > MAX_LINE_BYTES && inspected.layout.lineEnd !== 'CR' ? 'line-too-long' : undefined;
  } catch (error) {
    const isDamaged = [DamagedGzip, TrailingBytes, PackedTooTightly].some((kind) => error instanceof kind);
    return isDamaged ? 'damaged' : undefined;
  }
}
