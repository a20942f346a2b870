import { countErrors } from '../domain/problem-bounds.ts';
import type { Dataset } from './contract.ts';
import { type Refusal, sniffFile } from './header.ts';

/** What a file may be: its header fits a file type of one or several variants. */
export interface Recognised {
  readonly ok: true;
  readonly fileType: string;
  readonly variants: readonly [string, ...string[]];
}

/**
 * Tells from the beginning of a file what it holds; a file that fits nothing is refused with the message of the closest
 * match.
 * @param head as `sniffFile` takes it
 */
export function recogniseHead(
  head: Uint8Array,
  about: { readonly complete: boolean; readonly allowEmpty?: boolean },
  dataset: Dataset,
  possible: { readonly variants: readonly string[]; readonly fileTypes: readonly string[] },
): Recognised | Refusal {
  const readings = possible.fileTypes.flatMap((fileType) =>
    possible.variants.map((variant) => ({
      fileType,
      variant,
      sniffed: sniffFile(head, about, dataset, variant, fileType),
    })),
  );
  const fitting = readings.filter(({ sniffed }) => sniffed.ok);
  const [first, ...others] = fitting;
  if (first) {
    const { fileType, variant } = first;
    return { ok: true, fileType, variants: [variant, ...others.map((other) => other.variant)] };
  }
  return readings
    .flatMap(({ sniffed }) => (sniffed.ok ? [] : [sniffed]))
    .reduce((best, other) => (countErrors(other.errors ?? []) < countErrors(best.errors ?? []) ? other : best));
}
