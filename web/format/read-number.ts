import type { ExactDecimal } from './formats.ts';

/** How a locale writes numbers. */
export interface NumberStyle {
  readonly decimal: string;
  readonly group: string;
  /** Digits of the groups before the last one: three, or two as in 12,34,567. */
  readonly groupSize: number;
}

export function numberStyleOf(locale: string): NumberStyle {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(1_234_567_890.5);
  const partOf = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  const groups = parts.filter(({ type }) => type === 'integer');
  return {
    decimal: partOf('decimal') ?? '.',
    group: partOf('group') ?? '',
    groupSize: groups.at(-2)?.value.length ?? 3,
  };
}

/** Between groups of digits, in any language: spaces of all widths, and apostrophes. */
const COMMON_GROUP_MARKS = [' ', '\u00a0', '\u2009', '\u202f', "'", '’'];

/**
 * Reads a number as somebody types or pastes it: 1,000,000.50 where a comma groups, 1.000.000,50 where a point does,
 * 1 000 000 and 1'000'000 everywhere. Groups must be whole groups, with one mark for all: what only might be a number
 * (1,00 in English, 12.5 in Turkish) is none, so that nothing is read as another number than was meant.
 * @param text with or without a percent sign, if `percent`
 * @returns the exact value, with the decimals it was written with; undefined where it is no number
 */
export function readNumber(
  text: string,
  { decimal, group, groupSize }: NumberStyle,
  percent = false,
): ExactDecimal | undefined {
  const bare = percent ? text.replace(/^\s*([+\-−]?)\s*%|%\s*$/, '$1') : text;
  const [, sign = '', digits = ''] = /^\s*([+\-−]?)\s*(.*?)\s*$/s.exec(bare) ?? [];
  const [whole = '', fraction, ...more] = digits.split(decimal);
  if (more.length > 0 || (fraction !== undefined && !/^[0-9]+$/.test(fraction))) return undefined;
  const ungrouped = fraction !== undefined && whole === '' ? '0' : withoutGroups(whole, group, groupSize);
  if (ungrouped === undefined) return undefined;
  const size = ungrouped.replace(/^0+(?=[0-9])/, '') + (fraction === undefined ? '' : `.${fraction}`);
  const isNegative = sign !== '' && sign !== '+' && /[1-9]/.test(size);
  return isNegative ? `-${size}` : size;
}

function withoutGroups(whole: string, ownMark: string, groupSize: number): string | undefined {
  if (/^[0-9]+$/.test(whole)) return whole;
  const mark = [ownMark, ...COMMON_GROUP_MARKS].find((candidate) => candidate !== '' && whole.includes(candidate));
  if (mark === undefined) return undefined;
  const [first = '', ...others] = whole.split(mark);
  const last = others.pop() ?? '';
  if (!/^[1-9][0-9]*$/.test(first) || !/^[0-9]{3}$/.test(last)) return undefined;
  const fits = (size: number) =>
    first.length <= size && others.every((each) => each.length === size && /^[0-9]+$/.test(each));
  return fits(3) || fits(groupSize) ? first + others.join('') + last : undefined;
}
