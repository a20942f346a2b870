/** `P5D`, `P2W`, `P1M`, `P1Y`, `PT6H`, `PT30M`: one unit, so that every window has a beginning that can be counted. */
const DURATION = /^P(?:(\d{1,4})([DWMY])|T(\d{1,4})([HM]))$/;

export interface Step {
  readonly count: number;
  readonly unit: 'minute' | 'hour' | 'day' | 'month';
}

const UNITS = { D: ['day', 1], W: ['day', 7], M: ['month', 1], Y: ['month', 12] } as const;

/** Undefined for what is no such duration, or none at all. */
export function readStep(text: string): Step | undefined {
  const [, dates, dateUnit, times, timeUnit] = DURATION.exec(text) ?? [];
  const count = Number(dates ?? times ?? 0);
  if (count === 0) return undefined;
  if (times !== undefined) return { count, unit: timeUnit === 'H' ? 'hour' : 'minute' };
  const [unit, times1] = UNITS[dateUnit as keyof typeof UNITS];
  return { count: count * times1, unit };
}

const MS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * When the window of a number begins, in UTC. Counted from the start each time: a month after 31 January is 28 February, and
 * two months after it 31 March.
 * @param start epoch milliseconds
 */
export function windowStart(start: number, { count, unit }: Step, number: number): number {
  if (unit !== 'month') return start + number * count * MS[unit];
  const at = new Date(start);
  const months = at.getUTCMonth() + number * count;
  const [year, month] = [at.getUTCFullYear() + Math.floor(months / 12), months % 12];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDay = ((start % MS.day) + MS.day) % MS.day;
  return Date.UTC(year, month, Math.min(at.getUTCDate(), lastDay)) + timeOfDay;
}
