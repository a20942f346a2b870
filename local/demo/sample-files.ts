import type { DatasetSamples, SampleOptions } from '../../shared/contracts/dataset-samples.ts';
import { csvHeader } from '../../shared/contracts/samples.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import { RowFile } from './row-file.ts';

/** What was written into one file, besides its header. */
export interface SampleFileCounts {
  readonly rows: number;
  /** Rows that must be rejected. */
  readonly rejected: number;
  /** Rows that break a rule and are loaded all the same. */
  readonly warned: number;
  readonly bytes: number;
}

export interface SampleCounts {
  /** By file type. */
  readonly files: Readonly<Record<string, SampleFileCounts>>;
  /** Rows by the rule they break. */
  readonly byRule: Readonly<Record<string, number>>;
}

/**
 * Writes a sample of a slice, a file of each file type, a piece at a time.
 * @throws {RangeError} for a size or share that cannot be
 */
export async function writeSample(
  samples: DatasetSamples,
  slice: Slice,
  options: SampleOptions,
  pathOf: (fileType: string) => string,
): Promise<SampleCounts> {
  const byRule: Record<string, number> = {};
  const ledgers = new Map<string, { file: RowFile; rows: number; rejected: number; warned: number }>();
  try {
    for (const fileType of slice.contract.fileTypes) {
      const file = await RowFile.create(pathOf(fileType.name));
      ledgers.set(fileType.name, { file, rows: 0, rejected: 0, warned: 0 });
      file.add(csvHeader(fileType, slice.variant));
    }
    for (const { fileType, line, breach } of samples.lines(slice, options)) {
      const ledger = ledgers.get(fileType)!;
      ledger.rows += 1;
      ledger.file.add(line);
      if (breach) {
        ledger[breach.isRejected ? 'rejected' : 'warned'] += 1;
        byRule[breach.ruleId] = (byRule[breach.ruleId] ?? 0) + 1;
      }
      if (ledger.file.isFull) await ledger.file.flush();
    }
    for (const { file } of ledgers.values()) await file.finish();
    const files = [...ledgers].map(([name, { file, ...counts }]) => [name, { ...counts, bytes: file.size }]);
    return { files: Object.fromEntries(files), byRule };
  } finally {
    for (const { file } of ledgers.values()) await file.close();
  }
}
