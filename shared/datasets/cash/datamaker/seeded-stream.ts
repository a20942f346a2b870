/** What numbers are drawn for: each has its own for every seed, whatever is drawn for the others. */
export const STREAMS = { company: 1, unknownAccount: 2, rates: 3, sepa: 4, swift: 5 } as const;
export type Stream = keyof typeof STREAMS;

/**
 * Numbers in [0, 1) that follow from a seed, what they are for and the number of a block (sfc32). Its 128 bits of state keep
 * the numbers of thousands of blocks apart, which 32 bits do not.
 */
export function seededStream(seed: number, stream: Stream, block: number): () => number {
  let a = seed | 0;
  let b: number = STREAMS[stream];
  let c = block | 0;
  let counter = 1;
  const next = () => {
    const drawn = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + drawn) | 0;
    return (drawn >>> 0) / 4_294_967_296;
  };
  // The first ones still show what they were made of.
  for (let round = 0; round < 15; round += 1) next();
  return next;
}

export const drawn = <Item>(random: () => number, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)]!;
