import { utf8Text } from '../utf8.ts';

/** Of a value that is shown in a finding, as the warehouse cuts it. */
const MOST_CHARACTERS = 1000;
const REPLACEMENT = '\ufffd';

/** How long a character is, by its first byte. */
function lengthOf(first: number): number {
  if (first >= 0xf0 && first < 0xf8) return 4;
  if (first >= 0xe0 && first < 0xf0) return 3;
  return first >= 0xc0 && first < 0xe0 ? 2 : 1;
}

/**
 * The beginning of a record that may not be UTF-8, as the service shows it: what ClickHouse's
 * `toValidUTF8(substringUTF8(…, 1, 1000))` makes of it. Bytes that are no character become one replacement character, side
 * by side or alone.
 */
export function readableText(bytes: Uint8Array): string {
  let end = 0;
  for (let characters = 0; characters < MOST_CHARACTERS && end < bytes.length; characters += 1) {
    end += lengthOf(bytes[end]!);
  }
  const shown = bytes.subarray(0, Math.min(end, bytes.length));
  let text = '';
  let isReplaced = false;
  for (let at = 0; at < shown.length; ) {
    const length = lengthOf(shown[at]!);
    const character = shown.subarray(at, at + length);
    const known = characterOf(character);
    if (known !== undefined) {
      text += known;
      isReplaced = false;
      at += length;
      continue;
    }
    if (!isReplaced) text += REPLACEMENT;
    isReplaced = true;
    // A character that begins and is cut off by the end takes with it what is left.
    at = at + length > shown.length ? shown.length : at + 1;
  }
  return text;
}

function characterOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 1) return bytes[0]! < 0x80 ? String.fromCharCode(bytes[0]!) : undefined;
  return utf8Text(bytes);
}
