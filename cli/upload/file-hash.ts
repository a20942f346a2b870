import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** SHA-256 of a file, lower-case hex. @param onRead how many bytes have been read */
export async function fileHash(file: string, onRead: (bytes: number) => void, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  let read = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024, signal })) {
    hash.update(chunk as Buffer);
    read += (chunk as Buffer).length;
    onRead(read);
  }
  return hash.digest('hex');
}
