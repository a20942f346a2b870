import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { accessDenied, invalidRequest, S3Error } from './errors.ts';
import { decodeUri, encodeUri, type QueryParameter } from './uri.ts';

/**
 * Signature Version 4, as in "Authenticating Requests (AWS Signature Version 4)" of the S3 API reference: the
 * Authorization header and the presigned query. POST policies and signed chunks use the same signing key.
 */
export interface Keyring {
  /** access key id → secret */
  readonly credentials: Readonly<Record<string, string>>;
  readonly region: string;
  /** milliseconds since the epoch */
  readonly now: () => number;
}

export interface RequestToVerify {
  readonly method: string;
  /** as sent, percent-encoded */
  readonly path: string;
  /** decoded */
  readonly query: readonly QueryParameter[];
  /** lower-case name → every value sent, as Node's `headersDistinct` gives them */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
}

/** What a signed aws-chunked body needs for checking the signature of each chunk. */
export interface ChunkSigning {
  readonly signingKey: Buffer;
  readonly date: string;
  readonly scope: string;
  readonly seedSignature: string;
}

/** What the signature says about the body. */
export interface SignedPayload {
  /** The value of x-amz-content-sha256: a hex digest, UNSIGNED-PAYLOAD, or STREAMING-… */
  readonly contentSha256: string;
  readonly chunkSigning: ChunkSigning;
}

export interface VerifiedRequest {
  readonly payload: SignedPayload;
  readonly presigned: boolean;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const MAX_SKEW_MS = 15 * 60 * 1000;
const MAX_EXPIRY_SECONDS = 7 * 24 * 60 * 60;
/** What clients sign for that know an address but no region, such as ClickHouse's s3(). */
const GLOBAL_REGION = 'us-east-1';
/** S3 insists that every x-amz- header is signed; these two are covered by the signature in another way. */
const SIGNED_OTHERWISE = new Set(['x-amz-content-sha256', 'x-amz-date']);

const sha256Hex = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();

export const hmacHex = (key: Buffer, data: string): string => hmac(key, data).toString('hex');

export const sameSignature = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

/** @param signed what was signed, as far as it may be told: S3 tells it, so that a client finds the difference */
export const signatureDoesNotMatch = (signed: Readonly<Record<string, string>> = {}): S3Error =>
  new S3Error(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    signed,
  );

/** Authenticates one request. @throws {S3Error} 400 or 403 with S3's code */
export function verifyRequest(request: RequestToVerify, keyring: Keyring): VerifiedRequest {
  const query = new Map(request.query.toReversed());
  const authorization = request.headers.authorization?.[0];
  const presigned = query.has('X-Amz-Signature') || query.has('X-Amz-Algorithm');
  if (presigned && authorization !== undefined) {
    throw invalidRequest('Only one auth mechanism is allowed: use the query parameters or the Authorization header.');
  }
  if (presigned) return { presigned, payload: verifyPresigned(request, query, keyring) };
  if (authorization === undefined) throw accessDenied();
  return { presigned, payload: verifyHeader(request, authorization, keyring) };
}

function verifyHeader(request: RequestToVerify, authorization: string, keyring: Keyring): SignedPayload {
  const parsed =
    /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+)\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!parsed) {
    throw new S3Error(400, 'AuthorizationHeaderMalformed', `The Authorization header must be of type ${ALGORITHM}.`);
  }
  const [, credential = '', signedHeaders = '', signature = ''] = parsed;
  const date = request.headers['x-amz-date']?.[0] ?? '';
  const contentSha256 = request.headers['x-amz-content-sha256']?.[0];
  if (contentSha256 === undefined) {
    throw invalidRequest('Missing required header for this request: x-amz-content-sha256');
  }
  const scope = resolveCredential(credential, date, keyring, 'AuthorizationHeaderMalformed');
  if (Math.abs(keyring.now() - scope.time) > MAX_SKEW_MS) {
    throw new S3Error(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
  }
  return verifyCanonical(request, scope, signedHeaders, contentSha256, signature);
}

