import type { KeyObject } from 'node:crypto';
import { encodeUri } from '../aws-signature/encode-uri.ts';
import {
  ALGORITHM,
  type Authorization,
  type Keyring,
  MAX_SKEW_MS,
  parseAuthorization,
  type ResolvedCredential,
  refuseSkew,
  resolveCredential,
  SignatureError,
  type SignatureFault,
  type SignedRequest,
  timeOf,
  verifySignature,
  verifyText,
} from '../aws-signature/signature-v4.ts';
import { accessDenied, invalidRequest, S3Error } from './errors.ts';
import { decodeUri } from './uri.ts';

/** As sent: the path percent-encoded by whoever sent it. */
export type RequestToVerify = SignedRequest;

/** What a signed aws-chunked body needs for checking the signature of each chunk. */
export interface ChunkSigning {
  readonly signingKey: KeyObject;
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

const MAX_EXPIRY_SECONDS = 7 * 24 * 60 * 60;
/** S3 insists that every x-amz- header is signed; these two are covered by the signature in another way. */
const SIGNED_OTHERWISE = new Set(['x-amz-content-sha256', 'x-amz-date']);

/**
 * Authenticates one request, as in "Authenticating Requests (AWS Signature Version 4)" of the S3 API reference: the
 * Authorization header, or the presigned query. @throws {S3Error} 400 or 403 with S3's code
 */
export function verifyRequest(request: RequestToVerify, keyring: Keyring): VerifiedRequest {
  const query = new Map(request.query.toReversed());
  const authorization = request.headers.authorization?.[0];
  const presigned = query.has('X-Amz-Signature') || query.has('X-Amz-Algorithm');
  if (presigned && authorization !== undefined) {
    throw invalidRequest('Only one auth mechanism is allowed: use the query parameters or the Authorization header.');
  }
  if (presigned) {
    const payload = inWordsOfS3('AuthorizationQueryParametersError', () => verifyPresigned(request, query, keyring));
    return { presigned, payload };
  }
  if (authorization === undefined) throw accessDenied();
  const payload = inWordsOfS3('AuthorizationHeaderMalformed', () => verifyHeader(request, authorization, keyring));
  return { presigned, payload };
}

/** The signature of a form's policy. @throws {S3Error} */
export function verifyPolicySignature(
  policy: string,
  signed: { readonly credential: string; readonly date: string; readonly signature: string },
  keyring: Keyring,
): void {
  inWordsOfS3('InvalidArgument', () => {
    const { signingKey } = resolveCredential(signed.credential, signed.date, keyring, 's3');
    verifyText(policy, signingKey, signed.signature);
  });
}

/** The signature of a chunk, or of the trailers. @throws {S3Error} */
export function verifyChunkSignature(text: string, signingKey: KeyObject, signature: string): void {
  inWordsOfS3('AuthorizationHeaderMalformed', () => verifyText(text, signingKey, signature));
}

function verifyHeader(request: RequestToVerify, header: string, keyring: Keyring): SignedPayload {
  const authorization = parseAuthorization(header);
  const date = request.headers['x-amz-date']?.[0] ?? '';
  const contentSha256 = request.headers['x-amz-content-sha256']?.[0];
  if (contentSha256 === undefined) {
    throw invalidRequest('Missing required header for this request: x-amz-content-sha256');
  }
  const credential = resolveCredential(authorization.credential, date, keyring, 's3');
  refuseSkew(credential, keyring);
  return verifyCanonical(request, credential, authorization, contentSha256);
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
  const credential = resolveCredential(parameter('X-Amz-Credential'), parameter('X-Amz-Date'), keyring, 's3');
  if (credential.time - timeOf(keyring) > MAX_SKEW_MS) throw accessDenied('Request is not yet valid');
  const contentSha256 =
    query.get('X-Amz-Content-Sha256') ?? request.headers['x-amz-content-sha256']?.[0] ?? 'UNSIGNED-PAYLOAD';
  const signed = {
    signedHeaders: parameter('X-Amz-SignedHeaders').split(';'),
    signature: parameter('X-Amz-Signature'),
  };
  const payload = verifyCanonical(request, credential, signed, contentSha256);
  if (timeOf(keyring) > credential.time + Number(expires) * 1000) throw accessDenied('Request has expired');
  return payload;
}

function verifyCanonical(
  request: RequestToVerify,
  credential: ResolvedCredential,
  signed: Pick<Authorization, 'signedHeaders' | 'signature'>,
  contentSha256: string,
): SignedPayload {
  const unsigned = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && !signed.signedHeaders.includes(name) && !SIGNED_OTHERWISE.has(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error(403, 'AccessDenied', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: unsigned.join(', '),
    });
  }
  const path = request.path
    .split('/')
    .map((segment) => encodeUri(decodeUri(segment)))
    .join('/');
  verifySignature({ ...request, path }, credential, signed, contentSha256);
  const { signingKey, date, scope } = credential;
  return { contentSha256, chunkSigning: { signingKey, date, scope, seedSignature: signed.signature } };
}

/** @param malformedCode the code S3 uses for a wrong scope: it differs between header, query and form */
function inWordsOfS3<T>(malformedCode: string, verify: () => T): T {
  try {
    return verify();
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    const { fault, message, value, signed } = error;
    const [status, code] = answers(malformedCode)[fault];
    const details = { ...signed, ...(fault === 'unknown-key' && { AWSAccessKeyId: value }) };
    throw new S3Error(status, code, message, { ...details, ...(fault === 'wrong-region' && { Region: value }) });
  }
}

const answers = (malformedCode: string): Record<SignatureFault, readonly [status: number, code: string]> => ({
  missing: [403, 'AccessDenied'],
  'malformed-authorization': [400, malformedCode],
  'malformed-credential': [400, malformedCode],
  'wrong-region': [400, malformedCode],
  'unknown-key': [403, 'InvalidAccessKeyId'],
  'host-not-signed': [403, 'AccessDenied'],
  'does-not-match': [403, 'SignatureDoesNotMatch'],
  'too-skewed': [403, 'RequestTimeTooSkewed'],
});
