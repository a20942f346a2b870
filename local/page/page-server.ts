import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders } from '../../shared/http/page-headers.ts';
import { isPagePath } from '../../shared/http/page-paths.ts';
import { type Encoding, type PageFile, readPageFiles } from './page-files.ts';

const INDEX = '/index.html';

/** Answers with the page's files, as CloudFront does in AWS, and leaves everything else to the API. */
export class PageServer {
  readonly #files: ReadonlyMap<string, PageFile>;
  readonly #headers: Readonly<Record<string, string>>;

  /** @param uploadOrigin where presigned URLs lead to */
  constructor(folder: string, uploadOrigin: string) {
    this.#files = readPageFiles(folder);
    const { 'Strict-Transport-Security': _, ...headers } = pageHeaders(uploadOrigin);
    // There is no https on this machine, and other programs use its address too.
    this.#headers = headers;
  }

  /** @returns false when the request is not for the page: then nothing has been done. */
  handle(message: IncomingMessage, response: ServerResponse): boolean {
    const { method = 'GET', headers } = message;
    if (method !== 'GET' && method !== 'HEAD') return false;
    const path = (message.url ?? '/').split('?')[0] ?? '/';
    // Who asks for JSON wants the API, also where the page has the same address: `/` is one.
    const file = isPagePath(path) && acceptsHtml(headers.accept) ? this.#files.get(INDEX) : this.#files.get(path);
    if (!file) return false;
    response.on('error', () => {});
    this.#send(file, message, response);
    return true;
  }

  #send(file: PageFile, message: IncomingMessage, response: ServerResponse): void {
    const shared = {
      ...this.#headers,
      'Cache-Control': file.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
      ETag: file.etag,
      Vary: 'Accept-Encoding',
    };
    if (message.headers['if-none-match'] === file.etag) {
      response.writeHead(304, shared).end();
      return;
    }
    const encoding = chooseEncoding(file, message.headers['accept-encoding']);
    const body = (encoding && file.compressed[encoding]) ?? file.content;
    response.writeHead(200, {
      ...shared,
      'Content-Type': file.contentType,
      'Content-Length': body.length,
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    });
    response.end(message.method === 'HEAD' ? undefined : body);
  }
}

const acceptsHtml = (accept = '*/*'): boolean => /\btext\/html\b|\*\/\*|\btext\/\*/.test(accept);

function chooseEncoding(file: PageFile, accepted = ''): Encoding | undefined {
  const names = accepted.split(',').flatMap((item) => {
    const [name = '', ...parameters] = item
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return parameters.some((parameter) => /^q=0(?:\.0*)?$/.test(parameter)) ? [] : [name];
  });
  return (['br', 'gzip'] as const).find((encoding) => names.includes(encoding) && file.compressed[encoding]);
}
