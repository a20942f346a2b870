import type { APIGatewayProxyEvent } from 'aws-lambda';
import { parseExactNumbers, parseUnrounded } from '../domain/exact-number.ts';
import { notAccepted } from '../domain/not-accepted.ts';
import { fieldError, Problem } from '../domain/problems.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';
import { type Endpoint, mayBeEmpty } from './endpoint.ts';

/** Enough for the largest list of parts that an upload can have: each is an object of two values. */
const MOST_VALUES = 50_000;
const DEEPEST = 32;

/** A body as it was sent: the gateway wraps it up in base64. @throws {Problem} 413 */
export function bodyBytes(most: number, event: Pick<APIGatewayProxyEvent, 'body' | 'isBase64Encoded'>): Buffer {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length <= most) return bytes;
  throw new Problem('payload-too-large', serviceSentence('body-too-large', { bytes: bytes.length, most }));
}

/**
 * The JSON value of a body; `{}` for an empty one where nothing in it is required, so that a bare POST is enough.
 * @throws {Problem} 400 `malformed-body`, `invalid-request`; 413; 415
 */
export function readBody(endpoint: Endpoint, event: APIGatewayProxyEvent, contentType: string | undefined): unknown {
  const { hasBody, maxBodyBytes, checksRecords } = endpoint;
  const bytes = bodyBytes(maxBodyBytes, event);
  if (bytes.length === 0) {
    if (!hasBody || mayBeEmpty(endpoint)) return {};
    throw new Problem('malformed-body', serviceSentence('body-empty'));
  }
  requireJson(contentType);
  const json = parsed(bytes, checksRecords === true);
  refuseExcess(json, checksRecords === true);
  return json;
}

function parsed(bytes: Uint8Array, isExact: boolean): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return isExact ? parseExactNumbers(text) : parseUnrounded(text, roundedNumber);
  } catch (cause) {
    if (cause instanceof Problem) throw cause;
    throw new Problem('malformed-body', undefined, { cause });
  }
}

function roundedNumber(name: string, written: string): never {
  const value = written.length > 40 ? `${written.slice(0, 40)}…` : written;
  throw notAccepted([fieldError(name, 'precision', serviceSentence('number-rounded', { value }))]);
}

function requireJson(contentType: string | undefined): void {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  if (!/^application\/([\w.-]+\+)?json$/.test(type)) throw new Problem('unsupported-media-type');
  if (charset !== undefined && !/^"?utf-?8"?$/.test(charset)) throw new Problem('unsupported-media-type');
}

/** What is made of a body costs more than reading it: nothing we take is as deep, or has as many values. */
function refuseExcess(json: unknown, checksRecords: boolean): void {
  let level = [json];
  let values = 1;
  for (let depth = 1; level.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      // Schemas leave it out without a word, because it is no name like others. Whoever checks records is handed them as they are.
      if (Object.hasOwn(value, '__proto__') && !(checksRecords && depth > 1)) throw unknownProto();
      const inner = Object.values(value);
      values += inner.length;
      if (values > MOST_VALUES) throw excessive(`May hold at most ${MOST_VALUES} values.`);
      for (const item of inner) if (typeof item === 'object') next.push(item);
    }
    if (next.length > 0 && depth >= DEEPEST) throw excessive(`May be nested at most ${DEEPEST} deep.`);
    level = next;
  }
}

const unknownProto = (): Problem =>
  new Problem('invalid-request', 'Not accepted: __proto__.', {
    errors: [{ field: '__proto__', code: 'unknown', detail: 'There is no such field.' }],
  });

const excessive = (detail: string): Problem =>
  new Problem('invalid-request', 'Not accepted: the body.', { errors: [{ field: '', code: 'range', detail }] });
