import type { FileKind } from '../../../shared/domain/slice.ts';

export type { FileKind };

/** What is known of what a file holds; a variant of null is known too: its dataset has none. */
export type PartialKind = { readonly [K in keyof FileKind]?: FileKind[K] };

export const isSameKind = (a: PartialKind, b: PartialKind): boolean =>
  a.dataset === b.dataset && a.variant === b.variant && a.fileType === b.fileType;

/** All of it is known. */
export const isKnown = (kind: PartialKind): kind is FileKind =>
  kind.dataset !== undefined && kind.variant !== undefined && kind.fileType !== undefined;
