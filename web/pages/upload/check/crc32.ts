const POLYNOMIAL = 0xedb88320;
const BITS = 8;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < BITS; bit += 1) rest = (rest >>> 1) ^ (rest & 1 ? POLYNOMIAL : 0);
  return rest;
});

/** The checksum of ZIP archives, which browsers do not have. @param before of the bytes before these, from 0 */
export function crc32(bytes: Uint8Array, before: number): number {
  let rest = ~before;
  for (let at = 0; at < bytes.length; at += 1) rest = (rest >>> BITS) ^ TABLE[(rest ^ bytes[at]!) & 0xff]!;
  return ~rest >>> 0;
}
