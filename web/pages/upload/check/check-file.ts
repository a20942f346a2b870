import { refuseForm, refuseTrailingBytes, signatureOf } from '../../../../shared/contracts/file-signature.ts';
import { HEAD_BYTES, type Refusal, refuse, refuseCrOnly, sniffFile } from '../../../../shared/contracts/header.ts';
import { FileCheck, type RowFindings } from '../../../../shared/contracts/offline/file-check.ts';
import { FindingCounts, validationError } from '../../../../shared/contracts/offline/found.ts';
import { LineTooLong, RecordSplitter, type SplitRecord } from '../../../../shared/contracts/offline/record-splitter.ts';
import { kindsOf, type PossibleKind, recogniseHead } from '../../../../shared/contracts/recognise-head.ts';
import { allSlices, sliceOf } from '../../../../shared/datasets/registry.ts';
import { sentence } from '../../../../shared/domain/sentences/sentence.ts';
import type { FileKind } from '../kind.ts';
import { namesErrorsColumn } from '../rejected-rows.ts';
import { chunksOf, isGzip } from './file-content.ts';
import { DamagedGzip, TrailingBytes, unpackedChunksOf } from './unpack.ts';
import type { RowsVerdict, Verdict } from './verdict.ts';

/** Rows of a file that are checked before it is sent. */
export const CHECKED_ROWS = 1000;
/** A file that is read further than this without as many rows is one of few long rows. */
const MOST_BYTES_READ = 32 * 1024 ** 2;
/** Findings that are kept one by one; all are counted. */
const FINDINGS_KEPT = 1000;

const DAMAGED = refuse('not-csv', sentence('gzip-damaged-or-cut-off'));

/** The beginning of a file's content, and what follows it. */
interface Opened {
  readonly head: Uint8Array;
  /** Whether `head` is the whole content. */
  readonly complete: boolean;
  readonly gzip: boolean;
  /** All chunks from the beginning, those of the head included. */
  readonly chunks: () => AsyncGenerator<Uint8Array>;
}

/** What a file may be, and whether it comes from a download of rejected rows. */
export interface RecognisedFile {
  readonly ok: true;
  /** Its header fits one kind, or several that have the same columns. Of all datasets: whichever is open. */
  readonly kinds: readonly FileKind[];
  /** A workbook, which may hold anything: the service alone reads it. */
  readonly isUnread: boolean;
  readonly hasErrorsColumn: boolean;
}

const kindNames = (kinds: readonly PossibleKind[]): FileKind[] =>
  kinds.map(({ slice: { dataset, variant }, fileType }) => ({ dataset, variant, fileType }));

const ALL_KINDS = kindsOf(allSlices);
const UNREAD: RowsVerdict = {
  ok: true,
  rows: 0,
  isWhole: false,
  rejectedRows: 0,
  warnedRows: 0,
  groups: [],
  findings: [],
  notices: [],
  form: 'workbook',
};

const START_BYTES = 512;
const startOf = async (file: Blob): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(0, START_BYTES).arrayBuffer());
const isWorkbook = async (file: Blob): Promise<boolean> => signatureOf(await startOf(file)).form === 'zip';

/** Finds out from its header what a file holds, as the service would; or why the service would refuse it. */
export async function recogniseFile(file: Blob): Promise<RecognisedFile | Refusal> {
  if (await isWorkbook(file)) return { ok: true, kinds: kindNames(ALL_KINDS), isUnread: true, hasErrorsColumn: false };
  return withOpened(file, async ({ head, complete }) => {
    const recognised = recogniseHead(head, { complete }, ALL_KINDS);
    if (!recognised.ok) return recognised;
    const hasErrorsColumn = namesErrorsColumn(firstLineOf(head));
    return { ok: true, kinds: kindNames(recognised.kinds), isUnread: false, hasErrorsColumn };
  });
}

const firstLineOf = (head: Uint8Array): string =>
  new TextDecoder()
    .decode(head)
    .trimStart()
    .split(/[\r\n]/, 1)[0] ?? '';

/** Checks a file as one of that kind: its form, encoding and header, and its first rows. */
export async function checkFile(file: Blob, kind: FileKind): Promise<Verdict> {
  if (await isWorkbook(file)) return UNREAD;
  return withOpened(file, (opened) => checkOpened(file, opened, kind));
}

