import type { ServerResponse } from 'node:http';
import type { DiskLayout } from './disk-layout.ts';
import type { MultipartUploads } from './multipart.ts';
import type { ObjectStore } from './object-store.ts';
import type { RequestBody } from './request-body.ts';

/** An authenticated request on its way to an operation. */
export interface S3Call {
  readonly method: string;
  readonly bucket: string;
  /** empty for a request about the bucket */
  readonly key: string;
  /** the path as sent */
  readonly path: string;
  readonly query: URLSearchParams;
  /** lower-case names; of a presigned URL also the x-amz- headers it carries as parameters */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: RequestBody;
  readonly response: ServerResponse;
  readonly sourceIp: string;
}

/** What the operations work on. */
export interface S3Services {
  readonly layout: DiskLayout;
  readonly store: ObjectStore;
  readonly uploads: MultipartUploads;
  readonly region: string;
  /** the server's own URL */
  readonly endpoint: () => string;
}

export function sendXml(response: ServerResponse, status: number, document: string): void {
  response.writeHead(status, { 'content-type': 'application/xml', 'content-length': Buffer.byteLength(document) });
  response.end(document);
}

export function sendEmpty(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, status === 204 || status === 304 ? headers : { ...headers, 'content-length': '0' });
  response.end();
}

export const quoted = (etag: string): string => `"${etag}"`;
