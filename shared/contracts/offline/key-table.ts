import type { Value } from '../kinds/kind.ts';

/** Not part of any key: no row has it. */
const KEY_SEPARATOR = '\0';

/** A key of several columns as one text. */
export const keyText = (key: readonly Value[]): string => key.join(KEY_SEPARATOR);

const BLOCK_BYTES = 4 * 1024 * 1024;
const FIRST_SLOTS = 1 << 12;
/** Before each key: the number that goes with it, and its length. */
const NUMBER_BYTES = 4;
const LENGTH_BYTES = 2;
const ENTRY_UNIT = 4;
const MOST_KEY_BYTES = 65_535;

const encoder = new TextEncoder();

/**
 * Numbers by key, for millions of keys: the keys lie one behind the other in large blocks, which takes a few bytes more than
 * they are long instead of the hundred of a Map. Exact: keys are compared, not their hashes.
 */
export class KeyTable {
  readonly #blocks: Uint8Array[] = [new Uint8Array(BLOCK_BYTES)];
  /** Bytes used of the last block. */
  #used = 0;
  #size = 0;
  /** Place of an entry in units, plus 1; 0 for none. */
  #slots = new Uint32Array(FIRST_SLOTS);
  readonly #key = new Uint8Array(MOST_KEY_BYTES + 3);

  get size(): number {
    return this.#size;
  }

  /** Keeps the number under the key. @returns the number that the key has already, which then stays */
  add(key: string, number: number): number | undefined {
    const length = this.#encode(key);
    const slot = this.#find(length);
    const place = this.#slots[slot]!;
    if (place !== 0) return this.#numberAt(place - 1);
    this.#slots[slot] = this.#append(length, number) + 1;
    this.#size += 1;
    if (this.#size * 2 > this.#slots.length) this.#grow();
    return undefined;
  }

  has(key: string): boolean {
    return this.#slots[this.#find(this.#encode(key))] !== 0;
  }

  #encode(key: string): number {
    const { read, written } = encoder.encodeInto(key, this.#key);
    if (read < key.length || written > MOST_KEY_BYTES) {
      throw new RangeError(`a key of more than ${MOST_KEY_BYTES} bytes; at most that are kept`);
    }
    return written;
  }

  /** The slot of the encoded key, or the empty one where it belongs. */
  #find(length: number): number {
    const mask = this.#slots.length - 1;
    for (let slot = hash(this.#key, 0, length) & mask; ; slot = (slot + 1) & mask) {
      const place = this.#slots[slot]!;
      if (place === 0 || this.#isAt(place - 1, length)) return slot;
    }
  }

  #isAt(place: number, length: number): boolean {
    const [block, at] = this.#entry(place);
    if (readUInt16(block, at + NUMBER_BYTES) !== length) return false;
    const start = at + NUMBER_BYTES + LENGTH_BYTES;
    for (let index = 0; index < length; index += 1) if (block[start + index] !== this.#key[index]) return false;
    return true;
  }

  #numberAt(place: number): number {
    const [block, at] = this.#entry(place);
    return readUInt32(block, at);
  }

  #entry(place: number): [block: Uint8Array, at: number] {
    const offset = place * ENTRY_UNIT;
    return [this.#blocks[Math.floor(offset / BLOCK_BYTES)]!, offset % BLOCK_BYTES];
  }

  #append(length: number, number: number): number {
    const bytes = Math.ceil((NUMBER_BYTES + LENGTH_BYTES + length) / ENTRY_UNIT) * ENTRY_UNIT;
    if (this.#used + bytes > BLOCK_BYTES) {
      this.#blocks.push(new Uint8Array(BLOCK_BYTES));
      this.#used = 0;
    }
    const block = this.#blocks.at(-1)!;
    const at = this.#used;
    writeUInt32(block, at, number);
    writeUInt16(block, at + NUMBER_BYTES, length);
    block.set(this.#key.subarray(0, length), at + NUMBER_BYTES + LENGTH_BYTES);
    this.#used += bytes;
    return ((this.#blocks.length - 1) * BLOCK_BYTES + at) / ENTRY_UNIT;
  }

  #grow(): void {
    const before = this.#slots;
    const slots = new Uint32Array(before.length * 2);
    const mask = slots.length - 1;
    for (const place of before) {
      if (place === 0) continue;
      const [block, at] = this.#entry(place - 1);
      const start = at + NUMBER_BYTES + LENGTH_BYTES;
      let slot = hash(block, start, start + readUInt16(block, at + NUMBER_BYTES)) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = place;
    }
    this.#slots = slots;
  }
}

const readUInt16 = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8);

const readUInt32 = (bytes: Uint8Array, at: number): number =>
  (readUInt16(bytes, at) | (readUInt16(bytes, at + 2) << 16)) >>> 0;

function writeUInt16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
}

function writeUInt32(bytes: Uint8Array, at: number, value: number): void {
  writeUInt16(bytes, at, value);
  writeUInt16(bytes, at + 2, value >>> 16);
}

/** FNV-1a, with a last stir so that the low bits depend on all of it. */
function hash(bytes: Uint8Array, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at += 1) value = Math.imul(value ^ bytes[at]!, 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) >>> 0;
}
