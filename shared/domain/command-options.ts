/** What was typed cannot be done; the message says why. */
export class ArgumentError extends Error {
  override readonly name = 'ArgumentError';
}

/** What `read` makes of options with node:util's parseArgs. @throws {ArgumentError} in its first sentence, for options that are none */
export function parsedOptions<Options>(read: () => Options): Options {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ArgumentError(error.message.split('. ')[0] + '.');
  }
}

type Bounds = readonly [low: number, high: number];

/** The value of an option. @throws {ArgumentError} */
export function numberIn(name: string, given: string | undefined, otherwise: number, [low, high]: Bounds): number {
  if (given === undefined) return otherwise;
  // Digits only: Number() would also take "", "0x10" and "1e3".
  const value = /^[0-9]+(\.[0-9]+)?$/.test(given) ? Number(given) : Number.NaN;
  if (value >= low && value <= high) return value;
  throw new ArgumentError(`--${name} must be a number from ${low} to ${high}; got "${given}".`);
}

/** @throws {ArgumentError} */
export function wholeNumberIn(name: string, given: string | undefined, otherwise: number, bounds: Bounds): number {
  const value = numberIn(name, given, otherwise, bounds);
  if (Number.isInteger(value)) return value;
  throw new ArgumentError(`--${name} must be a whole number; got "${given}".`);
}
