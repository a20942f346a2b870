import { invalidArgument, S3Error } from './errors.ts';

type Headers = Readonly<Record<string, string>>;

/** What a client may set on an object and gets back with it, besides x-amz-meta-*. */
const REPRESENTATION_HEADERS = [
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];
const METADATA_PREFIX = 'x-amz-meta-';
const MAX_METADATA_BYTES = 2048;
const DEFAULT_CONTENT_TYPE = 'binary/octet-stream';

/** The headers to keep with an object, out of those of a request or of a form's fields. */
export function headersToKeep(headers: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  let metadataBytes = 0;
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(METADATA_PREFIX)) {
      kept[name] = value;
      metadataBytes += Buffer.byteLength(name.slice(METADATA_PREFIX.length)) + Buffer.byteLength(value);
    } else if (REPRESENTATION_HEADERS.includes(name)) {
      kept[name] = representableValue(name, value);
    }
  }
  if (metadataBytes > MAX_METADATA_BYTES) {
    throw new S3Error(400, 'MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      Size: String(metadataBytes),
      MaxSizeAllowed: String(MAX_METADATA_BYTES),
    });
  }
  // aws-chunked is how the body travelled, not what the object is.
  const encodings = (kept['content-encoding'] ?? '').split(',').map((encoding) => encoding.trim());
  const own = encodings.filter((encoding) => encoding !== '' && encoding !== 'aws-chunked').join(',');
  if (own === '') delete kept['content-encoding'];
  else kept['content-encoding'] = own;
  return kept;
}

/** The headers of an answer that carries the object, with the overrides that a signed GET may ask for. */
export function headersToSend(stored: Headers, query: URLSearchParams): Record<string, string> {
  const sent: Record<string, string> = { 'content-type': DEFAULT_CONTENT_TYPE };
  for (const [name, value] of Object.entries(stored)) {
    sent[name] = name.startsWith(METADATA_PREFIX) ? encodeMetadata(value) : value;
  }
  for (const name of REPRESENTATION_HEADERS) {
    const parameter = `response-${name}`;
    const override = query.get(parameter);
    if (override) sent[name] = representableValue(parameter, override);
  }
  return sent;
}

function representableValue(name: string, value: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return value;
  throw invalidArgument(name, value, 'Header value cannot be represented using ISO-8859-1.');
}

/** Metadata that is not ASCII (a presigned URL can carry it) comes back as RFC 2047, as S3 sends it. */
const encodeMetadata = (value: string): string =>
  /^[\x20-\x7e]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
