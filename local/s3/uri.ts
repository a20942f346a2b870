import { encodeUri } from '../aws-signature/encode-uri.ts';
import type { QueryParameter } from '../aws-signature/signature-v4.ts';
import { S3Error } from './errors.ts';

/** `encodeUri` that leaves the slashes of a key or path alone. */
export const encodeUriPath = (path: string): string => path.split('/').map(encodeUri).join('/');

/** @throws {S3Error} InvalidURI when an escape is broken or does not give UTF-8 */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

/** What a path-style request names. `path` is as sent (still encoded), `query` is decoded. */
export interface RequestTarget {
  readonly bucket: string;
  readonly key: string;
  readonly path: string;
  readonly query: readonly QueryParameter[];
}

/**
 * Splits the target of a request line. Deliberately not `new URL`, which would fold `/a/../b` and `//`: both are
 * legal in keys, and the signature covers them as sent.
 */
export function parseTarget(target: string): RequestTarget {
  if (!target.startsWith('/') || /[^\x21-\x7e]/.test(target)) {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const [bucket = '', ...key] = path.slice(1).split('/').map(decodeUri);
  return { bucket, key: key.join('/'), path, query: mark < 0 ? [] : parseQuery(target.slice(mark + 1)) };
}

function parseQuery(query: string): QueryParameter[] {
  const decode = (text: string) => decodeUri(text.replaceAll('+', ' '));
  return query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [decode(pair), ''] : [decode(pair.slice(0, equals)), decode(pair.slice(equals + 1))];
    });
}
