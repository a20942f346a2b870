import { Stack, Text } from '@mantine/core';
import type { SyncLog } from '../api/queries/syncs.ts';
import { type RowCounts, rowCountsOf } from '../api/sync-outcome.ts';
import { useNames } from '../datasets/use-names.ts';
import { useFormats } from '../format/use-formats.ts';

/** What became of the rows, a line a file: 196 fixed · 4,244 kept · 4,440 live. */
export function SyncResult({ sync }: { readonly sync: SyncLog }) {
  const names = useNames();
  const words = useRowCountWords(sync);
  return (
    <Stack gap={2} role="status">
      {rowCountsOf(sync).map((counts) => (
        <Text key={counts.fileType} size="sm">
          <Text span inherit c="dimmed">
            {names.table(sync.dataset, counts.fileType)}:
          </Text>{' '}
          <Text span inherit fw={600}>
            {words(counts)}
          </Text>
        </Text>
      ))}
    </Stack>
  );
}

/** Writes the counts of a file of that sync in one line. */
export function useRowCountWords({
  dataset,
  publication,
}: Pick<SyncLog, 'dataset' | 'publication'>): (counts: RowCounts) => string {
  const names = useNames();
  const formats = useFormats();
  const inBook = publication === 'published' ? 'live' : 'wouldBeLive';
  return ({ sound, kept, returned, rejected, live }) => {
    const word = (as: 'loaded' | 'valid' | 'fixed' | 'kept' | 'returned' | 'rejected' | typeof inBook, count: number) =>
      names.said(dataset, `common:rows.${as}`, { count, shown: formats.count(count) });
    return [
      word(sound.as, sound.rows),
      ...(kept === undefined ? [] : [word('kept', kept)]),
      ...(returned === undefined ? [] : [word('returned', returned)]),
      ...(rejected === undefined ? [] : [word('rejected', rejected)]),
      ...(live === undefined ? [] : [word(inBook, live)]),
    ].join(' · ');
  };
}