async function checkOpened(file: Blob, { head, complete, gzip, chunks }: Opened, kind: FileKind): Promise<Verdict> {
  const slice = sliceOf(kind);
  const sniffed = sniffFile(head, { complete }, slice, kind.fileType);
  if (!sniffed.ok) return sniffed;
  const { layout } = sniffed;
  const endsInCr = refuseCrOnly(layout, gzip ? 0 : file.size);
  if (endsInCr) return endsInCr;

  // Whether the rows that it names exist is seen when all files are there.
  const check = new FileCheck(slice.fileType(kind.fileType), slice.variant, layout, undefined);
  const counts = new FindingCounts();
  const findings: RowsVerdict['findings'][number][] = [];
  /** Numbers of rows. */
  const warned = new Set<number>();
  const note = (row: RowFindings): void => {
    if (row.severity !== 'ERROR') warned.add(row.record.rowNumber);
    for (const finding of row.findings) {
      const found = { slice, fileType: kind.fileType, row, finding };
      counts.add(found);
      if (row.severity === 'ERROR' && findings.length < FINDINGS_KEPT) findings.push(validationError(found));
    }
  };
  const look = (records: readonly SplitRecord[]): void => {
    for (const record of records) {
      if (check.totalRows === CHECKED_ROWS) return;
      const row = check.check(record);
      if (row) note(row);
    }
  };
  const splitter = new RecordSplitter(layout);
  let bytes = 0;
  let isWhole = true;
  try {
    for await (const chunk of chunks()) {
      const records = splitter.push(chunk);
      const room = CHECKED_ROWS - check.totalRows;
      look(records);
      bytes += chunk.length;
      if (records.length > room || bytes > MOST_BYTES_READ) {
        isWhole = false;
        break;
      }
    }
  } catch (error) {
    if (error instanceof LineTooLong) isWhole = false;
    else if (error instanceof DamagedGzip) return DAMAGED;
    else if (error instanceof TrailingBytes) return refuseTrailingBytes();
    else throw error;
  }
  if (isWhole) {
    const last = splitter.end();
    if (last.length > CHECKED_ROWS - check.totalRows) isWhole = false;
    look(last);
  }
  // Of the rows that were read: what they have in common with later ones, the service sees.
  for (const row of check.end()) note(row);
  check.blankLines = splitter.blankLines;
  const { totalRows, rejectedRows, notices } = check;
  return {
    ok: true,
    rows: totalRows,
    isWhole,
    rejectedRows,
    warnedRows: warned.size,
    groups: counts.groups({ [kind.fileType]: totalRows }),
    findings,
    notices,
    form: { delimiter: layout.delimiter, columns: layout.columns.length, gzip },
  };
}

/** Opens a file, and refuses what is no text at all. */
async function withOpened<T>(file: Blob, use: (opened: Opened) => Promise<T>): Promise<T | Refusal> {
  if (file.size === 0) return refuse('empty-file', sentence('no-bytes'));
  const gzip = await isGzip(file);
  const form = refuseForm(await startOf(file), { unpacked: false });
  if (form) return form;
  const chunks = () => (gzip ? unpackedChunksOf(file) : chunksOf(file));
  const { head, complete, damage } = await headOf(chunks());
  if (damage) return damage;
  const inner = gzip ? refuseForm(head, { unpacked: true }) : undefined;
  return inner ?? use({ head, complete, gzip, chunks });
}

async function headOf(
  chunks: AsyncGenerator<Uint8Array>,
): Promise<{ head: Uint8Array; complete: boolean; damage?: Refusal }> {
  const head = new Uint8Array(HEAD_BYTES);
  let length = 0;
  try {
    for await (const chunk of chunks) {
      const fitting = chunk.subarray(0, HEAD_BYTES - length);
      head.set(fitting, length);
      length += fitting.length;
      if (fitting.length < chunk.length) return { head, complete: false };
    }
  } catch (error) {
    const damage =
      error instanceof DamagedGzip ? DAMAGED : error instanceof TrailingBytes ? refuseTrailingBytes() : undefined;
    if (!damage) throw error;
    return { head: head.subarray(0, length), complete: false, damage };
  }
  return { head: head.subarray(0, length), complete: true };
}
