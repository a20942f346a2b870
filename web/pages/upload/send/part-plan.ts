/** How a file is cut into parts, and which of them have arrived. */
export class PartPlan {
  readonly #size: number;
  readonly #partSize: number;
  readonly #count: number;
  /** Where parts go, by their numbers. */
  readonly urls = new Map<number, string>();
  readonly etags = new Map<number, string>();
  /** Bytes gone out of parts that are being sent. */
  readonly underWay = new Map<number, number>();

  constructor(size: number, partSize: number) {
    this.#size = size;
    this.#partSize = partSize;
    this.#count = Math.max(1, Math.ceil(size / partSize));
  }

  /** From and up to which byte a part goes; parts count from 1. */
  rangeOf(part: number): [start: number, end: number] {
    const start = (part - 1) * this.#partSize;
    return [start, Math.min(start + this.#partSize, this.#size)];
  }

  missing(): number[] {
    return Array.from({ length: this.#count }, (_, index) => index + 1).filter((part) => !this.etags.has(part));
  }

  /** One of another length is no part of this file. */
  arrived(part: number, etag: string, bytes: number): void {
    this.underWay.delete(part);
    if (part >= 1 && part <= this.#count && bytes === this.#lengthOf(part)) this.etags.set(part, etag);
  }

  get sentBytes(): number {
    let bytes = 0;
    for (const part of this.etags.keys()) bytes += this.#lengthOf(part);
    for (const sent of this.underWay.values()) bytes += sent;
    // What goes out has a little more than the bytes of the file.
    return Math.min(bytes, this.#size);
  }

  #lengthOf(part: number): number {
    const [start, end] = this.rangeOf(part);
    return end - start;
  }
}
