import { createReadStream } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

/** A stretch of a file, and where it goes. */
export interface Stretch {
  readonly path: string;
  /** Bytes from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
  /** Presigned: it is a credential, and never shown. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The storage did not take the bytes; the message is its own words. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';
  readonly status: number;
  /** S3's, such as `SignatureDoesNotMatch`; empty where it gave none. */
  readonly code: string;

  constructor(status: number, reason: string, code = '') {
    super(`The storage refused the file with status ${status}: ${reason}`);
    this.status = status;
    this.code = code;
  }
}

/** The file does not have the size any more that it was announced with. */
export class FileChanged extends Error {
  override readonly name = 'FileChanged';

  constructor(path: string, announced: number, found: number) {
    super(`${path} changed after it was announced: it had ${announced} bytes then, and has ${found} now.`);
  }
}

/** The storage does not answer, or the connection to it broke, several times. */
export class StorageUnreachable extends Error {
  override readonly name = 'StorageUnreachable';

  constructor(url: string, cause: Error) {
    super(`The storage at ${new URL(url).host} could not be reached: ${cause.message}`, { cause });
  }
}

const TRIES = 5;
const FIRST_PAUSE_MS = 300;
/** A connection on which nothing moves for so long is given up, and tried anew. */
const STALLED_AFTER_MS = 60_000;
const REDIRECTS = [307, 308];
/** Of a full disk (507) nothing is to be hoped within a second. */
const mayPass = (status: number): boolean => (status >= 500 && status !== 507) || status === 408 || status === 429;

/**
 * Sends the bytes, as they are read, with their length announced as S3 demands. What fails on the way is tried again.
 * @param onSent how many bytes of the stretch have been handed to the network; back to 0 with each try
 * @returns the ETag
 * @throws {StorageRefused} {StorageUnreachable} {FileChanged} where the file ends before the stretch does
 */
export async function putBytes(
  stretch: Stretch,
  { onSent = () => {}, signal }: { onSent?: (bytes: number) => void; signal?: AbortSignal | undefined } = {},
): Promise<string> {
  let { url } = stretch;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    onSent(0);
    const answer = await putOnce({ ...stretch, url }, onSent, signal).catch((error: Error) => {
      signal?.throwIfAborted();
      if (error instanceof FileChanged) throw error;
      if (attempt >= TRIES) throw new StorageUnreachable(url, error);
      return undefined;
    });
    if (answer !== undefined) {
      const { status, location, reason, code, etag } = answer;
      if (status >= 200 && status < 300) {
        onSent(stretch.end - stretch.start);
        return etag;
      }
      if (attempt >= TRIES || !(mayPass(status) || (REDIRECTS.includes(status) && location))) {
        throw new StorageRefused(status, reason, code);
      }
      if (location && REDIRECTS.includes(status)) url = new URL(location, url).href;
    }
    await sleep(FIRST_PAUSE_MS * 2 ** (attempt - 1), undefined, signal ? { signal } : {});
  }
}

interface PutAnswer {
  readonly status: number;
  readonly etag: string;
  readonly location: string | undefined;
  /** S3 says why in XML. */
  readonly reason: string;
  readonly code: string;
}

function putOnce(
  { path, start, end, url, headers }: Stretch,
  onSent: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<PutAnswer> {
  const bytes = end - start;
  return new Promise((resolve, reject) => {
    const send = url.startsWith('https:') ? httpsRequest : httpRequest;
    const request = send(url, {
      method: 'PUT',
      headers: { ...headers, 'content-length': bytes },
      timeout: STALLED_AFTER_MS,
      ...(signal ? { signal } : {}),
    });
    const content = bytes === 0 ? undefined : createReadStream(path, { start, end: end - 1 });
    const fail = (error: Error) => {
      content?.destroy();
      request.destroy();
      reject(error);
    };
    let answered = false;
    request.on('timeout', () => fail(new Error(`nothing moved for ${STALLED_AFTER_MS / 1000} s`)));
    // A storage that refuses closes the connection before everything is sent: its answer counts then.
    request.on('error', (error) => {
      if (!answered) fail(error);
    });
    request.on('response', (response) => {
      answered = true;
      content?.destroy();
      readAnswer(response).then(resolve, fail);
    });
    content?.on('error', fail);
    if (content === undefined) {
      request.end();
      return;
    }
    let sent = 0;
    content.on('data', (chunk) => {
      sent += chunk.length;
      onSent(sent);
    });
    // A request that ends too early would be waited for until the line is given up.
    content.on('end', () => {
      if (sent < bytes) fail(new FileChanged(path, end, start + sent));
      else request.end();
    });
    content.pipe(request, { end: false });
  });
}

async function readAnswer(response: IncomingMessage): Promise<PutAnswer> {
  const body = await text(response);
  return {
    status: response.statusCode ?? 0,
    etag: response.headers.etag ?? '',
    location: response.headers.location,
    reason: /<Message>([^<]*)</.exec(body)?.[1] ?? 'no reason given',
    code: /<Code>([^<]*)</.exec(body)?.[1] ?? '',
  };
}
