/** Stands at the end of every line of a result: where the row is in the order. No JSON text can hold these bytes in a value. */
export const POSITION = '_position';
const MARK = Buffer.from(`,"${POSITION}":`);

const [LINE_FEED, COMMA, BRACE] = Buffer.from('\n,}');

export interface PageOfLines {
  /** The rows as JSON, without their positions, with commas between them. Stands where the lines stood. */
  readonly rows: Buffer;
  /** Rows of the page. */
  readonly count: number;
  /** JSON of where the last row of the page is; undefined of an empty page. */
  readonly lastPosition: string | undefined;
  /** Whether there are lines beyond the page. */
  readonly hasMore: boolean;
}

/**
 * Makes a page of the first lines of a result in `JSONEachRow`, each of which ends with the row's {@link POSITION}, and uses the
 * lines up: bytes are moved and nothing else. Ten thousand rows as texts take five times as long, and hold up whatever else the
 * process does.
 * @throws {Error} if the lines are not such a result, or not all of it
 */
export function pageOfLines(lines: Buffer, limit: number): PageOfLines {
  if (lines.length > 0 && lines.at(-1) !== LINE_FEED) throw new Error('the warehouse broke off in the middle of a row');
  let length = 0;
  let count = 0;
  let from = 0;
  let lastPosition: string | undefined;
  for (; from < lines.length && count < limit; count += 1) {
    const end = lines.indexOf(LINE_FEED!, from);
    const mark = lines.lastIndexOf(MARK, end);
    if (mark < from) throw new Error('the warehouse sent a line that is not a row');
    if (count + 1 === limit || end + 1 === lines.length)
      lastPosition = lines.toString('utf8', mark + MARK.length, end - 1);
    // A line loses its mark for a comma: what is written never reaches what is still to be read.
    if (count > 0) lines[length++] = COMMA!;
    length += lines.copy(lines, length, from, mark);
    lines[length++] = BRACE!;
    from = end + 1;
  }
  return { rows: lines.subarray(0, length), count, lastPosition, hasMore: from < lines.length };
}
