import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import type { DeliveryFile } from '../../shared/client/send-file.ts';
import { damagedFile, lineTooLong, unreadableLines } from '../../shared/contracts/file-notices.ts';
import { FileCheck, type RowFindings } from '../../shared/contracts/offline/file-check.ts';
import { FindingCounts, type Found } from '../../shared/contracts/offline/found.ts';
import { LineTooLong, RecordSplitter } from '../../shared/contracts/offline/record-splitter.ts';
import type { Slice } from '../../shared/contracts/slice.ts';
import { sliceLabels } from '../../shared/datasets/labels.ts';
import type { ErrorGroup } from '../../shared/domain/error-group.ts';
import { fileNameFault } from '../../shared/domain/file-name.ts';
import { type ProblemDocument, problemDocument } from '../../shared/domain/problems.ts';
import { saidBy } from '../../shared/domain/sentences/sentence.ts';
import type { SliceName } from '../../shared/domain/slice.ts';
import type { ErrorSummary, SyncNotice } from '../../shared/domain/sync.ts';
import { judgeCounts } from '../../shared/pipeline/error-rate.ts';
import { DamagedGzip, gunzipped, TrailingBytes } from '../../shared/staging/gzip.ts';
import { inspectUpload, withNextStep } from '../../shared/staging/inspect.ts';
import type { InspectedFile } from '../../shared/staging/upload-record.ts';
import { hasOwnColumn, OWN_COLUMN } from '../upload/rejected-rows.ts';
import { LocalObject } from './local-object.ts';
import { missingFileNotices, References } from './references.ts';

/** What would become of one file. */
export interface FileReport {
  readonly path: string;
  readonly file_name: string;
  readonly size_bytes: number;
  /** REJECTED: the file as a whole cannot be read, and `problem` says why. */
  readonly status: 'CHECKED' | 'REJECTED';
  readonly problem: ProblemDocument | null;
  readonly total_rows: number | null;
  readonly valid_rows: number | null;
  readonly rejected_rows: number | null;
  /** Among the valid ones: loaded, and left out of reads unless they are asked for. */
  readonly quarantined_rows: number | null;
  readonly error_count: number | null;
  readonly warning_count: number | null;
}

/** What a sync of the files would find; names and meaning as in a sync's log. */
export interface SliceReport extends SliceName {
  readonly ruleset_version: string;
  /** Whether a sync would publish something. */
  readonly loadable: boolean;
  /** Whether the files were checked as a correction: they bring rows of what is live anew. */
  readonly correction: boolean;
  readonly files: Readonly<Record<string, FileReport>>;
  readonly error_count: number;
  readonly warning_count: number;
  readonly error_summary: ErrorSummary;
  readonly groups: readonly ErrorGroup[];
  /** Why a sync would publish nothing. */
  readonly failure: ProblemDocument | null;
  readonly notices: readonly SyncNotice[];
}

export interface CheckOptions {
  /** The share of rejected rows above which nothing is published. */
  readonly maxErrorRate: number;
  /** Whether a header without rows is meant. */
  readonly allowEmpty?: boolean;
  /** The files bring rows of the live book anew. Without it a file that has a column of Tranche's own does so. */
  readonly correction?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Told of every finding, in the order of the files. May be waited for. */
  readonly onFinding?: (found: Found) => void | Promise<void>;
  /** Told how many bytes of the files have been read. */
  readonly onProgress?: (bytes: number) => void;
}

/** The service's own default. */
const MAX_FILE_BYTES = 100 * 1024 ** 3;
const CHUNK_BYTES = 1024 * 1024;

/**
 * Checks files of one slice as a sync would, without a service: each as a whole, each of its rows, and references between
 * files against their valid rows if both are there. What only the service knows is left out: what it has loaded before. So
 * of a correction neither the share of rejected rows is judged nor a reference to a row that is not in the files.
 */
