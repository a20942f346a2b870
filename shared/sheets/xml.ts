import { type SaxesAttributePlain, SaxesParser, type SaxesTagPlain } from 'saxes';
import { sentence } from '../domain/sentences/sentence.ts';
import { damaged, type SheetRefused } from './sheet-refused.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Told of the elements of a part, by their names without prefix. */
export interface XmlListener {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close(name: string): void;
}

/** Text, or a tag, of more bytes than this is none of a workbook, and would be held in memory. */
const MAX_BYTES_WITHOUT_TAG = 8 * 1024 ** 2;
const MAX_DEPTH = 64;

/**
 * Reads a part of a workbook, chunk by chunk. Names of namespaces are not looked at: the strict form of the standard has others
 * than the usual one. What could be expanded or fetched, a DTD, is refused.
 */
export class XmlReader {
  readonly #part: string;
  readonly #parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  #decoder: InstanceType<typeof TextDecoder> | undefined;
  #bytesSinceTag = 0;
  #depth = 0;

  constructor(part: string, listener: XmlListener) {
    this.#part = part;
    this.#parser.on('doctype', () => {
      throw damaged(sentence('part-dtd', { part }));
    });
    this.#parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
      this.#bytesSinceTag = 0;
      this.#depth += 1;
      if (this.#depth > MAX_DEPTH) throw damaged(sentence('part-too-deep', { part }));
      listener.open(localName(name), attributes);
    });
    this.#parser.on('closetag', ({ name }: SaxesTagPlain) => {
      this.#bytesSinceTag = 0;
      this.#depth -= 1;
      listener.close(localName(name));
    });
    if (listener.text) {
      const text = listener.text.bind(listener);
      this.#parser.on('text', text);
      this.#parser.on('cdata', text);
    }
  }

  /** @throws {SheetRefused} */
  push(chunk: Uint8Array): void {
    this.#decoder ??= new TextDecoder(encodingOf(chunk), { fatal: true });
    const decoder = this.#decoder;
    this.#bytesSinceTag += chunk.length;
    const text = this.#decoded(() => decoder.decode(chunk, { stream: true }));
    this.#guarded(() => this.#parser.write(text));
    if (this.#bytesSinceTag > MAX_BYTES_WITHOUT_TAG + chunk.length)
      throw damaged(sentence('part-text-too-long', { part: this.#part, most: MAX_BYTES_WITHOUT_TAG }));
  }

  /** @throws {SheetRefused} */
  end(): void {
    const text = this.#decoded(() => this.#decoder?.decode() ?? '');
    this.#guarded(() => this.#parser.write(text).close());
  }

  #decoded(decode: () => string): string {
    try {
      return decode();
    } catch {
      throw this.#notXml();
    }
  }

  /** The message of the parser quotes what it stumbled over, so it goes no further. */
  #guarded(parse: () => void): void {
    try {
      parse();
    } catch (error) {
      if (error instanceof Error && Object.getPrototypeOf(error) !== Error.prototype) throw error;
      throw this.#notXml();
    }
  }

  #notXml(): SheetRefused {
    return damaged(sentence('part-not-xml', { part: this.#part }));
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/** Reads a whole part. @throws {SheetRefused} */
export async function readXml(part: string, content: AsyncIterable<Uint8Array>, listener: XmlListener): Promise<void> {
  const reader = new XmlReader(part, listener);
  for await (const chunk of content) reader.push(chunk);
  reader.end();
}

/** Whether an attribute says yes: XML Schema has two spellings. */
export const isTrue = (value: SaxesAttributePlain['value'] | undefined): boolean => value === '1' || value === 'true';
