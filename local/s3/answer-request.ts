import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Keyring } from '../aws-signature/signature-v4.ts';
import { isForThisMachine, isOfPage } from '../loopback/browser-page.ts';
import { type S3Services, sendEmpty, sendXml } from './call.ts';
import { corsHeaders } from './cors.ts';
import { accessDenied, asStorageFull, S3Error } from './errors.ts';
import type { ObjectStore } from './object-store.ts';
import { postObject } from './post-upload.ts';
import { bodyBytes } from './request-body.ts';
import { runOperation } from './routes.ts';
import { verifyRequest } from './signature-v4.ts';
import { parseTarget, type RequestTarget } from './uri.ts';
import { errorDocument } from './xml.ts';

export interface AnswerContext {
  readonly services: S3Services;
  readonly keyring: Keyring;
  readonly log: (line: string) => void;
}

/**
 * Answers one request: CORS, authentication, operation, error document. Never rejects.
 * @param admit answers `Expect: 100-continue`
 */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  admit: () => void,
  context: AnswerContext,
): Promise<void> {
  const requestId = randomUUID();
  response.setHeader('x-amz-request-id', requestId);
  response.setHeader('server', 'local-s3');
  try {
    if (!isForThisMachine(request)) throw accessDenied('This server answers to 127.0.0.1 and localhost only.');
    const target = parseTarget(request.url ?? '');
    const cors = applyCors(request, response, target, context.services.store);
    if (request.method === 'OPTIONS') answerPreflight(request, response, cors);
    else if (isFormUpload(request, target)) {
      admit();
      await postObject(request, response, target.bucket, context.services, context.keyring);
    } else await answerSigned(request, response, target, admit, context);
  } catch (error) {
    answerError(request, response, error, requestId, context.log);
  }
}

async function answerSigned(
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
  admit: () => void,
  { services, keyring }: AnswerContext,
): Promise<void> {
  const { method = 'GET', headersDistinct } = request;
  const { bucket, key, path, query } = target;
  const { payload, presigned } = verifyRequest({ method, path, query, headers: headersDistinct }, keyring);
  // Pages are given presigned addresses, and no credentials: one that has them did not get them from us.
  if (isOfPage(request) && !presigned) throw accessDenied('A page in a browser needs a presigned address.');
  const headers = requestHeaders(request, presigned ? target : undefined);
  const sourceIp = request.socket.remoteAddress ?? '';
  await runOperation(
    {
      method,
      bucket,
      key,
      path,
      query: new URLSearchParams(query.map(([name, value]): [string, string] => [name, value])),
      headers,
      body: { source: bodyBytes(request), headers, payload, admit },
      response,
      sourceIp,
    },
    services,
  );
  // A body that the operation had no use for is read away, or it would be taken for the next request.
  request.resume();
}

/** A presigned URL carries x-amz- headers as parameters, which count as if they had been sent. */
function requestHeaders(request: IncomingMessage, presigned: RequestTarget | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of presigned?.query ?? []) {
    const lower = name.toLowerCase();
    if (lower.startsWith('x-amz-')) headers[lower] = value;
  }
  for (const [name, values] of Object.entries(request.headersDistinct)) headers[name] = values?.join(', ') ?? '';
  return headers;
}

function isFormUpload(request: IncomingMessage, target: RequestTarget): boolean {
  const form = /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');
  return request.method === 'POST' && form && target.bucket !== '' && target.key === '';
}

/** Sets the CORS headers also on errors, or a page could not read why it was refused. */
function applyCors(
  request: IncomingMessage,
  response: ServerResponse,
  target: RequestTarget,
  store: ObjectStore,
): boolean {
  const { origin } = request.headers;
  if (origin === undefined) return false;
  const asked = request.headers['access-control-request-headers'] ?? '';
  const allowed = corsHeaders(store.findBucket(target.bucket)?.cors ?? [], {
    origin,
    method: request.headers['access-control-request-method'] ?? request.method ?? '',
    headers: asked
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter((name) => name !== ''),
  });
  for (const [name, value] of Object.entries(allowed ?? {})) response.setHeader(name, value);
  return allowed !== undefined;
}

function answerPreflight(request: IncomingMessage, response: ServerResponse, allowed: boolean): void {
  if (request.headers.origin === undefined) {
    throw new S3Error(400, 'BadRequest', 'Insufficient information. Origin request header needed.');
  }
  if (!allowed) {
    throw new S3Error(
      403,
      'AccessForbidden',
      'CORSResponse: This CORS request is not allowed. No rule of the bucket allows this origin, method and headers.',
    );
  }
  sendEmpty(response, 200);
}

function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  requestId: string,
  log: (line: string) => void,
): void {
  // The client hung up: there is nobody to tell, and nothing went wrong here.
  if (response.destroyed || (request.destroyed && !request.complete)) {
    response.destroy();
    return;
  }
  const known =
    error instanceof S3Error
      ? error
      : (asStorageFull(error) ??
        new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.'));
  if (known !== error) log(`s3: ${request.method} failed (request ${requestId}): ${describeFault(error)}`);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  request.resume();
  if (known.status === 416) response.setHeader('content-range', `bytes */${known.details.ActualObjectSize ?? '*'}`);
  const path = request.url?.split('?')[0];
  const document = errorDocument({
    Code: known.code,
    Message: known.message,
    ...known.details,
    Resource: path,
    RequestId: requestId,
    HostId: 'local',
  });
  sendXml(response, known.status, document);
}

/** A system error's message holds a path of ours; that is fine in a log, a stack is not needed for it. */
function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? error.message : (error.stack ?? error.message);
}
