import { countErrors } from '../domain/problem-bounds.ts';
import { sentence } from '../domain/sentences/sentence.ts';
import { type Refusal, sniffFile } from './header.ts';
import type { Slice } from './slice.ts';

/** What a file may hold. */
export interface PossibleKind {
  readonly slice: Slice;
  readonly fileType: string;
}

/** A file's header fits one kind, or several that have the same columns. */
export interface Recognised {
  readonly ok: true;
  readonly kinds: readonly [PossibleKind, ...PossibleKind[]];
}

/** What the closest match says of a file that fits nothing. */
export type Unrecognised = Refusal & { readonly nearest: PossibleKind };

/** Everything that a file of one of these slices may hold. */
export const kindsOf = (slices: readonly Slice[]): PossibleKind[] =>
  slices.flatMap((slice) => slice.contract.fileTypes.map(({ name: fileType }) => ({ slice, fileType })));

/**
 * Tells from the beginning of a file what it holds; a file that fits nothing is refused with the message of the closest
 * match.
 * @param head as `sniffFile` takes it
 */
export function recogniseHead(
  head: Uint8Array,
  about: { readonly complete: boolean; readonly allowEmpty?: boolean },
  possible: readonly PossibleKind[],
): Recognised | Unrecognised {
  const readings = possible.map((kind) => ({ kind, sniffed: sniffFile(head, about, kind.slice, kind.fileType) }));
  const [first, ...others] = readings.filter(({ sniffed }) => sniffed.ok).map(({ kind }) => kind);
  if (first) return { ok: true, kinds: [first, ...others] };
  return readings
    .flatMap(({ kind, sniffed }) => (sniffed.ok ? [] : [{ ...sniffed, nearest: kind }]))
    .reduce((best, other) => (distance(other) < distance(best) ? other : best));
}

/** How far a file is from a kind: one of which it names no column is further than any other. */
const distance = (refusal: Refusal): number =>
  namesNoColumn(refusal) ? Number.POSITIVE_INFINITY : countErrors(refusal.errors ?? []);

/** Whether the header of a file names no column of a kind; of the closest match, none of any. */
export const namesNoColumn = ({ message }: Refusal): boolean => message?.id === NOT_THE_HEADER.message.id;

const NOT_THE_HEADER = sentence('not-the-header');
