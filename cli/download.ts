import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { StorageRefused, StorageUnreachable } from '../shared/client/put-bytes.ts';
import type { CommandContext } from './context.ts';

/** Means standard output where a file is asked for. */
export const STANDARD_OUTPUT = '-';

/** Something that is written piece by piece. */
export interface Sink {
  write(piece: string | Buffer): Promise<void>;
}

/**
 * Writes to a file, or to standard output for `-`. The file is there when all of it is: until then it has another name.
 * @returns what the work returns
 */
export async function writeTo<Result>(
  { terminal, folder }: CommandContext,
  target: string,
  work: (sink: Sink) => Promise<Result>,
): Promise<Result> {
  if (target === STANDARD_OUTPUT) return work(terminal);
  const file = path.resolve(folder, target);
  const unfinished = `${file}.part`;
  const stream = createWriteStream(unfinished);
  let failed: Error | undefined;
  stream.on('error', (error) => {
    failed = error;
  });
  const sink: Sink = {
    write: async (piece) => {
      if (failed) throw failed;
      if (!stream.write(piece)) await once(stream, 'drain');
    },
  };
  try {
    const result = await work(sink);
    await new Promise<void>((resolve, reject) => {
      stream.once('error', reject);
      stream.end(() => resolve());
    });
    if (failed) throw failed;
    await rename(unfinished, file);
    return result;
  } catch (error) {
    stream.destroy();
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Fetches what a presigned URL holds. @throws {StorageRefused} {StorageUnreachable} */
export async function download(url: string, sink: Sink, interrupted: AbortSignal): Promise<void> {
  const response = await fetch(url, { signal: interrupted }).catch((error: Error) => {
    interrupted.throwIfAborted();
    throw new StorageUnreachable(url, error);
  });
  if (!response.ok || !response.body) {
    const reason = /<Message>([^<]*)</.exec(await response.text())?.[1] ?? 'no reason given';
    throw new StorageRefused(response.status, reason);
  }
  await pipeline(Readable.fromWeb(response.body as ReadableStream), async (pieces) => {
    for await (const piece of pieces) await sink.write(piece as Buffer);
  });
}
