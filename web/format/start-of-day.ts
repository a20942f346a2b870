/** The instant at which a day begins where the reader is; undefined where there is no such day. */
export function startOfDay(text: string, daysLater = 0): string | undefined {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const start = new Date(year, month - 1, day + daysLater);
  const isThere = new Date(year, month - 1, day).getMonth() === month - 1 && year >= 1000;
  return isThere ? start.toISOString() : undefined;
}
