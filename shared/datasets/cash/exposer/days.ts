/** Days are counted from 1970-01-01, in UTC. */
const DAY_MS = 86_400_000;

export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().split('T')[0]!;

/** Of years 1 to 9999, written YYYY-MM-DD; undefined for everything else. */
export function dayOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text.startsWith('0000')) return undefined;
  const day = Date.parse(text) / DAY_MS;
  // Date.parse takes 2023-02-30 for March 2.
  return Number.isInteger(day) && dayText(day) === text ? day : undefined;
}
