/** A span of time in which requests are counted: they follow each other without a gap, by the clock. */
export interface Window {
  /** Seconds since the epoch. */
  readonly start: number;
  readonly end: number;
}

export function windowAt(nowMs: number, seconds: number): Window {
  const start = Math.floor(nowMs / 1000 / seconds) * seconds;
  return { start, end: start + seconds };
}

/** Whole seconds until it ends, at least one: whoever waits so long is in the next one. */
export const secondsLeft = ({ end }: Pick<Window, 'end'>, nowMs: number): number =>
  Math.max(1, Math.ceil(end - nowMs / 1000));
