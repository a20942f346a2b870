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
  const gated = [
    ...files.map((file) => ({ ...file, of: { id: 'too-many-rejected', file_type: file.name } as const })),
    ...(files.length > 1
      ? [
          {
            of: { id: 'too-many-rejected-of-all' } as const,
            totalRows: files.reduce((rows, file) => rows + file.totalRows, 0),
            keptRows: files.reduce((rows, file) => rows + (file.keptRows ?? 0), 0),
            rejectedRows: files.reduce((rows, file) => rows + file.rejectedRows, 0),
          },
        ]
      : []),
  ];
  for (const { of, totalRows, rejectedRows, keptRows = 0 } of gated) {
    if (rejectedRows > (totalRows + keptRows) * highest) {
      const counts = { rejected: rejectedRows, rows: totalRows, share: percentage(highest) };
      return {
        code: 'error-rate-exceeded',
        said:
          of.id === 'too-many-rejected'
            ? serviceSentence(of.id, { ...counts, file_type: of.file_type })
            : serviceSentence(of.id, counts),
      };
    }
  }
  const empty = files.find(({ validRows, mayBeEmpty = false }) => validRows === 0 && !mayBeEmpty);
  return (
    empty && {
      code: 'nothing-valid',
      said: serviceSentence('no-valid-row', { file_type: empty.name }),
    }
  );
}
