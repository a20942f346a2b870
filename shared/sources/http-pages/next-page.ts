import * as z from 'zod';
import { valueAt } from '../../domain/json-pointer.ts';
import { serviceSentence } from '../../domain/sentences/service-sentence.ts';
import { SourceFault } from '../source-fault.ts';
import type { NextPage } from './config.ts';
import { readStep, type Step, windowStart } from './iso-duration.ts';

/** Where in the pages of a file reading is: what makes the address of the page. */
const position = z.strictObject({
  cursor: z.string().exactOptional(),
  link: z.string().exactOptional(),
  window: z.strictObject({ number: z.int().min(0), until: z.string() }).exactOptional(),
});
export type PagePosition = z.infer<typeof position>;
export const readPosition = (stored: unknown): PagePosition => position.parse(stored);

/** @param until ISO 8601: when the pull began */
export function firstPage(next: NextPage, until: string): PagePosition {
  if (next.kind !== 'window') return {};
  // All of the day on which the pull begins is asked for.
  const dayAfter = new Date(Date.parse(until.slice(0, 10)) + 86_400_000).toISOString();
  const edge = next.end ?? (isDay(next.start) ? dayAfter : until);
  return { window: { number: 0, until: new Date(edge).toISOString() } };
}

/** The address of the page at a position. @param first that of the first page @throws {SourceFault} */
export function pageAddress(next: NextPage, first: URL, at: PagePosition): URL {
  const url = new URL(first);
  if (next.kind === 'cursor' && at.cursor !== undefined) url.searchParams.set(next.parameter, at.cursor);
  if (next.kind === 'link' && at.link !== undefined) return sameHost(new URL(at.link), first);
  if (next.kind === 'window' && at.window) {
    const [from, to] = windowOf(next, at.window);
    url.searchParams.set(next.from, shown(from, next));
    url.searchParams.set(next.to, shown(to, next));
  }
  return url;
}

/** Where the page after this one is; undefined behind the last one. @throws {SourceFault} */
export function pageAfter(
  next: NextPage,
  at: PagePosition,
  { body, link, url }: { readonly body: unknown; readonly link: string | undefined; readonly url: URL },
): PagePosition | undefined {
  const address = url.origin + url.pathname;
  switch (next.kind) {
    case 'none':
      return undefined;
    case 'cursor': {
      const cursor = valueAt(body, next.from);
      if (isEnd(cursor)) return undefined;
      if (typeof cursor !== 'string' || cursor.length > MOST_CURSOR)
        throw unexpected('source-no-cursor', address, next.from);
      if (cursor === at.cursor) throw unexpected('source-goes-in-circles', address, next.from);
      return { cursor };
    }
    case 'link': {
      const said = next.from === 'header' ? nextOfHeader(link) : valueAt(body, next.from);
      if (isEnd(said)) return undefined;
      if (typeof said !== 'string' || !URL.canParse(said, url.href))
        throw unexpected('source-no-link', address, next.from);
      const target = sameHost(new URL(said, url), url);
      if (target.href === url.href) throw unexpected('source-goes-in-circles', address, next.from);
      return { link: target.href };
    }
    case 'window': {
      const { number, until } = at.window!;
      const after = { number: number + 1, until };
      return windowOf(next, after)[0] < Date.parse(until) ? { window: after } : undefined;
    }
  }
}

/** Whether it is left open if there is a page after this one: `null` says that there is none. */
export function saysNothingOfNext(next: NextPage, body: unknown, link: string | undefined): boolean {
  if (next.kind === 'link' && next.from === 'header') return link === undefined;
  return (next.kind === 'cursor' || next.kind === 'link') && valueAt(body, next.from) === undefined;
}

const isEnd = (said: unknown): boolean => said === undefined || said === null || said === '' || said === false;

const unexpected = (
  id: 'source-no-cursor' | 'source-no-link' | 'source-goes-in-circles',
  address: string,
  from: string,
) => new SourceFault('source-answer-unexpected', serviceSentence(id, { address, pointer: from }));

/** Credentials go along with every page, so all pages are at one place. */
function sameHost(target: URL, of: URL): URL {
  if (target.origin === of.origin) return target;
  const said = serviceSentence('source-link-elsewhere', { address: of.origin + of.pathname, host: target.host });
  throw new SourceFault('source-answer-unexpected', said);
}

/** It goes into an address, and into each checkpoint. */
const MOST_CURSOR = 8192;

type Windows = Extract<NextPage, { kind: 'window' }>;

const isDay = (text: string): boolean => !text.includes('T');

/** Epoch milliseconds; the last window ends where everything ends. */
function windowOf({ start, step }: Windows, { number, until }: { number: number; until: string }): [number, number] {
  const [begin, length] = [Date.parse(start), readStep(step)!];
  const from = windowStart(begin, length, number);
  // Of a start in the future there is nothing yet.
  return [from, Math.max(from, Math.min(windowStart(begin, length, number + 1), Date.parse(until)))];
}

/** Days stay days, where windows are made of whole ones. */
function shown(ms: number, { start, step }: Windows): string {
  const text = new Date(ms).toISOString();
  const isOfDays =
    isDay(start) && (['day', 'month'] satisfies Step['unit'][] as string[]).includes(readStep(step)!.unit);
  return isOfDays ? text.slice(0, 10) : text.replace('.000Z', 'Z');
}

const LINK_PARAMETER = /;\s*([\w!#$%&'*+.^`|~-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?/g;
const LINK = new RegExp(`<([^>]*)>((?:\\s*(?:${LINK_PARAMETER.source}|;))*)`, 'g');

/** RFC 8288: the target of the first link whose relation is `next`. */
export function nextOfHeader(link = ''): string | undefined {
  for (const [, target, parameters = ''] of link.matchAll(LINK)) {
    const [, , quoted, bare] =
      [...parameters.matchAll(LINK_PARAMETER)].find(([, name]) => name?.toLowerCase() === 'rel') ?? [];
    if ((quoted ?? bare ?? '').toLowerCase().split(/\s+/).includes('next')) return target;
  }
  return undefined;
}
