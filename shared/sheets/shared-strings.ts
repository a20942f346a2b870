import { sentence } from '../domain/sentences/sentence.ts';
import type { SheetLimits } from './limits.ts';
import { damaged, tooLarge } from './sheet-refused.ts';
import { escapedText, TextOfRuns } from './text-of-runs.ts';
import { type XmlListener, XmlReader } from './xml.ts';

const STRINGS_OF_BLOCK = 4096;
/** Bytes that a UTF-16 unit has in UTF-8 at most. */
const MOST_BYTES_OF_UNIT = 3;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A block of strings in one array: millions of strings of their own would take several times the memory. */
interface Block {
  readonly bytes: Uint8Array;
  /** Where each begins; one more for the end of the last. */
  readonly starts: Uint32Array;
}

/** The texts that cells name by their index, read as far as somebody wants them. */
export class SharedStrings {
  readonly #blocks: Block[] = [];
  readonly #limit: number;
  readonly #content: AsyncIterator<Uint8Array>;
  readonly #reader: XmlReader;
  #pending: string[] = [];
  /** Where a block is made, before it is known how long it gets. */
  #room = new Uint8Array(0);
  #bytes = 0;
  #hasEnded = false;

  constructor(
    part: string,
    content: AsyncIterable<Uint8Array>,
    { sharedStringBytes }: Pick<SheetLimits, 'sharedStringBytes'>,
  ) {
    this.#limit = sharedStringBytes;
    this.#content = content[Symbol.asyncIterator]();
    const runs = new TextOfRuns();
    const listener: XmlListener = {
      open: (name) => (name === 'si' ? runs.begin() : runs.open(name)),
      text: (text) => runs.add(text),
      close: (name) => {
        runs.close(name);
        if (name === 'si') this.#add(escapedText(runs.text));
      },
    };
    this.#reader = new XmlReader(part, listener);
  }

  /** How many have been read. */
  get count(): number {
    return this.#blocks.length * STRINGS_OF_BLOCK + this.#pending.length;
  }

  /** Whether those are all. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /**
   * Reads on until there are that many, or all of them.
   * @throws {SheetRefused}
   */
  async readTo(count: number): Promise<void> {
    while (!this.#hasEnded && this.count < count) {
      const { done, value } = await this.#content.next();
      if (done) {
        this.#hasEnded = true;
        this.#reader.end();
      } else this.#reader.push(value);
    }
  }

  /** @throws {SheetRefused} for an index that there is none of, as far as has been read */
  at(index: number): string {
    const block = this.#blocks[Math.floor(index / STRINGS_OF_BLOCK)];
    const place = index % STRINGS_OF_BLOCK;
    if (block) return decoder.decode(block.bytes.subarray(block.starts[place], block.starts[place + 1]));
    const text = this.#pending[index - this.#blocks.length * STRINGS_OF_BLOCK];
    if (text === undefined) throw damaged(sentence('shared-string-missing'));
    return text;
  }

  /** What has not been read is not wanted any more. */
  async close(): Promise<void> {
    this.#hasEnded = true;
    await this.#content.return?.();
  }

  #add(text: string): void {
    this.#pending.push(text);
    if (this.#pending.length === STRINGS_OF_BLOCK) this.#pack();
  }

  #pack(): void {
    const needed = this.#pending.reduce((sum, { length }) => sum + length * MOST_BYTES_OF_UNIT, 0);
    if (this.#room.length < needed) this.#room = new Uint8Array(needed);
    const room = this.#room;
    const starts = new Uint32Array(STRINGS_OF_BLOCK + 1);
    for (const [at, text] of this.#pending.entries())
      starts[at + 1] = starts[at]! + encoder.encodeInto(text, room.subarray(starts[at])).written;
    const bytes = room.slice(0, starts[STRINGS_OF_BLOCK]);
    this.#bytes += bytes.length;
    if (this.#bytes > this.#limit) throw tooLarge(sentence('too-much-text', { most: this.#limit }));
    this.#blocks.push({ bytes, starts });
    this.#pending = [];
  }
}