function verifyPresigned(
  request: RequestToVerify,
  query: ReadonlyMap<string, string>,
  keyring: Keyring,
): SignedPayload {
  const malformed = (why: string) => new S3Error(400, 'AuthorizationQueryParametersError', why);
  const parameter = (name: string): string => {
    const value = query.get(name);
    if (value) return value;
    throw malformed(
      `Query-string authentication requires X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders and X-Amz-Expires: ${name} is missing.`,
    );
  };
  if (parameter('X-Amz-Algorithm') !== ALGORITHM) throw malformed(`X-Amz-Algorithm only supports "${ALGORITHM}".`);
  const expires = parameter('X-Amz-Expires');
  if (!/^\d{1,6}$/.test(expires) || Number(expires) < 1 || Number(expires) > MAX_EXPIRY_SECONDS) {
    throw malformed(`X-Amz-Expires must be a number of seconds from 1 to ${MAX_EXPIRY_SECONDS}.`);
  }
  const scope = resolveCredential(
    parameter('X-Amz-Credential'),
    parameter('X-Amz-Date'),
    keyring,
    'AuthorizationQueryParametersError',
  );
  if (scope.time - keyring.now() > MAX_SKEW_MS) throw accessDenied('Request is not yet valid');
  const contentSha256 =
    query.get('X-Amz-Content-Sha256') ?? request.headers['x-amz-content-sha256']?.[0] ?? 'UNSIGNED-PAYLOAD';
  const payload = verifyCanonical(
    request,
    scope,
    parameter('X-Amz-SignedHeaders'),
    contentSha256,
    parameter('X-Amz-Signature'),
  );
  if (keyring.now() > scope.time + Number(expires) * 1000) throw accessDenied('Request has expired');
  return payload;
}

function verifyCanonical(
  request: RequestToVerify,
  credential: ResolvedCredential,
  signedHeaderList: string,
  contentSha256: string,
  signature: string,
): SignedPayload {
  const signedHeaders = signedHeaderList.split(';');
  if (!signedHeaders.includes('host')) throw accessDenied('The host header must be signed.');
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name) && !SIGNED_OTHERWISE.has(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error(403, 'AccessDenied', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', '),
    });
  }
  const { signingKey, date, scope } = credential;
  const canonical = canonicalRequest(request, signedHeaders, contentSha256);
  const stringToSign = `${ALGORITHM}\n${date}\n${scope}\n${sha256Hex(canonical)}`;
  const expected = hmacHex(signingKey, stringToSign);
  if (!sameSignature(expected, signature)) {
    throw signatureDoesNotMatch({
      StringToSign: stringToSign,
      SignatureProvided: signature,
      CanonicalRequest: canonical.toString('latin1'),
    });
  }
  return { contentSha256, chunkSigning: { signingKey, date, scope, seedSignature: signature } };
}

/**
 * The canonical request, as bytes. Header values are the bytes on the wire (Node hands them over as latin1): that is
 * what S3 signs, so metadata that is not ASCII fails here as it fails there.
 */
export function canonicalRequest(request: RequestToVerify, signedHeaders: string[], contentSha256: string): Buffer {
  const path = request.path
    .split('/')
    .map((segment) => encodeUri(decodeUri(segment)))
    .join('/');
  const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const query = request.query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encodeUri(name), encodeUri(value)] as const)
    .sort(([name1, value1], [name2, value2]) => compare(name1, name2) || compare(value1, value2))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = signedHeaders.map((name) => {
    const values = (request.headers[name] ?? []).map((value) => value.trim().replace(/ +/g, ' '));
    return `${name}:${values.join(',')}\n`;
  });
  const text = [request.method, path, query, headers.join(''), signedHeaders.join(';'), contentSha256].join('\n');
  return Buffer.from(text, 'latin1');
}

export interface ResolvedCredential {
  readonly signingKey: Buffer;
  readonly scope: string;
  readonly date: string;
  /** the signed date, in milliseconds since the epoch */
  readonly time: number;
}

/**
 * Turns `KEYID/20260730/eu-central-1/s3/aws4_request` into the key that such a request is signed with.
 * @param malformedCode the code S3 uses for a wrong scope: it differs between header, query and form
 */
export function resolveCredential(
  credential: string,
  date: string,
  keyring: Keyring,
  malformedCode: string,
): ResolvedCredential {
  const [keyId = '', day = '', region = '', service = '', terminator = '', ...rest] = credential.split('/');
  const scope = [day, region, service, terminator].join('/');
  const malformed = (why: string) => new S3Error(400, malformedCode, why);
  const time = parseAmzDate(date);
  if (time === undefined) throw malformed('X-Amz-Date must look like 20260730T120000Z.');
  if (rest.length > 0 || service !== 's3' || terminator !== 'aws4_request') {
    throw malformed('The credential must look like <access key id>/YYYYMMDD/REGION/s3/aws4_request.');
  }
  if (day !== date.slice(0, 8)) throw malformed('The day in the credential must be the day of X-Amz-Date.');
  if (region !== keyring.region && region !== GLOBAL_REGION) {
    throw new S3Error(400, malformedCode, `The region '${region}' is wrong; expecting '${keyring.region}'`, {
      Region: keyring.region,
    });
  }
  const secret = Object.hasOwn(keyring.credentials, keyId) ? keyring.credentials[keyId] : undefined;
  if (secret === undefined) {
    throw new S3Error(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.', {
      AWSAccessKeyId: keyId,
    });
  }
  const signingKey = hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), service), terminator);
  return { signingKey, scope, date, time };
}

function parseAmzDate(date: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
}
