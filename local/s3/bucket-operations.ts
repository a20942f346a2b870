import type { StoredObject } from './bucket.ts';
import { quoted, type S3Call, type S3Services, sendEmpty, sendXml } from './call.ts';
import type { CorsRule } from './cors.ts';
import { invalidArgument, malformedXml, notImplemented, S3Error } from './errors.ts';
import { type Listing, listKeys } from './list-objects.ts';
import { queryInteger } from './multipart-operations.ts';
import { readBody } from './request-body.ts';
import { encodeUriPath } from './uri.ts';
import { childrenOf, childText, element, parseXml, textElement, xmlDocument } from './xml.ts';

const MAX_PAGE = 1000;
const MAX_DELETE_KEYS = 1000;
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;
const OWNER = element('Owner', textElement('ID', 'local'), textElement('DisplayName', 'local'));

export function listBuckets(call: S3Call, { store }: S3Services): void {
  const buckets = store
    .buckets()
    .map(({ name, created }) => element('Bucket', textElement('Name', name), textElement('CreationDate', created)));
  sendXml(call.response, 200, xmlDocument('ListAllMyBucketsResult', OWNER, element('Buckets', ...buckets)));
}

export async function createBucket(call: S3Call, { store }: S3Services): Promise<void> {
  await store.createBucket(call.bucket);
  sendEmpty(call.response, 200, { location: `/${call.bucket}` });
}

export function headBucket(call: S3Call, { store, region }: S3Services): void {
  store.bucket(call.bucket);
  sendEmpty(call.response, 200, { 'x-amz-bucket-region': region });
}

export async function deleteBucket(call: S3Call, { store }: S3Services): Promise<void> {
  await store.deleteBucket(call.bucket);
  sendEmpty(call.response, 204);
}

export function getBucketLocation(call: S3Call, { store, region }: S3Services): void {
  store.bucket(call.bucket);
  // The root element itself holds the text; us-east-1 is written as nothing, as S3 does.
  const document = xmlDocument('LocationConstraint', region === 'us-east-1' ? '' : region);
  sendXml(call.response, 200, document);
}

/** ListObjects (V1) and ListObjectsV2. */
export function listObjects(call: S3Call, { store }: S3Services): void {
  const bucket = store.bucket(call.bucket);
  const { query } = call;
  const version2 = query.get('list-type') === '2';
  const encoding = query.get('encoding-type');
  if (encoding !== null && encoding !== 'url') {
    throw invalidArgument('encoding-type', encoding, 'Invalid Encoding Method specified in Request');
  }
  const encode = (text: string) => (encoding === 'url' ? encodeUriPath(text) : text);
  const token = query.get('continuation-token');
  const after = version2 ? (token === null ? query.get('start-after') : readToken(token)) : query.get('marker');
  const limit = Math.min(queryInteger(call, 'max-keys', MAX_PAGE), MAX_PAGE);
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const page = listKeys(bucket.keys(), { prefix, delimiter, after: after ?? '', limit });
  const encoded = (name: string) => {
    const value = query.get(name);
    return value === null ? undefined : encode(value);
  };
  const result = [
    textElement('Name', bucket.name),
    textElement('Prefix', encode(prefix)),
    textElement('Delimiter', delimiter === '' ? undefined : encode(delimiter)),
    textElement('MaxKeys', limit),
    textElement('EncodingType', encoding ?? undefined),
    textElement('IsTruncated', page.next !== undefined),
    ...(version2
      ? [
          textElement('KeyCount', page.keys.length + page.commonPrefixes.length),
          textElement('StartAfter', encoded('start-after')),
          textElement('ContinuationToken', token ?? undefined),
          textElement('NextContinuationToken', page.next === undefined ? undefined : writeToken(page.next)),
        ]
      : [
          textElement('Marker', encoded('marker') ?? ''),
          // Without a delimiter S3 leaves it out: the last key is the marker.
          textElement('NextMarker', page.next === undefined || delimiter === '' ? undefined : encode(page.next)),
        ]),
    ...pageEntries(page, (key) => bucket.get(key), encode, !version2 || query.get('fetch-owner') === 'true'),
  ];
  sendXml(call.response, 200, xmlDocument('ListBucketResult', ...result));
}

function pageEntries(
  page: Listing,
  find: (key: string) => StoredObject | undefined,
  encode: (text: string) => string,
  withOwner: boolean,
): string[] {
  const contents = page.keys.flatMap((key) => find(key) ?? []);
  return [
    ...contents.map((object) =>
      element(
        'Contents',
        textElement('Key', encode(object.key)),
        textElement('LastModified', object.lastModified),
        textElement('ETag', quoted(object.etag)),
        textElement('Size', object.size),
        withOwner ? OWNER : '',
        textElement('StorageClass', 'STANDARD'),
      ),
    ),
    ...page.commonPrefixes.map((prefix) => element('CommonPrefixes', textElement('Prefix', encode(prefix)))),
  ];
}

const writeToken = (after: string): string => Buffer.from(`after:${after}`).toString('base64url');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8');
  if (text.startsWith('after:') && writeToken(text.slice(6)) === token) return text.slice(6);
  throw invalidArgument('continuation-token', token, 'The continuation token provided is incorrect');
}

