import { startOfDay } from '../format/start-of-day.ts';

/** What an address may narrow a list by: any text, one of some words, an id, or a calendar day of the reader. */
export type ViewFields = Readonly<Record<string, 'text' | 'id' | 'day' | readonly string[]>>;

/** By field: what the address says. */
export type ListView<F extends ViewFields> = {
  readonly [K in keyof F]?: (F[K] extends readonly (infer W)[] ? W : string) | undefined;
};

const MOST_CHARACTERS = 100;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What is no such word, id or day is as if it were not there. */
export function readListView<const F extends ViewFields>(fields: F, parameters: URLSearchParams): ListView<F> {
  const read = ([name, kind]: [string, ViewFields[string]]): [string, string][] => {
    const value = parameters.get(name)?.trim() ?? '';
    if (value === '' || value.length > MOST_CHARACTERS) return [];
    if (kind === 'id' && !ID.test(value)) return [];
    if (kind === 'day' && startOfDay(value) === undefined) return [];
    if (typeof kind !== 'string' && !kind.includes(value)) return [];
    return [[name, value]];
  };
  return Object.fromEntries(Object.entries(fields).flatMap(read)) as ListView<F>;
}

/** The inverse of {@link readListView}. */
export const writeListView = (view: Readonly<Record<string, string | undefined>>): URLSearchParams =>
  new URLSearchParams(Object.entries(view).filter((entry): entry is [string, string] => entry[1] !== undefined));

type Present<V> = { readonly [K in keyof V]?: Exclude<V[K], undefined> };

/** What the API is asked: of the days `from` and `to`, the instants at which they begin and end where the reader is. */
export function listFilter<V extends Readonly<Record<string, string | undefined>>>(view: V): Present<V> {
  const asked = Object.entries(view).flatMap(([name, value]): [string, string][] => {
    const instant = name === 'from' ? startOfDay(value ?? '') : name === 'to' ? startOfDay(value ?? '', 1) : value;
    return instant === undefined ? [] : [[name, instant]];
  });
  return Object.fromEntries(asked) as Present<V>;
}
