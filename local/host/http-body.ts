import type { IncomingMessage } from 'node:http';

/** API Gateway's limit for a request. */
export const MAX_REQUEST_BYTES = 10 * 1024 * 1024;

/** What is still read of a body that is too large, so that its sender gets to read the answer before the line is cut. */
const MAX_DISCARDED_BYTES = 64 * 1024 * 1024;

export type BodyResult = { readonly bytes: Buffer } | 'too-large' | 'aborted';

/** Reads a request's body; the bytes of one that is too large are thrown away as they come. */
export async function readBody(message: IncomingMessage): Promise<BodyResult> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (Number(message.headers['content-length'] ?? 0) > MAX_DISCARDED_BYTES) return 'too-large';
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= MAX_REQUEST_BYTES) chunks.push(chunk);
      else chunks.length = 0;
      if (size > MAX_DISCARDED_BYTES) break;
    }
  } catch {
    return 'aborted';
  }
  return size > MAX_REQUEST_BYTES ? 'too-large' : { bytes: Buffer.concat(chunks) };
}

/**
 * A body as a proxy event carries it: text, or base64 where the API declares its media type as binary.
 * @param binaryMediaTypes of the REST API; may hold `*` wildcards
 */
export function eventBody(
  bytes: Buffer,
  contentType: string | undefined,
  binaryMediaTypes: readonly string[],
): { text: string; base64: boolean } | undefined {
  if (bytes.length === 0) return undefined;
  const mediaType = (contentType ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
  const binary = binaryMediaTypes.some((pattern) => matchesMediaType(pattern.toLowerCase(), mediaType));
  return { text: bytes.toString(binary ? 'base64' : 'utf8'), base64: binary };
}

function matchesMediaType(pattern: string, mediaType: string): boolean {
  const [type, subtype] = pattern.split('/');
  const [givenType, givenSubtype] = mediaType.split('/');
  return (type === '*' || type === givenType) && (subtype === '*' || subtype === givenSubtype);
}
