import { scaled, unscaled } from '../../../shared/contracts/kinds/decimal.ts';
import { scaleOf } from '../../../shared/warehouse/served-value.ts';
import { isDay, isInstant, isNumber } from '../../parts/column-kinds.ts';
import type { ServedColumn } from '../../parts/row-columns.ts';

/** Shares are taken in millionths. */
const MILLION = 1_000_000n;
/** Letters of a text that are told apart; more would make no difference. */
const LETTERS = 12;
const DIGITS = { first: '0', count: 10n };
/** ASCII that can be seen. */
const ASCII = { first: ' ', count: 95n };

/** A value of the column that share of the way from `low` to `high`, either way round; undefined where none is between. */
export function valueBetween(column: ServedColumn, low: string, high: string, share: number): string | undefined {
  if (low === high) return undefined;
  const between = (from: bigint, to: bigint) => from + ((to - from) * BigInt(Math.round(share * 1e6))) / MILLION;
  const value = () => {
    if (isNumber(column)) {
      const scale = scaleOf(column.kind);
      return scaled(between(unscaled(low, scale), unscaled(high, scale)), scale);
    }
    if (isDay(column)) return dateOf(between(dayOf(low), dayOf(high)));
    if (isInstant(column)) return new Date(Number(between(milliseconds(low), milliseconds(high)))).toISOString();
    return textBetween(low, high, between);
  };
  const found = value();
  return found === low || found === high || found === '' ? undefined : found;
}

const milliseconds = (instant: string): bigint => BigInt(Date.parse(instant));
const DAY_MS = 86_400_000n;
const dayOf = (date: string): bigint => BigInt(Date.parse(`${date}T00:00:00Z`)) / DAY_MS;
const dateOf = (day: bigint): string => new Date(Number(day * DAY_MS)).toISOString().slice(0, 10);

/** Texts as numbers: what both begin with stays, and the letters behind it are the digits. */
function textBetween(low: string, high: string, between: (from: bigint, to: bigint) => bigint): string {
  let same = 0;
  while (same < low.length && low[same] === high[same]) same += 1;
  const [from, to] = [low, high].map((text) => text.slice(same, same + LETTERS)) as [string, string];
  const alphabet = /^\d*$/.test(from + to) ? DIGITS : ASCII;
  const base = alphabet.first.charCodeAt(0);
  const numberOf = (text: string) =>
    Array.from({ length: LETTERS }, (_, at) => text.charCodeAt(at) - base)
      .map((digit) => BigInt(Math.min(Math.max(digit || 0, 0), Number(alphabet.count) - 1)))
      .reduce((sum, digit) => sum * alphabet.count + digit, 0n);
  let rest = between(numberOf(from), numberOf(to));
  let letters = '';
  for (let at = 0; at < LETTERS; at += 1) {
    letters = String.fromCharCode(Number(rest % alphabet.count) + base) + letters;
    rest /= alphabet.count;
  }
  return (low.slice(0, same) + letters).trimEnd();
}
