/** Stands at the end of every line of a result: where the row is in the order. No JSON text can hold these bytes in a value. */
export const POSITION = '_position';
const MARK = Buffer.from(`,"${POSITION}":`);

const [LINE_FEED, COMMA, BRACE] = Buffer.from('\n,}');
const NOTHING = Buffer.alloc(0);

/**
 * A page of rows, made of a result in `JSONEachRow` whose lines end with the row's {@link POSITION}. Bytes are moved within the
 * chunks that they came in, and nothing else: ten thousand rows as texts take five times as long, and hold up whatever else the
 * process does.
 */
export class RowPage {
  /** The rows as JSON, without their positions, with a comma after each. */
  readonly #pieces: Buffer[] = [];
  readonly #limit: number;
  #rest: Buffer = NOTHING;
  #count = 0;
  #lastPosition = '';
  #hasMore = false;

  /** @param limit rows of the page; lines beyond them only tell that there are more */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get count(): number {
    return this.#count;
  }

  /** Whether there are lines beyond the page. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  /** JSON of where the last row of the page is; of an empty page, nothing. */
  get lastPosition(): string {
    return this.#lastPosition;
  }

  /** The rows as JSON with commas between them, in pieces. */
  get rows(): readonly Buffer[] {
    const last = this.#pieces.at(-1);
    return last === undefined ? [] : this.#pieces.with(-1, last.subarray(0, -1));
  }

  /** Takes the next bytes of the result, and keeps them. @throws {Error} for lines that are no rows */
  add(chunk: Buffer): void {
    const first = chunk.indexOf(LINE_FEED!);
    if (first < 0) {
      this.#rest = Buffer.concat([this.#rest, chunk]);
      return;
    }
    const from = this.#rest.length === 0 ? 0 : first + 1;
    if (from > 0) this.#take(Buffer.concat([this.#rest, chunk.subarray(0, from)]));
    const to = chunk.lastIndexOf(LINE_FEED!) + 1;
    this.#take(chunk.subarray(from, to));
    this.#rest = chunk.subarray(to);
  }

  /** @throws {Error} if the result broke off */
  end(): void {
    if (this.#rest.length > 0) throw new Error('the warehouse broke off in the middle of a row');
  }

  /** @param lines whole ones */
  #take(lines: Buffer): void {
    let length = 0;
    let from = 0;
    for (; from < lines.length && this.#count < this.#limit; this.#count += 1) {
      const end = lines.indexOf(LINE_FEED!, from);
      const mark = lines.lastIndexOf(MARK, end);
      if (mark < from) throw new Error('the warehouse sent a line that is not a row');
      if (this.#count + 1 === this.#limit || end + 1 === lines.length) {
        this.#lastPosition = lines.toString('utf8', mark + MARK.length, end - 1);
      }
      // A line loses its mark for a brace and a comma: what is written never reaches what is still to be read.
      length += lines.copy(lines, length, from, mark);
      lines[length++] = BRACE!;
      lines[length++] = COMMA!;
      from = end + 1;
    }
    if (length > 0) this.#pieces.push(lines.subarray(0, length));
    this.#hasMore ||= from < lines.length;
  }
}
