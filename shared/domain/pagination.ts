import * as z from 'zod';
import { isPlainText, textsIn } from './plain-text.ts';
import { Problem } from './problems.ts';
import { serviceSentence } from './sentences/service-sentence.ts';
import { textOfForm } from './text-of-form.ts';
import { timestampWithin } from './values.ts';

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 1000;

/** A whole number in a query string: digits only, no sign, no exponent. */
export const integerParameter = (min: number, max: number) =>
  textOfForm(/^\d{1,15}$/, serviceSentence('field-whole-between', { least: min, most: max }))
    .transform(Number)
    .pipe(z.int().min(min).max(max));

export const limitParameter = (max = MAX_LIMIT) =>
  integerParameter(1, max)
    .default(DEFAULT_LIMIT)
    .meta({ description: `How many to answer at most (1 to ${max}).` });

const cursorOfAtMost = (length: number) =>
  z.string().min(1).max(length).optional().meta({ description: 'The `next_cursor` of the page before, unchanged.' });

export const cursorParameter = cursorOfAtMost(2048);
/** Of a list of rows: it holds the row's key and the value that is sorted by, two texts perhaps. */
export const rowCursorParameter = cursorOfAtMost(6144);

/** The query parameters of every list. */
export const pageQuery = { limit: limitParameter(), cursor: cursorParameter };

export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

export interface Cursors<T> {
  encode(position: T): string;
  /** @throws {Problem} `invalid-cursor` */
  decode(cursor: string): T;
}

const VERSION = 1;

/** What a position is made of. A cursor comes from the client: every part has the bounds of the column it is compared with. */
export const POSITION = {
  /** When a row was written: by us, in our time. */
  time: timestampWithin('1900-01-01T00:00:00Z', '2299-12-31T23:59:59Z'),
  text: z.string().max(4096),
  /** UInt32. */
  row: z
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  count: z.int().min(0),
} as const;

/**
 * Cursors of one list: the sort key of the last row, opaque to the client. What comes back is checked like any other
 * input, so a made-up cursor can at most ask for another page of the tenant's own rows.
 * @param list name of the list, so that another list's cursor is refused
 * @param position the last row's sort key, of parts that are bounded ({@link POSITION})
 */
export function cursorsOf<T>(list: string, position: z.ZodType<T>): Cursors<T> {
  const envelope = z.tuple([z.literal(VERSION), z.literal(list), position]);
  return {
    encode: (value) => Buffer.from(JSON.stringify([VERSION, list, value])).toString('base64url'),
    decode(cursor) {
      const parsed = /^[A-Za-z0-9_-]+$/.test(cursor) ? envelope.safeParse(readJson(cursor)) : undefined;
      if (!parsed?.success || [...textsIn(parsed.data)].some(([, text]) => !isPlainText(text)))
        throw new Problem('invalid-cursor');
      return parsed.data[2] as T;
    },
  };
}

function readJson(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/**
 * A page from one row more than asked for: the extra row only tells that there is a next page.
 * @param rows up to limit + 1 rows, in order
 */
export function pageOf<T, P>(rows: T[], limit: number, cursors: Cursors<P>, positionOf: (row: T) => P): Page<T> {
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  return { data, next_cursor: rows.length > limit && last !== undefined ? cursors.encode(positionOf(last)) : null };
}
