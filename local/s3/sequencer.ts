let last = 0;

/** 18 hex digits that only grow, also across restarts: they order events, and the versions of a part. */
export function nextSequencer(): string {
  last = Math.max(last + 1, Date.now() * 1000);
  return last.toString(16).toUpperCase().padStart(18, '0');
}
