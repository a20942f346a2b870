export interface Listing {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** the last key or common prefix given, from which the next page goes on; undefined when this was the last page */
  readonly next: string | undefined;
}

export interface ListingQuery {
  readonly prefix: string;
  /** empty for none */
  readonly delimiter: string;
  /** only what comes after this key or common prefix */
  readonly after: string;
  readonly limit: number;
}

/** One page of a bucket's keys. `sortedKeys` are in UTF-8 order; keys and common prefixes count towards the limit. */
export function listKeys(sortedKeys: readonly string[], query: ListingQuery): Listing {
  const { prefix, delimiter, after, limit } = query;
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  let last = '';
  const from = compareUtf8(prefix, after) > 0 ? prefix : after;
  for (let index = lowerBound(sortedKeys, from); index < sortedKeys.length; index++) {
    const key = sortedKeys[index]!;
    if (!key.startsWith(prefix)) break;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const group = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
    if (key === after || group === after || (group !== undefined && group === commonPrefixes.at(-1))) continue;
    if (limit === 0) break;
    if (keys.length + commonPrefixes.length >= limit) return { keys, commonPrefixes, next: last };
    if (group === undefined) keys.push(key);
    else commonPrefixes.push(group);
    last = group ?? key;
  }
  return { keys, commonPrefixes, next: undefined };
}

/**
 * Orders strings as their UTF-8 bytes do, which is by code point. UTF-16 order differs only in that surrogates sort
 * below U+E000–U+FFFF; those two ranges are exchanged here.
 */
export function compareUtf8(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return codePointRank(left) - codePointRank(right);
  }
  return a.length - b.length;
}

const codePointRank = (unit: number): number => {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
};

function lowerBound(sorted: readonly string[], wanted: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareUtf8(sorted[middle]!, wanted) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
