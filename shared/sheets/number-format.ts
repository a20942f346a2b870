/** What a number format says that a number is. */
export type NumberMeaning = 'number' | 'percent' | 'date' | 'time';

/**
 * Formats that are known by their number alone. Of 27 to 36 and 50 to 58 the language of the writer decides: they are dates in
 * those of East Asia, and nowhere else anything.
 */
const BUILT_IN: ReadonlyMap<number, NumberMeaning> = new Map([
  ...[9, 10].map((id) => [id, 'percent'] as const),
  ...[14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58].map(
    (id) => [id, 'date'] as const,
  ),
  ...[18, 19, 20, 21, 32, 33, 45, 47].map((id) => [id, 'time'] as const),
]);

export const meaningOfBuiltIn = (id: number): NumberMeaning => BUILT_IN.get(id) ?? 'number';

/** What a format's code consists of that is no letter of its own: texts, escaped and padding characters, what is in brackets. */
const NO_LETTERS = /"[^"]*"?|[\\_*].?|\[[^\]]*\]?/gsu;
const ELAPSED = /^\[(?:h+|m+|s+)\]$/i;

/** What a format's code says, by its first section: the one for positive numbers. */
export function meaningOfCode(code: string): NumberMeaning {
  let isElapsed = false;
  const letters = firstSection(code)
    .replace(NO_LETTERS, (piece) => {
      isElapsed ||= ELAPSED.test(piece);
      return '';
    })
    .replace(/general/gi, '')
    .toLowerCase();
  // Hours that count on past 24 are a duration.
  if (isElapsed) return 'number';
  const isTwelveHours = /am\/pm|a\/p/.test(letters);
  const dateLetters = letters.replace(/am\/pm|a\/p/g, '').replace(/e[+-]/g, '');
  // Digits, but for fractions of a second, are those of a number: beside them letters are a unit that nobody has quoted.
  if (/[0#?]/.test(dateLetters.replace(/s[.,]0+/g, ''))) return letters.includes('%') ? 'percent' : 'number';
  if (/[ydgeb]/.test(dateLetters)) return 'date';
  if (isTwelveHours || /[hs]/.test(dateLetters)) return 'time';
  if (dateLetters.includes('m')) return 'date';
  return 'number';
}

function firstSection(code: string): string {
  for (const { 0: piece, index } of code.matchAll(/"[^"]*"?|[\\_*].?|\[[^\]]*\]?|;/gsu)) {
    if (piece === ';') return code.slice(0, index);
  }
  return code;
}
