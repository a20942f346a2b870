const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

export const countText = (count: number): string => count.toLocaleString('en');

/** An exact amount with its thousands told apart: 13337.35 → 13,337.35 */
export const amountText = (exact: string): string => exact.replace(/[0-9](?=([0-9]{3})+([.]|$))/g, '$&,');

/** One noun, one or many. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${countText(count)} ${count === 1 ? one : many}`;

/** 1,536 → 1.5 KB */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  let value = bytes;
  let unit = -1;
  while (value >= 999.95 && unit < UNITS.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${value.toFixed(1)} ${UNITS[unit]}`;
}

/** 45 ms, 3.2 s, 4 min 05 s, 2 h 10 min */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const hours = Math.floor(whole / 3600);
  return hours < 48 ? `${hours} h ${two(Math.floor((whole % 3600) / 60))} min` : `${Math.floor(hours / 24)} days`;
}

/** How long ago, in words. */
export const agoText = (time: string, now = Date.now()): string =>
  `${durationText(Math.max(0, now - Date.parse(time)))} ago`;

export const percentText = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 2 : 1)} %`;
