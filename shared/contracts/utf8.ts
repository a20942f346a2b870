const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();
const MOST_BYTES_OF_A_UNIT = 3;

/** The text of these bytes, or undefined if they are not UTF-8. A byte order mark is a character like any other. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether the text has more bytes in UTF-8 than that; it is only encoded where its length leaves that open. */
export const isLongerThan = (text: string, bytes: number): boolean =>
  text.length * MOST_BYTES_OF_A_UNIT > bytes && utf8Length(text) > bytes;

export const utf8Length = (text: string): number => encoder.encode(text).length;
