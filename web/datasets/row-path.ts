import type { SliceName } from '../../shared/domain/slice.ts';
import { pathOf } from './use-dataset.ts';

/** What a path segment cannot hold: nothing, or what a browser takes for "here" and "up". */
const NO_SEGMENT = /^\.{0,2}$/;

/** The address of the page of a row. @param key the values of its key, in the key's order */
export function rowPath({ dataset, variant }: SliceName, table: string, key: readonly string[]): string {
  const parameters = new URLSearchParams(variant === null ? {} : { variant });
  const segments = segmentsOf(key);
  if (segments === undefined) for (const value of key) parameters.append('key', value);
  const search = parameters.size === 0 ? '' : `?${parameters}`;
  return pathOf(dataset, `/rows/${table}${segments ?? ''}${search}`);
}

/** The address of what belongs to a key behind a page of the dataset; undefined where no address can name it. */
export function pathBehind(dataset: string, page: string, key: readonly string[]): string | undefined {
  const segments = segmentsOf(key);
  return segments === undefined ? undefined : pathOf(dataset, `/${page}${segments}`);
}

const segmentsOf = (key: readonly string[]): string | undefined =>
  key.some((value) => NO_SEGMENT.test(value))
    ? undefined
    : key.map((value) => `/${encodeURIComponent(value)}`).join('');

/** The address of rows of a table. @param conditions parameters of filters with their values */
export function dataPath(
  { dataset, variant }: SliceName,
  table: string,
  conditions: readonly (readonly [parameter: string, value: string])[] = [],
): string {
  const named = [
    ...(variant === null ? [] : [['variant', variant] as const]),
    ['data_type', table] as const,
    ...conditions,
  ];
  return pathOf(dataset, `/data?${new URLSearchParams(named.map(([name, value]): [string, string] => [name, value]))}`);
}

/** The key that the address of a row names: its own segments, so that a slash within a value stays one. */
export function keyInAddress({ pathname, search }: { readonly pathname: string; readonly search: string }): string[] {
  const named = new URLSearchParams(search).getAll('key');
  if (named.length > 0) return named;
  return pathname.split('/').slice(4).map(decoded);
}

/** The inverse of {@link pathBehind}: what an address names behind a page of a dataset. */
export const keyBehind = (pathname: string): string[] => pathname.replace(/\/$/, '').split('/').slice(3).map(decoded);

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
