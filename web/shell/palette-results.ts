import { folded } from '../format/folded.ts';

/** Somewhere to go to. */
export interface PaletteResult {
  readonly group: 'rows' | 'syncs' | 'datasets' | 'pages' | 'rules';
  readonly to: string;
  readonly label: string;
  readonly detail: string;
  /** What it is found by, besides the label and detail. */
  readonly words?: readonly string[];
}

const SYNC_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isSyncId = (text: string): boolean => SYNC_ID.test(text.trim());

/** How well a result fits: the label from its beginning, then anywhere, then what is beside it; undefined where it does not. */
function rank({ label, detail, words = [] }: PaletteResult, asked: readonly string[]): number | undefined {
  const [name, all] = [folded(label), folded([label, detail, ...words].join(' '))];
  if (!asked.every((word) => all.includes(word))) return undefined;
  const [first = ''] = asked;
  return name.startsWith(first) ? 0 : name.includes(first) ? 1 : 2;
}

/** The results that have every word that was typed, the best of each group first; at most `most` a group. */
export function matchingResults(results: readonly PaletteResult[], text: string, most: number): PaletteResult[] {
  const asked = folded(text).split(/\s+/).filter(Boolean);
  const groups = [...new Set(results.map(({ group }) => group))];
  return groups.flatMap((group) =>
    results
      .flatMap((result) => {
        const ranked = result.group === group ? rank(result, asked) : undefined;
        return ranked === undefined ? [] : [{ result, ranked }];
      })
      .sort((a, b) => a.ranked - b.ranked)
      .slice(0, most)
      .map(({ result }) => result),
  );
}
