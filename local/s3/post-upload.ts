import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Keyring } from '../aws-signature/signature-v4.ts';
import { quoted, type S3Services, sendEmpty, sendXml } from './call.ts';
import { invalidArgument } from './errors.ts';
import { formBoundary, readUploadForm } from './form-data.ts';
import { headersToKeep } from './object-headers.ts';
import { verifyPostPolicy, withinLimits } from './post-policy.ts';
import { bodyBytes } from './request-body.ts';
import { encodeUriPath } from './uri.ts';
import { textElement, xmlDocument } from './xml.ts';

/** A browser's form upload (POST Object): authenticated by the policy among its fields, streamed like a PUT. */
export async function postObject(
  request: IncomingMessage,
  response: ServerResponse,
  bucket: string,
  services: S3Services,
  keyring: Keyring,
): Promise<void> {
  services.store.bucket(bucket);
  const source = bodyBytes(request);
  try {
    await storeForm(source, request, response, bucket, services, keyring);
  } finally {
    // Fields after the file are ignored, but a browser must be let to finish sending them.
    await source.return?.();
    request.resume();
  }
}

async function storeForm(
  source: AsyncIterable<Buffer>,
  request: IncomingMessage,
  response: ServerResponse,
  bucket: string,
  services: S3Services,
  keyring: Keyring,
): Promise<void> {
  const form = await readUploadForm(source, formBoundary(request.headers['content-type'] ?? ''));
  const limits = verifyPostPolicy(form.fields, bucket, keyring);
  const key = form.fields.get('key')?.replace(/\$\{filename\}/g, () => form.fileName.replace(/^.*[\\/]/, ''));
  if (!key) throw invalidArgument('key', '', "Bucket POST must contain a field named 'key'.");
  const headers = headersToKeep(Object.fromEntries(form.fields));
  const file = services.layout.temporary();
  const md5 = createHash('md5');
  let size = 0;
  const meter = new Transform({
    transform: (bytes: Buffer, _encoding, done) => {
      size += bytes.length;
      md5.update(bytes);
      done(null, bytes);
    },
  });
  try {
    await pipeline(withinLimits(form.content, limits), meter, createWriteStream(file));
    const object = await services.store.commit({
      bucket,
      key,
      content: [{ file, size }],
      etag: md5.digest('hex'),
      headers,
      eventName: 'ObjectCreated:Post',
      sourceIp: request.socket.remoteAddress ?? '',
    });
    answer(response, { bucket, key, etag: quoted(object.etag), endpoint: services.endpoint() }, form.fields);
  } finally {
    await rm(file, { force: true });
  }
}

function answer(
  response: ServerResponse,
  { bucket, key, etag, endpoint }: { bucket: string; key: string; etag: string; endpoint: string },
  fields: ReadonlyMap<string, string>,
): void {
  const location = `${endpoint}/${bucket}/${encodeUriPath(key)}`;
  const redirect = fields.get('success_action_redirect');
  if (redirect && URL.canParse(redirect)) {
    const url = new URL(redirect);
    for (const [name, value] of Object.entries({ bucket, key, etag })) url.searchParams.append(name, value);
    sendEmpty(response, 303, { location: url.href, etag });
    return;
  }
  const status = fields.get('success_action_status');
  if (status !== '201') {
    sendEmpty(response, status === '200' ? 200 : 204, { etag, location });
    return;
  }
  response.setHeader('etag', etag);
  response.setHeader('location', location);
  const elements = Object.entries({ Location: location, Bucket: bucket, Key: key, ETag: etag });
  sendXml(response, 201, xmlDocument('PostResponse', ...elements.map(([name, value]) => textElement(name, value))));
}