export function listMultipartUploads(call: S3Call, { store, uploads }: S3Services): void {
  store.bucket(call.bucket);
  const prefix = call.query.get('prefix') ?? '';
  const found = uploads.list(call.bucket).filter(({ key }) => key.startsWith(prefix));
  const result = [
    textElement('Bucket', call.bucket),
    textElement('Prefix', prefix),
    textElement('MaxUploads', found.length),
    textElement('IsTruncated', false),
    ...found.map((upload) =>
      element(
        'Upload',
        textElement('Key', upload.key),
        textElement('UploadId', upload.id),
        OWNER,
        textElement('StorageClass', 'STANDARD'),
        textElement('Initiated', upload.initiated),
      ),
    ),
  ];
  sendXml(call.response, 200, xmlDocument('ListMultipartUploadsResult', ...result));
}

export async function deleteObjects(call: S3Call, { store }: S3Services): Promise<void> {
  store.bucket(call.bucket);
  const root = parseXml(await readBody(call.body, MAX_DOCUMENT_BYTES));
  const objects = childrenOf(root, 'Object');
  const keys = objects.map((object) => childText(object, 'Key'));
  if (objects.some((object) => childText(object, 'VersionId') !== undefined)) {
    throw notImplemented('removing one version of an object');
  }
  if (root.name !== 'Delete' || keys.length === 0 || keys.length > MAX_DELETE_KEYS) {
    throw malformedXml(`it must be a Delete with 1 to ${MAX_DELETE_KEYS} Objects`);
  }
  const quiet = childText(root, 'Quiet') === 'true';
  const deleted: string[] = [];
  for (const key of keys) {
    if (!key) throw malformedXml('each Object needs a Key');
    const marker = await store.remove(call.bucket, key, call.sourceIp);
    if (quiet) continue;
    const marked = marker
      ? [textElement('DeleteMarker', true), textElement('DeleteMarkerVersionId', marker.versionId)]
      : [];
    deleted.push(element('Deleted', textElement('Key', key), ...marked));
  }
  sendXml(call.response, 200, xmlDocument('DeleteResult', ...deleted));
}

export async function putBucketCors(call: S3Call, { store }: S3Services): Promise<void> {
  const bucket = store.bucket(call.bucket);
  const root = parseXml(await readBody(call.body, MAX_DOCUMENT_BYTES));
  await bucket.saveRules({
    cors: childrenOf(root, 'CORSRule').map((rule): CorsRule => {
      const texts = (name: string) => childrenOf(rule, name).map(({ text }) => text);
      const maxAge = childText(rule, 'MaxAgeSeconds');
      const cors = {
        AllowedOrigins: texts('AllowedOrigin'),
        AllowedMethods: texts('AllowedMethod'),
        AllowedHeaders: texts('AllowedHeader'),
        ExposeHeaders: texts('ExposeHeader'),
        ...(maxAge !== undefined && { MaxAgeSeconds: Number(maxAge) }),
      };
      if (cors.AllowedOrigins.length === 0 || cors.AllowedMethods.length === 0) {
        throw malformedXml('each CORSRule needs an AllowedOrigin and an AllowedMethod');
      }
      return cors;
    }),
  });
  sendEmpty(call.response, 200);
}

export function getBucketCors(call: S3Call, { store }: S3Services): void {
  const { cors } = store.bucket(call.bucket);
  if (cors.length === 0) {
    throw new S3Error(404, 'NoSuchCORSConfiguration', 'The CORS configuration does not exist', {
      BucketName: call.bucket,
    });
  }
  const rules = cors.map((rule) =>
    element(
      'CORSRule',
      ...(rule.AllowedHeaders ?? []).map((value) => textElement('AllowedHeader', value)),
      ...rule.AllowedMethods.map((value) => textElement('AllowedMethod', value)),
      ...rule.AllowedOrigins.map((value) => textElement('AllowedOrigin', value)),
      ...(rule.ExposeHeaders ?? []).map((value) => textElement('ExposeHeader', value)),
      textElement('MaxAgeSeconds', rule.MaxAgeSeconds),
    ),
  );
  sendXml(call.response, 200, xmlDocument('CORSConfiguration', ...rules));
}

export async function deleteBucketCors(call: S3Call, { store }: S3Services): Promise<void> {
  await store.bucket(call.bucket).saveRules({ cors: [] });
  sendEmpty(call.response, 204);
}

export function getBucketVersioning(call: S3Call, { store }: S3Services): void {
  const status = store.bucket(call.bucket).isVersioned ? [textElement('Status', 'Enabled')] : [];
  sendXml(call.response, 200, xmlDocument('VersioningConfiguration', ...status));
}

export async function putBucketVersioning(call: S3Call, { store }: S3Services): Promise<void> {
  const bucket = store.bucket(call.bucket);
  const root = parseXml(await readBody(call.body, MAX_DOCUMENT_BYTES));
  if (root.name !== 'VersioningConfiguration') throw malformedXml('it must be a VersioningConfiguration');
  if (childText(root, 'Status') !== 'Enabled') throw notImplemented('a bucket that keeps versions no more');
  await bucket.saveRules({ isVersioned: true });
  sendEmpty(call.response, 200);
}