export async function checkSlice(
  slice: Slice,
  files: readonly DeliveryFile[],
  options: CheckOptions,
): Promise<SliceReport> {
  const { maxErrorRate, allowEmpty = false, correction = false } = options;
  const marked = correction ? [] : await filesOfRejectedRows(files);
  const isCorrection = correction || marked.length > 0;
  const counts = new FindingCounts();
  const checks: Record<string, FileCheck> = {};
  const references = new References(checks, isCorrection);
  const reports: Record<string, FileReport> = {};
  // In the order of the contract: those that others refer to come first.
  for (const { name } of slice.contract.fileTypes) {
    const file = files.find((candidate) => candidate.fileType === name);
    if (!file) continue;
    const { report, check } = await checkFile(file, counts, references, options);
    reports[name] = report;
    if (check) checks[name] = check;
  }
  const checked = Object.entries(checks).map(([name, check]) => ({
    name,
    totalRows: check.totalRows,
    validRows: check.validRows,
    rejectedRows: check.rejectedRows,
    mayBeEmpty: check.totalRows === 0 && allowEmpty,
  }));
  const unreadable = Object.values(reports).find(({ problem }) => problem?.type.endsWith('/file-unreadable'));
  // How many rows are live, and so what share of them all is rejected, only the service knows.
  const judged = judgeCounts(checked, isCorrection ? 1 : maxErrorRate);
  const failure = unreadable?.problem ?? (judged ? problemDocument(judged.code, judged.said) : null);
  const rows = Object.fromEntries(checked.map(({ name, totalRows }) => [name, totalRows]));
  return {
    ...sliceLabels(slice),
    ruleset_version: slice.contract.version,
    loadable: failure === null && checked.length > 0,
    correction: isCorrection,
    files: reports,
    error_count: counts.count('ERROR'),
    warning_count: counts.count('WARNING'),
    error_summary: counts.summary(),
    groups: counts.groups(rows).map((group) => ({ ...group, ...sliceLabels(slice) })),
    failure,
    notices: [
      ...(isCorrection ? correctionNotices(marked, checked.length > 0) : []),
      ...references.notices,
      ...fileNoticesOf(checks),
      ...missingFileNotices(slice, checks),
    ],
  };
}

/** Those that show by their header that they bring rejected rows of an earlier sync. */
async function filesOfRejectedRows(files: readonly DeliveryFile[]): Promise<DeliveryFile[]> {
  const marked: DeliveryFile[] = [];
  for (const file of files) if (await hasOwnColumn(file.path, [file])) marked.push(file);
  return marked;
}

function correctionNotices(marked: readonly DeliveryFile[], isJudged: boolean): SyncNotice[] {
  const names = marked.map(({ path: file }) => path.basename(file)).join(', ');
  const [has, columns] = marked.length === 1 ? ['has', 'a column'] : ['have', 'columns'];
  return [
    ...(marked.length > 0
      ? [
          {
            code: 'correction-recognised',
            detail: `${names} ${has} ${columns} ${OWN_COLUMN}…, as files of rejected rows have: checked as a correction (--correction), which brings rows of the live book anew.`,
          },
        ]
      : []),
    ...(isJudged
      ? [
          {
            code: 'error-rate-not-judged',
            detail:
              'The share of rejected rows was not judged: the service counts the rows that stay live as sound ones, and only it knows them.',
          },
        ]
      : []),
  ];
}

const fileNoticesOf = (checks: Readonly<Record<string, FileCheck>>): SyncNotice[] =>
  Object.values(checks).flatMap((check) => check.notices.map(({ rows, ...notice }) => ({ ...notice, count: rows })));

async function checkFile(
  file: DeliveryFile,
  counts: FindingCounts,
  references: References,
  options: CheckOptions,
): Promise<{ report: FileReport; check?: FileCheck }> {
  const { size } = await stat(file.path);
  const object = new LocalObject(file.path, size);
  try {
    return await checkObject(file, object, size, counts, references, options);
  } finally {
    await object.removeConverted();
  }
}

