import type { AuditEntry } from '../../api/audit-entry.ts';

/** One thing about the target; what is undefined was not there before, or is not there any more. */
export interface AuditChange {
  /** As the service names it; parts of parts with a dot: `files.client.valid_rows`. */
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

type State = AuditEntry['before'];

/** What an entry says about its target, in its order. What stayed as it was is left out where there is a before. */
export function changesOf({ before, after }: Pick<AuditEntry, 'before' | 'after'>): readonly AuditChange[] {
  const was = new Map(factsOf(before));
  const is = new Map(factsOf(after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .map((name) => ({ name, before: was.get(name), after: is.get(name) }))
    .filter((change) => change.before !== change.after);
}

/** Every value by its name; null says nothing, so it is left out. */
function factsOf(state: State, prefix = ''): [name: string, value: unknown][] {
  return Object.entries(state ?? {}).flatMap(([key, value]): [string, unknown][] => {
    if (value === null || value === undefined) return [];
    if (typeof value === 'object' && !Array.isArray(value)) return factsOf(value as State, `${prefix}${key}.`);
    return [[prefix + key, Array.isArray(value) ? listed(value) : value]];
  });
}

/** Of a list of things, how many there are; of words or ids, all of them. */
const listed = (list: readonly unknown[]): unknown =>
  list.some((entry) => typeof entry === 'object') ? list.length : list.map(String).join(', ');
