import { dayOf, dayText } from './days.ts';

/** Days of one page: `from` is one of them, `to` is not. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What is asked for: a page by its place, or a window of one's own, which is answered as it is. */
export type Asked = { readonly kind: 'page'; readonly from: number } | ({ readonly kind: 'window' } & Window);

type Period = readonly [first: number, last: number] | undefined;

/** The parameters of a request cannot be answered; the message says what to do. */
export class ParametersRefused extends Error {
  override readonly name = 'ParametersRefused';
}

export const PAGE_DAYS = 5;
const PARAMETERS = ['cursor', 'from', 'to'];
const HOW = `Give nothing for the first ${PAGE_DAYS} days, cursor=… as the answer before had it in "next", or from=YYYY-MM-DD and to=YYYY-MM-DD.`;

/** @throws {ParametersRefused} for what an endpoint does not know, or is given twice */
export function refuseParameters(given: URLSearchParams, known: readonly string[]): void {
  for (const name of given.keys()) {
    if (!known.includes(name)) {
      const names = known.length === 0 ? 'It takes none.' : `It takes ${known.join(', ')}.`;
      throw new ParametersRefused(`Unknown parameter "${name}". ${names}`);
    }
    if (given.getAll(name).length > 1) throw new ParametersRefused(`${name} is given more than once. Give it once.`);
  }
}

/**
 * @param file whose cursors are taken
 * @param period the first and last day with payments
 * @returns undefined for the first page of a file without payments
 * @throws {ParametersRefused}
 */
export function readWindow(given: URLSearchParams, file: string, period: Period): Asked | undefined {
  refuseParameters(given, PARAMETERS);
  const [cursor, from, to] = PARAMETERS.map((name) => given.get(name));
  if (cursor != null) {
    if (from != null || to != null) throw new ParametersRefused(`cursor goes without from and to. ${HOW}`);
    return { kind: 'page', from: readCursor(cursor, file, period) };
  }
  if (from == null && to == null) return period && { kind: 'page', from: period[0] };
  if (from == null || to == null) {
    throw new ParametersRefused(`${from == null ? 'from' : 'to'} is missing: a window has both. ${HOW}`);
  }
  const window = { from: readDay('from', from), to: readDay('to', to) };
  if (window.from >= window.to) {
    throw new ParametersRefused(`from ${from} must be before to ${to}, which is not part of the window any more.`);
  }
  if (window.to - window.from > PAGE_DAYS) {
    const latest = dayText(window.from + PAGE_DAYS);
    throw new ParametersRefused(
      `${from} to ${to} are ${window.to - window.from} days; at most ${PAGE_DAYS} are answered at once. Give to=${latest} or earlier.`,
    );
  }
  return { kind: 'window', ...window };
}

/** The place after a window, for the next request; null when no payments are left. */
export function cursorAfter({ to }: Window, file: string, period: Period): string | null {
  if (period === undefined || to > period[1]) return null;
  return `${file}-${dayText(Math.max(to, period[0]))}`;
}

function readCursor(cursor: string, file: string, period: Period): number {
  const day = cursor.startsWith(`${file}-`) ? dayOf(cursor.slice(file.length + 1)) : undefined;
  if (day === undefined || period === undefined || day < period[0] || day > period[1]) {
    const remedy = 'Pass "next" of the answer before unchanged, or leave cursor out to begin with the first page.';
    throw new ParametersRefused(`cursor "${cursor}" is not one that /${file} has given. ${remedy}`);
  }
  return day;
}

function readDay(name: string, text: string): number {
  const day = dayOf(text);
  if (day === undefined) throw new ParametersRefused(`${name} "${text}" is not a day written YYYY-MM-DD.`);
  return day;
}
