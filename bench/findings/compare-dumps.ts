import { type Dump, linesOfSection, type Section } from './dump-file.ts';

/** So many of the lines that differ are shown of a section. */
const MOST_SHOWN = 5;
const MOST_CHARACTERS = 600;

/** What differs between two dumps, a text each; empty where nothing does. @throws {Error} where they are not of one corpus */
export function differencesOf(one: Dump, other: Dump): string[] {
  if (one.head.corpus !== other.head.corpus) {
    throw new Error(`${one.path} and ${other.path} are of different files: nothing follows from what differs`);
  }
  const names = new Set([...one.sections.keys(), ...other.sections.keys()]);
  return [...names].flatMap((name) => {
    const [here, there] = [one.sections.get(name), other.sections.get(name)];
    if (!here || !there) return [`${name}\n  only in ${(here ? one : other).path}`];
    return here.sha256 === there.sha256 ? [] : [differenceOf(name, one, here, other, there)];
  });
}

function differenceOf(name: string, one: Dump, here: Section, other: Dump, there: Section): string {
  const columns = here.columns?.join(',');
  if (columns !== there.columns?.join(',')) {
    return `${name}\n  other columns:\n  - ${columns ?? 'none'}\n  + ${there.columns?.join(',') ?? 'none'}`;
  }
  const [before, after] = [linesOfSection(one, here), linesOfSection(other, there)];
  const gone = withoutThose(before, after);
  const come = withoutThose(after, before);
  const [what, removed, added] =
    gone.length + come.length === 0
      ? ['the same lines in another order', ...firstUnlike(before, after)]
      : [`${gone.length} lines only in the first, ${come.length} only in the second`, gone, come];
  return [
    `${name}\n  ${what} (of ${before.length} and ${after.length})`,
    ...(columns === undefined ? [] : [`    ${columns}`]),
    ...removed.slice(0, MOST_SHOWN).map((line) => `  - ${shortened(line)}`),
    ...added.slice(0, MOST_SHOWN).map((line) => `  + ${shortened(line)}`),
  ].join('\n');
}

/** Lines that another list has not, or not as often. */
function withoutThose(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const times = left.get(line) ?? 0;
    left.set(line, times - 1);
    return times <= 0;
  });
}

function firstUnlike(before: readonly string[], after: readonly string[]): [string[], string[]] {
  const at = before.findIndex((line, index) => line !== after[index]);
  return [before.slice(at), after.slice(at)];
}

const shortened = (line: string): string =>
  line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}… (${line.length} characters)` : line;
