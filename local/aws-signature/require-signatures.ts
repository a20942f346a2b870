import { randomUUID } from 'node:crypto';
import { IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { refusalByEngine } from '../loopback/browser-page.ts';
import {
  type Keyring,
  parseAuthorization,
  refuseSkew,
  resolveCredential,
  SignatureError,
  type SignatureFault,
  type SignedService,
  sha256Hex,
  verifySignature,
} from './signature-v4.ts';

export interface SignatureOptions {
  readonly service: Exclude<SignedService, 's3'>;
  /** Without one, whoever is not a page in a browser is answered. */
  readonly keyring: Keyring | undefined;
}

/** More than AWS takes in one request of these services. */
const MAX_BODY = 17 * 1024 ** 2;

/**
 * Puts a check in front of a server of one of AWS' services that speak JSON: it gets no request but those of programs of
 * this machine that have signed them. Bodies are read first, since the signature is theirs too.
 */
export function requireSignatures(server: Server, options: SignatureOptions): void {
  const [answer] = server.listeners('request') as RequestListener[];
  if (answer === undefined) throw new Error('the server has no listener for requests');
  server.removeAllListeners('request');
  server.on('request', (message, response) => {
    void admit(message, response, options).then((admitted) => {
      if (admitted) answer(admitted, response);
    });
  });
}

/** @returns the request, read to its end; undefined when it has its answer, or its client is gone */
async function admit(
  message: IncomingMessage,
  response: ServerResponse,
  { service, keyring }: SignatureOptions,
): Promise<IncomingMessage | undefined> {
  response.on('error', () => {});
  const refuse = (status: number, type: string, text: string) => {
    message.resume();
    const body = JSON.stringify({ __type: `com.amazon.coral.service#${type}`, message: text });
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': randomUUID() };
    response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  };
  const refusal = refusalByEngine(message);
  if (refusal !== undefined) {
    refuse(403, 'AccessDeniedException', refusal);
    return undefined;
  }
  const body = await bodyOf(message);
  if (body === undefined) return undefined;
  if (body === 'too-large') {
    refuse(413, 'RequestEntityTooLarge', `A request has at most ${MAX_BODY} bytes.`);
    return undefined;
  }
  try {
    if (keyring) verify(message, body, service, keyring);
    return replayed(message, body);
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    refuse(service === 'dynamodb' ? 400 : 403, TYPES[error.fault], error.message);
    return undefined;
  }
}

const TYPES: Record<SignatureFault, string> = {
  missing: 'MissingAuthenticationTokenException',
  'malformed-authorization': 'IncompleteSignatureException',
  'malformed-credential': 'InvalidSignatureException',
  'wrong-region': 'InvalidSignatureException',
  'unknown-key': 'UnrecognizedClientException',
  'host-not-signed': 'InvalidSignatureException',
  'does-not-match': 'InvalidSignatureException',
  'too-skewed': 'InvalidSignatureException',
};

function verify(message: IncomingMessage, body: Buffer, service: SignedService, keyring: Keyring): void {
  const { headers, headersDistinct, method = '', url = '' } = message;
  if (headers.authorization === undefined) {
    throw new SignatureError('missing', 'Request is missing Authentication Token');
  }
  const authorization = parseAuthorization(headers.authorization);
  const credential = resolveCredential(
    authorization.credential,
    headersDistinct['x-amz-date']?.[0] ?? '',
    keyring,
    service,
  );
  refuseSkew(credential, keyring);
  const [path = '', ...search] = url.split('?');
  const query = [...new URLSearchParams(search.join('?'))];
  verifySignature({ method, path, query, headers: headersDistinct }, credential, authorization, sha256Hex(body));
}

async function bodyOf(message: IncomingMessage): Promise<Buffer | 'too-large' | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message.iterator({ destroyOnReturn: false })) {
      size += (chunk as Buffer).length;
      if (size > MAX_BODY) return 'too-large';
      chunks.push(chunk as Buffer);
    }
  } catch {
    // The client broke off.
    return undefined;
  }
  return Buffer.concat(chunks);
}

/** The same request with its body still to be read. */
function replayed(message: IncomingMessage, body: Buffer): IncomingMessage {
  const { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = message;
  const request = new IncomingMessage(message.socket);
  Object.assign(request, { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor });
  request.complete = true;
  if (body.length > 0) request.push(body);
  request.push(null);
  return request;
}