async function checkObject(
  file: DeliveryFile,
  object: LocalObject,
  size: number,
  counts: FindingCounts,
  references: References,
  options: CheckOptions,
): Promise<{ report: FileReport; check?: FileCheck }> {
  const about = { path: file.path, file_name: path.basename(file.path), size_bytes: size };
  const refused = (problem: ProblemDocument): { report: FileReport } => ({
    report: {
      ...about,
      status: 'REJECTED',
      problem,
      total_rows: null,
      valid_rows: null,
      rejected_rows: null,
      quarantined_rows: null,
      error_count: null,
      warning_count: null,
    },
  });
  const name = fileNameFault(about.file_name);
  if (name) {
    return refused(problemDocument('invalid-request', saidBy(name), [{ field: 'file_name', ...name }]));
  }
  const verdict = await inspect(object, file, size, options.allowEmpty ?? false);
  if (!verdict.ok) return refused(withNextStep(verdict.problem));
  const { slice } = file;
  const exists = references.lookupOf(file.fileType);
  const check = new FileCheck(slice.fileType(file.fileType), slice.variant, verdict.inspected.layout, exists);
  const tell = async (row: RowFindings) => {
    for (const finding of row.findings) {
      const found = { slice, fileType: file.fileType, row, finding };
      counts.add(found);
      await options.onFinding?.(found);
    }
  };
  try {
    const splitter = new RecordSplitter(verdict.inspected.layout);
    const isSheet = verdict.inspected.sheet !== undefined;
    // A workbook has been read by now; what it was made into has another size.
    if (isSheet) options.onProgress?.(size);
    const reading = isSheet ? { ...options, onProgress: () => {} } : options;
    for await (const chunk of contentOf(object.contentPath({ isSheet }), verdict.inspected, reading)) {
      for (const record of splitter.push(chunk)) {
        const row = check.check(record);
        if (row) await tell(row);
      }
    }
    for (const record of splitter.end()) {
      const row = check.check(record);
      if (row) await tell(row);
    }
    for (const row of check.end()) await tell(row);
    check.blankLines = splitter.blankLines;
    const why = unreadableLines(file.fileType, splitter.oddLines);
    if (why) return refused(problemDocument('file-unreadable', why));
  } catch (error) {
    if (error instanceof LineTooLong) return refused(problemDocument('file-unreadable', lineTooLong(file.fileType)));
    if (isDamaged(error)) return refused(problemDocument('file-unreadable', damagedFile(file.fileType)));
    throw error;
  }
  const report: FileReport = {
    ...about,
    status: 'CHECKED',
    problem: null,
    total_rows: check.totalRows,
    valid_rows: check.validRows,
    rejected_rows: check.rejectedRows,
    quarantined_rows: check.quarantinedRows,
    error_count: counts.count('ERROR', file.fileType),
    warning_count: counts.count('WARNING', file.fileType),
  };
  return { report, check };
}

const isDamaged = (error: unknown): boolean => error instanceof DamagedGzip || error instanceof TrailingBytes;

/** What staging would say of the file. */
async function inspect(object: LocalObject, file: DeliveryFile, size: number, allowEmpty: boolean) {
  const upload = {
    object_key: file.path,
    size_bytes: size,
    sha256: null,
    slice: file.slice,
    file_type: file.fileType,
    allow_empty: allowEmpty,
  } as const;
  const verdict = await inspectUpload(object, upload, { maxBytes: MAX_FILE_BYTES });
  if (verdict === undefined) throw new Error(`${file.path} is not there any more`);
  return verdict;
}

/** The content, unpacked, in chunks. */
async function* contentOf(
  file: string,
  { compression }: InspectedFile,
  { signal, onProgress = () => {} }: CheckOptions,
): AsyncGenerator<Buffer> {
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES, ...(signal ? { signal } : {}) });
  const counting = new Transform({
    highWaterMark: CHUNK_BYTES,
    transform(chunk: Buffer, _encoding, done) {
      onProgress(chunk.length);
      done(null, chunk);
    },
  });
  const counted = source.pipe(counting);
  source.on('error', (error) => counting.destroy(error));
  if (compression === 'none') {
    yield* counted;
    return;
  }
  yield* gunzipped(counted);
}
