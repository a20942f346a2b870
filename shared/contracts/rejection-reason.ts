import { sentence } from '../domain/sentences/sentence.ts';
import { literal } from '../sql/quoting.ts';
import { sentenceSql } from '../sql/sentence-sql.ts';
import { type FileLayout, isIgnored } from './header.ts';

/** The column of a file of rejected rows that says why each was rejected; it is skipped when the file comes back. */
export const REASON_COLUMN = '_tranche_errors';

/** How each reason begins, so that it is recognised even if the row has lost or gained a cell before it. */
export const REASON_MARK = 'Rejected: ';

/** Places (from 1) of the cells that must hold no reason; none in a file that has no column for it. */
const placesOfData = ({ columns }: FileLayout): readonly number[] =>
  columns.some(isIgnored) ? columns.flatMap((name, index) => (isIgnored(name) ? [] : [index + 1])) : [];

/** What a row shows in which a reason stands where data should; undefined for all others. In two forms that agree. */
export function misplacedReason(layout: FileLayout, cells: readonly string[]): string | undefined {
  const place = placesOfData(layout).find((at) => cells[at - 1]?.startsWith(REASON_MARK));
  return place === undefined ? undefined : sentence('found-earlier-reason', { place }).text;
}

/** The same over an array `cells`; undefined for a file without such a column. */
export function misplacedReasonSql(
  layout: FileLayout,
): { readonly isMisplaced: string; readonly detail: string } | undefined {
  const places = placesOfData(layout);
  if (places.length === 0) return undefined;
  const isReason = `place -> startsWith(cells[place], ${literal(REASON_MARK)})`;
  const list = `[${places.join(', ')}]`;
  return {
    isMisplaced: `arrayExists(${isReason}, ${list})`,
    detail: sentenceSql('found-earlier-reason', { place: `toString(arrayFirst(${isReason}, ${list}))` }),
  };
}
