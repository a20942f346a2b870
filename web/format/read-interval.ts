import type { Formats } from './formats.ts';

/** A week, in minutes. */
const LONGEST = 10_080;

/** A whole number of minutes, as the reader's language writes it; undefined where it is none that is allowed. */
export function readInterval(text: string, { read }: Pick<Formats, 'read'>): number | undefined {
  const exact = read(text);
  if (exact === undefined || !/^\d+(\.0+)?$/.test(exact)) return undefined;
  const minutes = Number(exact);
  return minutes >= 1 && minutes <= LONGEST ? minutes : undefined;
}
