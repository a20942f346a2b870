import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type Bucket, type StoredObject, versionIdOf } from './bucket.ts';
import { parseRange } from './byte-range.ts';
import { quoted, type S3Call, type S3Services, sendEmpty, sendXml } from './call.ts';
import { type Checksum, checksumHeader } from './checksums.ts';
import { checkReadConditions, rangeApplies, writePrecondition } from './conditions.ts';
import {
  invalidArgument,
  invalidRequest,
  noSuchKey,
  noSuchVersion,
  notImplemented,
  preconditionFailed,
  S3Error,
} from './errors.ts';
import { headersToKeep, headersToSend } from './object-headers.ts';
import { saveBody } from './request-body.ts';
import { decodeUri } from './uri.ts';
import { textElement, xmlDocument } from './xml.ts';

export const checksumHeaders = (checksum: Checksum | undefined): Record<string, string> =>
  checksum ? { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': 'FULL_OBJECT' } : {};

/** Which version it is, where the bucket keeps them. */
export const versionHeaders = (bucket: Bucket, object: StoredObject | undefined): Record<string, string> =>
  bucket.isVersioned && object
    ? { 'x-amz-version-id': versionIdOf(object), ...(object.isDeleteMarker && { 'x-amz-delete-marker': 'true' }) }
    : {};

/** On whatever the call is answered with. */
export function setVersionHeaders(call: S3Call, bucket: Bucket, object: StoredObject | undefined): void {
  for (const [name, value] of Object.entries(versionHeaders(bucket, object))) call.response.setHeader(name, value);
}

/** The object of the key, or the version that the call names. @throws {S3Error} */
function wantedObject(call: S3Call, bucket: Bucket): StoredObject {
  const versionId = call.query.get('versionId');
  const found = versionId === null ? bucket.latestOf(call.key) : bucket.version(call.key, versionId);
  if (found && !found.isDeleteMarker) return found;
  setVersionHeaders(call, bucket, found);
  if (versionId === null) throw noSuchKey(call.key);
  if (!found) throw noSuchVersion(call.key, versionId);
  throw new S3Error(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
}

/** GetObject and HeadObject. */
export async function getObject(call: S3Call, { store }: S3Services): Promise<void> {
  const { response, headers } = call;
  const bucket = store.bucket(call.bucket);
  const object = wantedObject(call, bucket);
  if (checkReadConditions(headers, object) === 'not-modified') {
    sendEmpty(response, 304, { ...identity(object), ...versionHeaders(bucket, object) });
    return;
  }
  const range = rangeApplies(headers, object) ? parseRange(headers.range, object.size) : undefined;
  const { start, end } = range ?? { start: 0, end: object.size - 1 };
  const withChecksum = headers['x-amz-checksum-mode']?.toUpperCase() === 'ENABLED' && !range;
  const answer = {
    ...headersToSend(object.headers, call.query),
    ...identity(object),
    ...versionHeaders(bucket, object),
    ...(withChecksum && checksumHeaders(object.checksum)),
    ...(range && { 'content-range': `bytes ${start}-${end}/${object.size}` }),
    'accept-ranges': 'bytes',
    'content-length': String(end - start + 1),
  };
  if (call.method === 'HEAD' || object.size === 0) {
    response.writeHead(range ? 206 : 200, answer);
    response.end();
    return;
  }
  const release = bucket.data.hold(object);
  try {
    response.writeHead(range ? 206 : 200, answer);
    await pipeline(bucket.data.read(object, start, end), response);
  } finally {
    await release();
  }
}

const identity = (object: StoredObject): Record<string, string> => ({
  etag: quoted(object.etag),
  'last-modified': new Date(object.lastModified).toUTCString(),
});

export async function putObject(call: S3Call, { store, layout }: S3Services): Promise<void> {
  const { bucket, key, headers, sourceIp } = call;
  const kept = headersToKeep(headers);
  const precondition = writePrecondition(headers, key);
  precondition(store.bucket(bucket).get(key));
  const file = layout.temporary();
  const received = await saveBody(call.body, file);
  try {
    const object = await store.commit({
      bucket,
      key,
      content: [{ file, size: received.size }],
      etag: received.md5,
      headers: kept,
      checksum: received.checksum,
      eventName: 'ObjectCreated:Put',
      sourceIp,
      precondition,
    });
    sendEmpty(call.response, 200, {
      etag: quoted(object.etag),
      ...versionHeaders(store.bucket(bucket), object),
      ...checksumHeaders(object.checksum),
    });
  } finally {
    await rm(file, { force: true });
  }
}

/** CopyObject. The copy shares the bytes, and keeps the source's etag also when that was uploaded in parts. */
export async function copyObject(call: S3Call, { store }: S3Services): Promise<void> {
  const { bucket, key, headers, sourceIp } = call;
  const from = parseCopySource(headers['x-amz-copy-source'] ?? '');
  const directive = headers['x-amz-metadata-directive'] ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE') {
    throw invalidArgument('x-amz-metadata-directive', directive, 'Unknown metadata directive.');
  }
  if (directive === 'COPY' && from.bucket === bucket && from.key === key) {
    throw invalidRequest(
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata.",
    );
  }
  const sourceBucket = store.bucket(from.bucket);
  const source = sourceBucket.get(from.key);
  if (!source) throw noSuchKey(from.key);
  if (checkReadConditions(headers, source, 'x-amz-copy-source-') === 'not-modified') {
    throw preconditionFailed('x-amz-copy-source-If-None-Match or -If-Modified-Since');
  }
  const release = sourceBucket.data.hold(source);
  try {
    const files = sourceBucket.data.files(source);
    const object = await store.commit({
      bucket,
      key,
      content: files.map((file, index) => ({ file, size: source.segments[index]! })),
      etag: source.etag,
      headers: directive === 'REPLACE' ? headersToKeep(headers) : source.headers,
      checksum: source.checksum,
      eventName: 'ObjectCreated:Copy',
      sourceIp,
      precondition: writePrecondition(headers, key),
    });
    const result = [textElement('ETag', quoted(object.etag)), textElement('LastModified', object.lastModified)];
    setVersionHeaders(call, store.bucket(bucket), object);
    sendXml(call.response, 200, xmlDocument('CopyObjectResult', ...result));
  } finally {
    await release();
  }
}

function parseCopySource(header: string): { bucket: string; key: string } {
  const [source = '', versionId] = header.split('?versionId=');
  if (versionId !== undefined && versionId !== 'null') throw notImplemented('object versions');
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(decodeUri(source)) ?? [];
  if (bucket === undefined || key === undefined) {
    throw invalidArgument(
      'x-amz-copy-source',
      header,
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
    );
  }
  return { bucket, key };
}

export async function deleteObject(call: S3Call, { store }: S3Services): Promise<void> {
  const marker = await store.remove(call.bucket, call.key, call.sourceIp);
  sendEmpty(call.response, 204, versionHeaders(store.bucket(call.bucket), marker));
}
