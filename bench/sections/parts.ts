import {
  columnsOfVariant,
  type Dataset,
  type FileType,
  fileTypeOf,
  rejectingReferencesOf,
} from '../../shared/contracts/contract.ts';
import { findingSentence } from '../../shared/contracts/finding-sentence.ts';
import { type FileLayout, sniffFile } from '../../shared/contracts/header.ts';
import { ruleById, rulesOf } from '../../shared/contracts/rules.ts';
import { csvHeader, csvLine, sampleRow, seededRandom } from '../../shared/contracts/samples.ts';
import { Slice } from '../../shared/contracts/slice.ts';
import { loans } from '../../shared/datasets/loans/contract.ts';
import { type CheckedFile, fastLaneSql, slowLaneSql } from '../../shared/pipeline/row-check.ts';
import type { BenchContext, Section } from '../context.ts';
import { figure, type SectionResult } from '../figures.ts';
import { microsecondsPerCall } from '../measure.ts';
import { VARIANT } from '../portfolios.ts';

export const parts: Section = {
  title: 'Parts: what TypeScript does on the way of a load, by itself',
  run: measureParts,
};

/** What staging reads of a file. */
const HEAD_BYTES = 256 * 1024;

async function measureParts({ runs }: BenchContext): Promise<SectionResult> {
  const figures = [];
  let kept: unknown;
  const keep = (result: unknown) => {
    kept = result;
  };
  for (const fileType of loans.fileTypes) {
    const { name } = fileType;
    const head = headOf(fileType);
    const sniff = () => sniffFile(head, { complete: false }, Slice.of(loans, VARIANT), name);
    const check = checkOf(loans, fileType);
    figures.push(
      figure(
        `parts.${name}.sniff_header_us`,
        `${name}: head of 256 KB sniffed`,
        'µs',
        microsecondsPerCall(sniff, keep, { runs }),
      ),
      figure(
        `parts.${name}.compile_fast_lane_us`,
        `${name}: contract to SQL, fast lane`,
        'µs',
        microsecondsPerCall(() => fastLaneSql(check, 'rows'), keep, { runs }),
      ),
      figure(
        `parts.${name}.compile_slow_lane_us`,
        `${name}: contract to SQL, slow lane`,
        'µs',
        microsecondsPerCall(() => slowLaneSql(check, 'rows'), keep, { runs }),
      ),
    );
  }
  const ids = rulesOf(fileTypeOf(loans, 'credit'), VARIANT).map(({ id }) => id);
  let next = 0;
  const message = () => {
    next = (next + 1) % ids.length;
    const rule = ruleById(loans, ids[next] ?? '');
    return rule && findingSentence(rule, '1.234,56', '');
  };
  figures.push(figure('parts.message_us', 'message of a finding', 'µs', microsecondsPerCall(message, keep, { runs })));
  if (kept === undefined) throw new Error('a part gave no result');
  return {
    figures,
    notes: ['Once a file, or once a finding that is read: nothing here grows with the rows of a file.'],
  };
}

const layoutOf = (fileType: FileType): FileLayout => ({
  delimiter: ';',
  columns: columnsOfVariant(fileType, VARIANT).map(({ name }) => name),
  headerLine: 0,
  dataOffset: 0,
  encoding: 'utf-8',
  bom: false,
  lineEnd: 'LF',
});

const checkOf = (dataset: Dataset, fileType: FileType): CheckedFile => ({
  slice: Slice.of(dataset, VARIANT),
  fileType,
  layout: layoutOf(fileType),
  references: rejectingReferencesOf(fileType).map((reference) => ({
    reference,
    exists: ([key]) => `${key} IN (SELECT 1)`,
  })),
});

function headOf(fileType: FileType): Buffer {
  const random = seededRandom(1);
  const lines = [csvHeader(fileType, VARIANT)];
  for (let bytes = 0; bytes < HEAD_BYTES; bytes += lines.at(-1)?.length ?? 0) {
    lines.push(csvLine(fileType, VARIANT, sampleRow(fileType, VARIANT, random)));
  }
  return Buffer.from(lines.join('\n')).subarray(0, HEAD_BYTES);
}
