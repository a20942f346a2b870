import type { Sentence } from '../domain/sentences/sentence.ts';
import { serviceSentence } from '../domain/sentences/service-sentence.ts';

/** What became of the rows of one file. */
export interface CountedFile {
  readonly name: string;
  readonly totalRows: number;
  readonly validRows: number;
  readonly rejectedRows: number;
  /** Rows of the live book that a correction leaves as they are: they count as sound ones of the file. */
  readonly keptRows?: number;
  /** A file without rows that is meant to have none. */
  readonly mayBeEmpty?: boolean;
}

type CountedRows = Pick<CountedFile, 'totalRows' | 'rejectedRows' | 'keptRows'>;

/** Of a ratio that somebody has chosen: 7 of 0.07, not 7.000000000000001. */
export const percentage = (ratio: number): number => Number((ratio * 100).toPrecision(12));

/** The highest share of rejected rows where the configuration says nothing else. */
export const DEFAULT_MAX_ERROR_RATE = 0.5;

/**
 * Why files must not be published: too many rejected rows in one of them or in all of them together, or no valid row.
 * @param highest the share of rejected rows that is just allowed
 */
export function judgeCounts(
  files: readonly CountedFile[],
  highest: number,
): { readonly code: 'error-rate-exceeded' | 'nothing-valid'; readonly said: Sentence } | undefined {
  const isAbove = ({ totalRows, rejectedRows, keptRows = 0 }: CountedRows) =>
    rejectedRows > (totalRows + keptRows) * highest;
  const share = percentage(highest);
  const above = files
    .filter(isAbove)
    .map(({ name, totalRows, rejectedRows }) => ({ rejected: rejectedRows, rows: totalRows, file_type: name }));
  const [first, another] = above;
  if (first) {
    const said = another
      ? serviceSentence('too-many-rejected-of-files', {
          files: above.map((counts) => serviceSentence('rejected-of-file', counts)),
          share,
        })
      : serviceSentence('too-many-rejected', { ...first, share });
    return { code: 'error-rate-exceeded', said };
  }
  const sum = (of: (file: CountedFile) => number) => files.reduce((rows, file) => rows + of(file), 0);
  const all = {
    totalRows: sum(({ totalRows }) => totalRows),
    rejectedRows: sum(({ rejectedRows }) => rejectedRows),
    keptRows: sum(({ keptRows = 0 }) => keptRows),
  };
  if (files.length > 1 && isAbove(all)) {
    const counts = { rejected: all.rejectedRows, rows: all.totalRows, share };
    return { code: 'error-rate-exceeded', said: serviceSentence('too-many-rejected-of-all', counts) };
  }
  const empty = files.find(({ validRows, mayBeEmpty = false }) => validRows === 0 && !mayBeEmpty);
  return (
    empty && {
      code: 'nothing-valid',
      said: serviceSentence('no-valid-row', { file_type: empty.name }),
    }
  );
}
