import { createHash, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { encodeUri } from './encode-uri.ts';

/**
 * Signature Version 4, as in "AWS Signature Version 4 for API requests": what S3 has in common with the services that
 * speak JSON. Each of them says in its own words why it refuses a request.
 */
export interface Keyring {
  /** access key id → secret */
  readonly credentials: Readonly<Record<string, string>>;
  readonly region: string;
  /** milliseconds since the epoch; for tests of expiry */
  readonly now?: () => number;
}

export const timeOf = (keyring: Keyring): number => (keyring.now ?? Date.now)();

export type QueryParameter = readonly [name: string, value: string];

export interface SignedRequest {
  readonly method: string;
  /** percent-encoded as signatures want it: `encodeUri` of every segment */
  readonly path: string;
  /** decoded */
  readonly query: readonly QueryParameter[];
  /** lower-case name → every value sent, as Node's `headersDistinct` gives them */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
}

/** Names of services, as the scope of a signature has them. */
export type SignedService = 's3' | 'sqs' | 'dynamodb' | 'secretsmanager';

export type SignatureFault =
  | 'missing'
  | 'malformed-authorization'
  | 'malformed-credential'
  | 'wrong-region'
  | 'unknown-key'
  | 'host-not-signed'
  | 'does-not-match'
  | 'too-skewed';

/** Why a request was not taken for one of whom it says it is. */
export class SignatureError extends Error {
  override readonly name = 'SignatureError';
  readonly fault: SignatureFault;
  /** The value that is wrong, if it is one: an access key id, a region. */
  readonly value: string;
  /** What was signed, as far as it may be told: S3 tells it, so that a client finds the difference. */
  readonly signed: Readonly<Record<string, string>>;

  constructor(fault: SignatureFault, message: string, value = '', signed: Readonly<Record<string, string>> = {}) {
    super(message);
    this.fault = fault;
    this.value = value;
    this.signed = signed;
  }
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';
export const MAX_SKEW_MS = 15 * 60 * 1000;
/** What clients sign for that know an address but no region, such as ClickHouse's s3(). */
const GLOBAL_REGION = 'us-east-1';

export const sha256Hex = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer | KeyObject, data: string): Buffer =>
  createHmac('sha256', key).update(data).digest();

export interface Authorization {
  readonly credential: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** @throws {SignatureError} */
export function parseAuthorization(authorization: string): Authorization {
  const parsed =
    /^AWS4-HMAC-SHA256\s+Credential=([^,\s]+)\s*,\s*SignedHeaders=([^,\s]+)\s*,\s*Signature=([0-9a-f]{64})$/.exec(
      authorization,
    );
  if (!parsed) {
    throw new SignatureError('malformed-authorization', `The Authorization header must be of type ${ALGORITHM}.`);
  }
  const [, credential = '', signedHeaders = '', signature = ''] = parsed;
  return { credential, signedHeaders: signedHeaders.split(';'), signature };
}

export interface ResolvedCredential {
  readonly signingKey: KeyObject;
  readonly scope: string;
  readonly date: string;
  /** the signed date, in milliseconds since the epoch */
  readonly time: number;
}

/**
 * Turns `KEYID/20260730/eu-central-1/s3/aws4_request` into the key that such a request is signed with.
 * @throws {SignatureError}
 */
export function resolveCredential(
  credential: string,
  date: string,
  keyring: Keyring,
  service: SignedService,
): ResolvedCredential {
  const [keyId = '', day = '', region = '', scopeService = '', terminator = '', ...rest] = credential.split('/');
  const scope = [day, region, scopeService, terminator].join('/');
  const malformed = (why: string) => new SignatureError('malformed-credential', why);
  const time = parseAmzDate(date);
  if (time === undefined) throw malformed('X-Amz-Date must look like 20260730T120000Z.');
  if (rest.length > 0 || scopeService !== service || terminator !== 'aws4_request') {
    throw malformed(`The credential must look like <access key id>/YYYYMMDD/REGION/${service}/aws4_request.`);
  }
  if (day !== date.slice(0, 8)) throw malformed('The day in the credential must be the day of X-Amz-Date.');
  if (region !== keyring.region && !(service === 's3' && region === GLOBAL_REGION)) {
    const what = `The region '${region}' is wrong; expecting '${keyring.region}'`;
    throw new SignatureError('wrong-region', what, keyring.region);
  }
  const secret = Object.hasOwn(keyring.credentials, keyId) ? keyring.credentials[keyId] : undefined;
  if (secret === undefined) {
    const what = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new SignatureError('unknown-key', what, keyId);
  }
  return { signingKey: signingKeyOf(secret, scope), scope, date, time };
}

/** Those of two days, and of the few who sign: to derive one takes longer than to verify with it. */
const MOST_KEYS = 50;
const signingKeys = new Map<string, KeyObject>();

function signingKeyOf(secret: string, scope: string): KeyObject {
  const name = `${scope} ${secret}`;
  const known = signingKeys.get(name);
  if (known) return known;
  const bytes = scope.split('/').reduce<string | Buffer>((key, part) => hmac(key, part), `AWS4${secret}`);
  const signingKey = createSecretKey(Buffer.from(bytes));
  if (signingKeys.size >= MOST_KEYS) signingKeys.clear();
  signingKeys.set(name, signingKey);
  return signingKey;
}

/** @throws {SignatureError} */
export function refuseSkew({ time }: ResolvedCredential, keyring: Keyring): void {
  if (Math.abs(timeOf(keyring) - time) <= MAX_SKEW_MS) return;
  throw new SignatureError('too-skewed', 'The difference between the request time and the current time is too large.');
}

/**
 * @param contentSha256 what the signature says about the body; whether the body is that is for the caller to see
 * @throws {SignatureError}
 */
export function verifySignature(
  request: SignedRequest,
  { signingKey, date, scope }: ResolvedCredential,
  { signedHeaders, signature }: Pick<Authorization, 'signedHeaders' | 'signature'>,
  contentSha256: string,
): void {
  if (!signedHeaders.includes('host')) {
    throw new SignatureError('host-not-signed', 'The host header must be signed.');
  }
  const canonical = canonicalRequest(request, signedHeaders, contentSha256);
  verifyText(`${ALGORITHM}\n${date}\n${scope}\n${sha256Hex(canonical)}`, signingKey, signature, {
    CanonicalRequest: canonical.toString('latin1'),
  });
}

/** @throws {SignatureError} when the signature is not that of the text */
export function verifyText(
  text: string,
  signingKey: KeyObject,
  signature: string,
  signed: Readonly<Record<string, string>> = {},
): void {
  const expected = Buffer.from(hmac(signingKey, text).toString('hex'));
  const given = Buffer.from(signature);
  if (expected.length === given.length && timingSafeEqual(expected, given)) return;
  throw new SignatureError(
    'does-not-match',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    '',
    { StringToSign: text, SignatureProvided: signature, ...signed },
  );
}

/**
 * The canonical request, as bytes. Header values are the bytes on the wire (Node hands them over as latin1): that is
 * what AWS signs, so metadata that is not ASCII fails here as it fails there.
 */
function canonicalRequest(request: SignedRequest, signedHeaders: readonly string[], contentSha256: string): Buffer {
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
  const text = [request.method, request.path, query, headers.join(''), signedHeaders.join(';'), contentSha256].join(
    '\n',
  );
  return Buffer.from(text, 'latin1');
}

function parseAmzDate(date: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match.map(Number);
  return Date.UTC(year!, month! - 1, day, hour, minute, second);
}
