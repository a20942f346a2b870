import type { StoredObject } from './bucket.ts';
import { noSuchKey, notImplemented, preconditionFailed } from './errors.ts';

type Headers = Readonly<Record<string, string>>;

const bareEtag = (etag: string): string =>
  etag
    .trim()
    .replace(/^W\//, '')
    .replace(/^"(.*)"$/, '$1');

const matchesEtag = (header: string, etag: string): boolean =>
  header.trim() === '*' || header.split(',').some((candidate) => bareEtag(candidate) === etag);

/** HTTP dates have whole seconds, so the object's time is cut to them. */
const modifiedAfter = (object: StoredObject, date: number): boolean =>
  Math.floor(Date.parse(object.lastModified) / 1000) * 1000 > date;

/**
 * Conditions on reading, in the precedence of RFC 9110: If-Match decides over If-Unmodified-Since, If-None-Match over
 * If-Modified-Since.
 * @param prefix `x-amz-copy-source-` for the conditions of a copy
 * @throws {S3Error} 412
 */
export function checkReadConditions(headers: Headers, object: StoredObject, prefix = ''): 'ok' | 'not-modified' {
  const ifMatch = headers[`${prefix}if-match`];
  const unmodifiedSince = Date.parse(headers[`${prefix}if-unmodified-since`] ?? '');
  if (ifMatch !== undefined) {
    if (!matchesEtag(ifMatch, object.etag)) throw preconditionFailed('If-Match');
  } else if (!Number.isNaN(unmodifiedSince) && modifiedAfter(object, unmodifiedSince)) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  const ifNoneMatch = headers[`${prefix}if-none-match`];
  const modifiedSince = Date.parse(headers[`${prefix}if-modified-since`] ?? '');
  if (ifNoneMatch !== undefined) return matchesEtag(ifNoneMatch, object.etag) ? 'not-modified' : 'ok';
  return !Number.isNaN(modifiedSince) && !modifiedAfter(object, modifiedSince) ? 'not-modified' : 'ok';
}

/** If-Range holds back a Range that was meant for another version. */
export const rangeApplies = (headers: Headers, object: StoredObject): boolean =>
  headers['if-range'] === undefined || bareEtag(headers['if-range']) === object.etag;

/**
 * Conditions on writing: `If-None-Match: *` (create only) and `If-Match: <etag>` (replace that version only).
 * The check throws 412, or 404 when If-Match names an object that is not there.
 */
export function writePrecondition(headers: Headers, key: string): (current: StoredObject | undefined) => void {
  const ifNoneMatch = headers['if-none-match'];
  const ifMatch = headers['if-match'];
  if (ifNoneMatch !== undefined && ifNoneMatch.trim() !== '*') {
    throw notImplemented('If-None-Match with anything but * on writing (nor does S3)');
  }
  return (current) => {
    if (ifNoneMatch !== undefined && current) throw preconditionFailed('If-None-Match');
    if (ifMatch === undefined) return;
    if (!current) throw noSuchKey(key);
    if (!matchesEtag(ifMatch, current.etag)) throw preconditionFailed('If-Match');
  };
}
