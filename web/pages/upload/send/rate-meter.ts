/** Over how long the rate is averaged: long enough to be calm, short enough to follow the line. */
const WINDOW_MS = 8_000;
/** Before this much time there is nothing to say yet. */
const FIRST_MS = 800;

/** How fast bytes go, from the totals told now and then. */
export class RateMeter {
  #samples: { readonly at: number; readonly bytes: number }[] = [];

  /** @param bytes all that were sent so far */
  add(bytes: number, at: number): void {
    const last = this.#samples.at(-1);
    // A part that has to be sent again takes bytes back.
    if (last && bytes < last.bytes) this.#samples = [];
    this.#samples.push({ at, bytes });
    while (this.#samples.length > 2 && at - this.#samples[0]!.at > WINDOW_MS) this.#samples.shift();
  }

  /** After a pause it begins anew. */
  reset(): void {
    this.#samples = [];
  }

  /** Bytes a second; undefined as long as that cannot be said. */
  get rate(): number | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || last.at - first.at < FIRST_MS) return undefined;
    return ((last.bytes - first.bytes) / (last.at - first.at)) * 1000;
  }
}
