import pg from 'pg';
import { plainNumber } from '../../domain/plain-number.ts';
import { listCell } from '../list-cell.ts';

const BOOL = 16;
const FLOATS = [700, 701];
const TIMESTAMP = 1114;
const TIMESTAMPTZ = 1184;

/** A value as Postgres writes it, with the settings of a pull (connection.ts), as a file has it. */
export type CellText = (text: string) => string;

/** @param type of the column, or of the items of its list */
export function cellText(type: number): CellText {
  if (type === BOOL) return (text) => (text === 't' ? 'true' : 'false');
  if (FLOATS.includes(type)) return plainNumber;
  if (type === TIMESTAMP) return (text) => text.replace(' ', 'T');
  if (type === TIMESTAMPTZ) return (text) => text.replace(' ', 'T').replace(/\+00$/, 'Z');
  return (text) => text;
}

/** pg-types has it as `create(…).parse()`; its declarations have it otherwise. */
const { create } = pg.types.arrayParser as unknown as {
  create(text: string, item: (text: string) => string): { parse(): unknown[] };
};

/**
 * The cell of a list, as Postgres writes it: `{a,"b c",NULL}`.
 * @param item the type of its items
 * @returns undefined for lists of lists, and where an item would come apart
 */
export function arrayCell(text: string, item: number): string | undefined {
  const items = create(text, cellText(item)).parse();
  return listCell(items.map((one) => (one === null ? '' : typeof one === 'string' ? one : undefined)));
}
