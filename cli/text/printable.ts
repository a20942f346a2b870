/**
 * Text of others, made safe for a terminal: control characters could move the cursor or change colours, and characters
 * that turn the direction of writing could make it read as something else.
 */
export const printable = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu,
    (character) => `\\u${character.codePointAt(0)!.toString(16).padStart(4, '0')}`,
  );

/** In quotes, and cut where it is long. */
export function quotedText(text: string, longest = 40): string {
  const characters = [...text];
  return `"${printable(characters.length > longest ? `${characters.slice(0, longest).join('')}…` : text)}"`;
}
