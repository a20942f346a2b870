/** Stands at the end of every line of a result: where the row is in the order. No JSON text can hold these bytes in a value. */
export const POSITION = '_position';
const MARK = Buffer.from(`,"${POSITION}":`);

const [LINE_FEED, COMMA, BRACE, BRACKET, CLOSING_BRACKET] = Buffer.from('\n,}[]');

export interface PageOfLines {
  /** A JSON array of the rows, without their positions. */
  readonly rows: Buffer;
  /** Rows of the page. */
  readonly count: number;
  /** JSON of where the last row of the page is; undefined of an empty page. */
  readonly lastPosition: string | undefined;
  /** Whether there are lines beyond the page. */
  readonly hasMore: boolean;
}

/**
 * Makes a page of the first lines of a result in `JSONEachRow`, each of which ends with the row's {@link POSITION}. Bytes are
 * moved and nothing else: ten thousand rows as texts take five times as long, and hold up whatever else the process does.
 * @throws {Error} if the lines are not such a result, or not all of it
 */
export function pageOfLines(lines: Buffer, limit: number): PageOfLines {
  if (lines.length > 0 && lines.at(-1) !== LINE_FEED) throw new Error('the warehouse broke off in the middle of a row');
  // A line loses more than it gains: its mark, for a comma.
  const rows = Buffer.allocUnsafe(lines.length + 2);
  let length = 0;
  let count = 0;
  let from = 0;
  let position: [from: number, to: number] | undefined;
  rows[length++] = BRACKET!;
  for (; from < lines.length && count < limit; count += 1) {
    const end = lines.indexOf(LINE_FEED!, from);
    const mark = lines.lastIndexOf(MARK, end);
    if (mark < from) throw new Error('the warehouse sent a line that is not a row');
    if (count > 0) rows[length++] = COMMA!;
    length += lines.copy(rows, length, from, mark);
    rows[length++] = BRACE!;
    position = [mark + MARK.length, end - 1];
    from = end + 1;
  }
  rows[length++] = CLOSING_BRACKET!;
  return {
    rows: rows.subarray(0, length),
    count,
    lastPosition: position && lines.toString('utf8', ...position),
    hasMore: from < lines.length,
  };
}
