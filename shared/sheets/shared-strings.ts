import { sentence } from '../domain/sentences/sentence.ts';
import type { SheetLimits } from './limits.ts';
import { damaged, tooLarge } from './sheet-refused.ts';
import { escapedText, TextOfRuns } from './text-of-runs.ts';
import { readXml, type XmlListener } from './xml.ts';

const STRINGS_OF_BLOCK = 4096;

/** A block of strings in one buffer: millions of strings of their own would take several times the memory. */
interface Block {
  readonly bytes: Buffer;
  /** Where each begins; one more for the end of the last. */
  readonly starts: Uint32Array;
}

/** The texts that cells name by their index. */
export class SharedStrings {
  readonly #blocks: Block[] = [];
  readonly #limit: number;
  #pending: string[] = [];
  #bytes = 0;

  constructor({ sharedStringBytes }: Pick<SheetLimits, 'sharedStringBytes'>) {
    this.#limit = sharedStringBytes;
  }

  /** @throws {SheetRefused} */
  static async read(part: string, content: AsyncIterable<Uint8Array>, limits: SheetLimits): Promise<SharedStrings> {
    const strings = new SharedStrings(limits);
    const runs = new TextOfRuns();
    const listener: XmlListener = {
      open: (name) => (name === 'si' ? runs.begin() : runs.open(name)),
      text: (text) => runs.add(text),
      close: (name) => {
        runs.close(name);
        if (name === 'si') strings.add(escapedText(runs.text));
      },
    };
    await readXml(part, content, listener);
    return strings;
  }

  add(text: string): void {
    this.#pending.push(text);
    if (this.#pending.length === STRINGS_OF_BLOCK) this.#pack();
  }

  /** @throws {SheetRefused} for an index that there is none of */
  at(index: number): string {
    const block = this.#blocks[Math.floor(index / STRINGS_OF_BLOCK)];
    const place = index % STRINGS_OF_BLOCK;
    const text =
      block === undefined
        ? this.#pending[index - this.#blocks.length * STRINGS_OF_BLOCK]
        : block.bytes.toString('utf8', block.starts[place], block.starts[place + 1]);
    if (text === undefined) throw damaged(sentence('shared-string-missing'));
    return text;
  }

  #pack(): void {
    const starts = new Uint32Array(STRINGS_OF_BLOCK + 1);
    for (const [at, text] of this.#pending.entries()) starts[at + 1] = starts[at]! + Buffer.byteLength(text);
    const size = starts[STRINGS_OF_BLOCK]!;
    this.#bytes += size;
    if (this.#bytes > this.#limit) throw tooLarge(sentence('too-much-text', { most: this.#limit }));
    const bytes = Buffer.allocUnsafeSlow(size);
    for (const [at, text] of this.#pending.entries()) bytes.write(text, starts[at]!);
    this.#blocks.push({ bytes, starts });
    this.#pending = [];
  }
}
