/** Packed bytes handed to the unpacking at once: what came out before damage is met is not lost, nor much held at a time. */
const PACKED_AT_ONCE = 64 * 1024;

/** Packed bytes that are damaged or break off: browsers do not say which. */
export class DamagedStream extends Error {
  override readonly name = 'DamagedStream';
}

/**
 * Unpacks with what the browser has.
 * @throws {DamagedStream} after what could be unpacked; where the file itself cannot be read, what that says
 */
export async function* unpackedStream(packed: Blob, format: 'gzip' | 'deflate-raw'): AsyncGenerator<Uint8Array> {
  const unpacking = new DecompressionStream(format);
  const writer = unpacking.writable.getWriter();
  let unreadable: { readonly error: unknown } | undefined;
  const pieceAt = async (at: number) => {
    try {
      return new Uint8Array(await packed.slice(at, at + PACKED_AT_ONCE).arrayBuffer());
    } catch (error) {
      unreadable = { error };
      await writer.abort(error);
      throw error;
    }
  };
  const write = async () => {
    for (let at = 0; at < packed.size; at += PACKED_AT_ONCE) await writer.write(await pieceAt(at));
    await writer.close();
  };
  // What goes wrong here is met where it is read.
  const writing = write().catch(() => {});
  const reader = unpacking.readable.getReader();
  try {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value) yield value;
    }
  } catch (cause) {
    throw unreadable ? unreadable.error : new DamagedStream(`a damaged ${format} stream`, { cause });
  } finally {
    await reader.cancel().catch(() => {});
    await writing;
  }
}
