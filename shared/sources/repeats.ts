import { createHash } from 'node:crypto';

const DIGEST_BYTES = 16;
const ENTRY_BYTES = DIGEST_BYTES + 4;
/** Records that are remembered: those of the pages just before, and all of the last one. */
const MOST_REMEMBERED = 50_000;

/**
 * Tells records that a source sends again from rows that look alike. Pages that overlap bring the very same record twice, on
 * two pages; rows that look alike (the payments of a batch, say) stand on one page. So a record counts as often as the page
 * has it that has it most often.
 */
export class Repeats {
  /** By digest, how often one page has had it; pages before this one, the oldest first. */
  readonly #seen = new Map<string, number>();
  #page = new Map<string, number>();

  /** Whether the record is one more than earlier pages had. */
  isNew(whole: string): boolean {
    const digest = digestOf(whole);
    const count = (this.#page.get(digest) ?? 0) + 1;
    this.#page.set(digest, count);
    return count > (this.#seen.get(digest) ?? 0);
  }

  endPage(): void {
    for (const [digest, count] of this.#page) {
      const before = this.#seen.get(digest) ?? 0;
      this.#seen.delete(digest);
      this.#seen.set(digest, Math.max(before, count));
    }
    const most = Math.max(MOST_REMEMBERED, this.#page.size);
    this.#page = new Map();
    for (const digest of this.#seen.keys()) {
      if (this.#seen.size <= most) break;
      this.#seen.delete(digest);
    }
  }

  /** Between two pages. */
  toBytes(): Buffer {
    const bytes = Buffer.alloc(this.#seen.size * ENTRY_BYTES);
    let at = 0;
    for (const [digest, count] of this.#seen) {
      bytes.write(digest, at, DIGEST_BYTES, 'latin1');
      bytes.writeUInt32LE(count, at + DIGEST_BYTES);
      at += ENTRY_BYTES;
    }
    return bytes;
  }

  static fromBytes(bytes: Buffer): Repeats {
    const repeats = new Repeats();
    for (let at = 0; at < bytes.length; at += ENTRY_BYTES) {
      repeats.#seen.set(bytes.toString('latin1', at, at + DIGEST_BYTES), bytes.readUInt32LE(at + DIGEST_BYTES));
    }
    return repeats;
  }
}

const digestOf = (whole: string): string =>
  createHash('sha256').update(whole).digest().toString('latin1', 0, DIGEST_BYTES);
