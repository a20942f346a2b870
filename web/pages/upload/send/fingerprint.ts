const EDGE_BYTES = 64 * 1024;

/** Of a file's size, first and last bytes: tells another file without reading all of a large one. */
export async function fingerprintOf(file: Blob): Promise<string> {
  const edges = [file.slice(0, EDGE_BYTES), file.slice(Math.max(EDGE_BYTES, file.size - EDGE_BYTES))];
  return sha256Of(new Blob([`${file.size} `, ...edges]));
}

/** In lower-case hex. Reads the blob into memory. */
export async function sha256Of(blob: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
