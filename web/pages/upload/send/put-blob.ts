/** The storage did not take the bytes. */
export class StorageRefusal extends Error {
  override readonly name = 'StorageRefusal';
  /** HTTP status; 0 where no answer came. */
  readonly status: number;

  constructor(status: number) {
    super(status === 0 ? 'no answer from the storage' : `the storage answered ${status}`);
    this.status = status;
  }

  /** The line, or the storage for the moment: the same request may succeed. */
  get mayGoBetter(): boolean {
    return this.status === 0 || this.status === 408 || this.status === 429 || this.status >= 500;
  }

  /** The URL has run out, or what it leads to is gone: another URL may do. */
  get isUrlOver(): boolean {
    return this.status === 401 || this.status === 403 || this.status === 404;
  }
}

/** Without any progress for this long the line is taken for dead. */
const STALL_MS = 60_000;

export interface PutOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Bytes of this blob that have gone out so far. */
  readonly onProgress: (bytes: number) => void;
}

/**
 * Sends bytes to a presigned URL. `fetch` cannot tell how far it is, so it is an XMLHttpRequest; the browser reads the
 * blob from the disk as it goes.
 * @returns the ETag
 * @throws {StorageRefusal}, or the signal's reason
 */
export function putBlob(url: string, blob: Blob, { headers = {}, signal, onProgress }: PutOptions): Promise<string> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const request = new XMLHttpRequest();
  let stalled: ReturnType<typeof setTimeout> | undefined;
  const waitForProgress = () => {
    clearTimeout(stalled);
    stalled = setTimeout(() => {
      reject(new StorageRefusal(0));
      request.abort();
    }, STALL_MS);
  };
  const abort = () => {
    reject(signal.reason);
    request.abort();
  };
  signal.addEventListener('abort', abort, { once: true });
  request.upload.addEventListener('progress', ({ loaded }) => {
    waitForProgress();
    onProgress(loaded);
  });
  request.addEventListener('error', () => reject(new StorageRefusal(0)));
  request.addEventListener('load', () => {
    if (request.status < 200 || request.status > 299) reject(new StorageRefusal(request.status));
    else resolve(request.getResponseHeader('ETag') ?? '');
  });
  request.open('PUT', url);
  for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
  waitForProgress();
  request.send(blob);
  return promise.finally(() => {
    clearTimeout(stalled);
    signal.removeEventListener('abort', abort);
  });
}
