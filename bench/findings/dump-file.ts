import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/**
 * A dump is lines of JSON: first what it is of, then sections. A section begins with an object that names it, and goes on with
 * the lines of what it holds, each of which is an array or a text.
 */
export interface DumpHead {
  /** Of the corpus. */
  readonly corpus: string;
  readonly checkout: string;
  readonly commit: string;
}

export interface SectionHead {
  /** Unlike those of all others: delivery, step, and what of it. */
  readonly section: readonly string[];
  /** Of its lines, where they are arrays. */
  readonly columns?: readonly string[];
}

const LINE_FEED = 0x0a;
const FLUSH_AT = 1_000_000;

export class DumpWriter {
  readonly #file: number;
  #waiting: string[] = [];
  #length = 0;

  constructor(path: string, head: DumpHead) {
    this.#file = openSync(path, 'w');
    this.#line(head);
  }

  section(head: SectionHead, lines: Iterable<unknown>): void {
    this.#line(head);
    for (const line of lines) this.#line(line);
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #line(value: unknown): void {
    const text = `${JSON.stringify(value)}\n`;
    this.#waiting.push(text);
    this.#length += text.length;
    if (this.#length > FLUSH_AT) this.#flush();
  }

  #flush(): void {
    writeSync(this.#file, this.#waiting.join(''));
    this.#waiting = [];
    this.#length = 0;
  }
}

export interface Section extends SectionHead {
  readonly name: string;
  readonly sha256: string;
  /** Of its lines in the file, without its head. */
  readonly start: number;
  readonly end: number;
}

export interface Dump {
  readonly path: string;
  readonly head: DumpHead;
  /** By name, in the order of the file. */
  readonly sections: ReadonlyMap<string, Section>;
}

/**
 * Reads where the sections of a dump are, and what tells one from another.
 * @param isWanted of which deliveries
 */
export function readDump(path: string, isWanted: (delivery: string) => boolean = () => true): Dump {
  let head: DumpHead | undefined;
  const sections = new Map<string, Section>();
  let open: { head: SectionHead; start: number; hash: ReturnType<typeof createHash> } | undefined;
  const finish = (end: number) => {
    if (!open || !isWanted(open.head.section[0] ?? '')) return;
    const name = open.head.section.join(' › ');
    if (sections.has(name)) throw new Error(`${path} has two sections ${name}`);
    sections.set(name, { ...open.head, name, sha256: open.hash.digest('hex'), start: open.start, end });
  };
  let at = 0;
  for (const line of linesOf(path, 0, Number.POSITIVE_INFINITY)) {
    const next = at + line.length + 1;
    if (at === 0) head = JSON.parse(line.toString()) as DumpHead;
    else if (line[0] === '{'.charCodeAt(0)) {
      finish(at);
      const opened = JSON.parse(line.toString()) as SectionHead;
      open = { head: opened, start: next, hash: createHash('sha256').update(line) };
    } else open?.hash.update(line).update('\n');
    at = next;
  }
  finish(at);
  if (head === undefined) throw new Error(`${path} is empty`);
  return { path, head, sections };
}

export const linesOfSection = ({ path }: Dump, { start, end }: Section): string[] =>
  Array.from(linesOf(path, start, end), (line) => line.toString());

const CHUNK_BYTES = 4 * 1024 ** 2;

/** The lines between two places of a file, without their ends. */
function* linesOf(path: string, start: number, end: number): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    let rest: Buffer = Buffer.alloc(0);
    for (let at = start; at < end; ) {
      const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, end - at));
      const read = readSync(file, chunk, 0, chunk.length, at);
      if (read === 0) break;
      at += read;
      const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
      let from = 0;
      for (let to = bytes.indexOf(LINE_FEED); to >= 0; to = bytes.indexOf(LINE_FEED, from)) {
        yield bytes.subarray(from, to);
        from = to + 1;
      }
      rest = bytes.subarray(from);
    }
    if (rest.length > 0) yield rest;
  } finally {
    closeSync(file);
  }
}
