import { rm } from 'node:fs/promises';
import { quoted, type S3Call, type S3Services, sendEmpty, sendXml } from './call.ts';
import { writePrecondition } from './conditions.ts';
import { invalidArgument, malformedXml, notImplemented } from './errors.ts';
import { MAX_PART_NUMBER, type MultipartUpload, type RequestedPart } from './multipart.ts';
import { headersToKeep } from './object-headers.ts';
import { checksumHeaders, setVersionHeaders } from './object-operations.ts';
import { readBody, saveBody } from './request-body.ts';
import { childrenOf, childText, element, parseXml, textElement, xmlDocument } from './xml.ts';

const MAX_PART_LIST_BYTES = 8 * 1024 * 1024;
const MAX_PAGE = 1000;

export async function createMultipartUpload(call: S3Call, { store, uploads }: S3Services): Promise<void> {
  store.bucket(call.bucket);
  const upload = await uploads.create(call.bucket, call.key, headersToKeep(call.headers));
  const result = [textElement('Bucket', call.bucket), textElement('Key', call.key), textElement('UploadId', upload.id)];
  sendXml(call.response, 200, xmlDocument('InitiateMultipartUploadResult', ...result));
}

export async function uploadPart(call: S3Call, { uploads, layout }: S3Services): Promise<void> {
  if (call.headers['x-amz-copy-source'] !== undefined) throw notImplemented('UploadPartCopy');
  const upload = findUpload(call, uploads);
  const number = queryInteger(call, 'partNumber', 0);
  if (number < 1 || number > MAX_PART_NUMBER) {
    throw invalidArgument(
      'partNumber',
      String(number),
      `Part number must be an integer between 1 and ${MAX_PART_NUMBER}, inclusive`,
    );
  }
  const file = layout.temporary();
  const received = await saveBody(call.body, file);
  try {
    await uploads.addPart(upload.id, number, { file, size: received.size, md5: received.md5 });
  } finally {
    await rm(file, { force: true });
  }
  const { 'x-amz-checksum-type': _, ...checksum } = checksumHeaders(received.checksum);
  sendEmpty(call.response, 200, { etag: quoted(received.md5), ...checksum });
}

export async function completeMultipartUpload(call: S3Call, services: S3Services): Promise<void> {
  const { bucket, key, headers, sourceIp } = call;
  const upload = findUpload(call, services.uploads);
  const requested = readPartList(await readBody(call.body, MAX_PART_LIST_BYTES));
  const precondition = writePrecondition(headers, key);
  const object = await services.uploads.complete(upload.id, requested, (parts, etag) =>
    services.store.commit({
      bucket,
      key,
      content: parts,
      etag,
      headers: upload.headers,
      eventName: 'ObjectCreated:CompleteMultipartUpload',
      sourceIp,
      precondition,
    }),
  );
  const result = [
    textElement('Location', services.endpoint() + call.path),
    textElement('Bucket', bucket),
    textElement('Key', key),
    textElement('ETag', quoted(object.etag)),
  ];
  setVersionHeaders(call, services.store.bucket(bucket), object);
  sendXml(call.response, 200, xmlDocument('CompleteMultipartUploadResult', ...result));
}

function readPartList(body: string): RequestedPart[] {
  const root = parseXml(body);
  if (root.name !== 'CompleteMultipartUpload') throw malformedXml('the root must be CompleteMultipartUpload');
  return childrenOf(root, 'Part').map((part) => {
    const number = Number(childText(part, 'PartNumber'));
    const etag = childText(part, 'ETag')
      ?.trim()
      .replace(/^"(.*)"$/, '$1');
    if (!Number.isInteger(number) || etag === undefined) throw malformedXml('each Part needs a PartNumber and an ETag');
    return { number, etag };
  });
}

export async function abortMultipartUpload(call: S3Call, { uploads }: S3Services): Promise<void> {
  await uploads.abort(findUpload(call, uploads).id);
  sendEmpty(call.response, 204);
}

export function listParts(call: S3Call, { uploads }: S3Services): void {
  const upload = findUpload(call, uploads);
  const marker = queryInteger(call, 'part-number-marker', 0);
  const limit = Math.min(queryInteger(call, 'max-parts', MAX_PAGE), MAX_PAGE);
  const after = [...upload.parts.values()].filter(({ number }) => number > marker).sort((a, b) => a.number - b.number);
  const page = after.slice(0, limit);
  const truncated = after.length > page.length;
  const result = [
    textElement('Bucket', upload.bucket),
    textElement('Key', upload.key),
    textElement('UploadId', upload.id),
    textElement('PartNumberMarker', marker),
    textElement('NextPartNumberMarker', page.at(-1)?.number ?? marker),
    textElement('MaxParts', limit),
    textElement('IsTruncated', truncated),
    ...page.map((part) =>
      element(
        'Part',
        textElement('PartNumber', part.number),
        textElement('LastModified', part.lastModified),
        textElement('ETag', quoted(part.md5)),
        textElement('Size', part.size),
      ),
    ),
    textElement('StorageClass', 'STANDARD'),
  ];
  sendXml(call.response, 200, xmlDocument('ListPartsResult', ...result));
}

function findUpload(call: S3Call, uploads: S3Services['uploads']): MultipartUpload {
  return uploads.find(call.query.get('uploadId') ?? '', call.bucket, call.key);
}

/** @throws {S3Error} InvalidArgument when the parameter is there and is no whole number */
export function queryInteger(call: S3Call, name: string, otherwise: number): number {
  const text = call.query.get(name);
  if (text === null || text === '') return otherwise;
  if (!/^\d{1,10}$/.test(text)) throw invalidArgument(name, text, `${name} must be a whole number`);
  return Number(text);
}
