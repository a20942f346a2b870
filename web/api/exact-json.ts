interface RawJson {
  /** What `JSON.stringify` writes as it stands. Missing in browsers of before 2025. */
  readonly rawJSON?: (text: string) => unknown;
}

/**
 * Reads JSON so that `JSON.stringify` writes its numbers as they came: 0.10 stays 0.10, and no digit of a long one is lost.
 * Numbers that JavaScript writes the same way are numbers.
 * @throws {SyntaxError}
 */
export function parseKeepingNumbers(text: string): unknown {
  const { rawJSON } = JSON as RawJson;
  return JSON.parse(text, ((_: string, value: unknown, context?: { readonly source?: string }) => {
    const source = context?.source;
    if (typeof value !== 'number' || source === undefined || rawJSON === undefined || String(value) === source) {
      return value;
    }
    return rawJSON(source);
  }) as Parameters<typeof JSON.parse>[1]);
}
