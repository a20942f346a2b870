/**
 * Runs contenders by turns, A B C A B C …, so that whatever else the machine does falls on all of them alike. Ratios are
 * then taken within a round, never between medians.
 * @param ready awaited before each run
 * @param onRun told of each run as it ends
 */
export async function alternate<Name extends string, Sample>(
  contenders: Readonly<Record<Name, () => Promise<Sample>>>,
  {
    runs,
    warmUp,
    ready,
    onRun,
  }: {
    runs: number;
    warmUp: boolean;
    ready?: () => Promise<void>;
    onRun: (round: string, name: Name, sample: Sample) => void;
  },
): Promise<Record<Name, Sample[]>> {
  const names = Object.keys(contenders) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Name, Sample[]>;
  for (let round = warmUp ? 0 : 1; round <= runs; round += 1) {
    for (const name of names) {
      await ready?.();
      const sample = await contenders[name]();
      onRun(round === 0 ? 'warm-up' : `round ${round} of ${runs}`, name, sample);
      if (round > 0) samples[name].push(sample);
    }
  }
  return samples;
}

/** Seconds that `work` takes. */
export async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; value: T }> {
  const begun = performance.now();
  const value = await work();
  return { seconds: (performance.now() - begun) / 1000, value };
}

/**
 * Microseconds a call of something quick takes, each of `runs` measured over at least `minMs`.
 * @param keep must use the result, so that the call cannot be optimised away
 */
export function microsecondsPerCall<T>(
  call: () => T,
  keep: (result: T) => void,
  { runs, minMs = 200 }: { runs: number; minMs?: number },
): number[] {
  const repeat = (times: number): number => {
    const begun = performance.now();
    for (let done = 0; done < times; done += 1) keep(call());
    return performance.now() - begun;
  };
  // As many calls as fill the time, found by doubling; that also warms it up.
  let times = 1;
  while (repeat(times) < minMs) times *= 2;
  return Array.from({ length: runs }, () => (repeat(times) * 1000) / times);
}
