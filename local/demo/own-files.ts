import { open } from 'node:fs/promises';
import path from 'node:path';
import { sniffFile } from '../../shared/contracts/header.ts';
import { loans } from '../../shared/contracts/loans.ts';
import { FILE_TYPES, type FileType, VARIANTS, type Variant } from '../../shared/staging/file-kind.ts';
import { DamagedGzip, unpackHead } from '../../shared/staging/unpack.ts';
import { ArgumentError } from './arguments.ts';
import type { DemoFile } from './send-file.ts';

const HEAD_BYTES = 256 * 1024;

interface Guess {
  readonly path: string;
  readonly fileType: FileType;
  readonly loanTypes: readonly Variant[];
}

/**
 * Finds out from their headers what files hold. Payment plans look the same for every loan type: theirs is that of the
 * credit files given along with them, or of `loanTypes`.
 * @param loanTypes what the files may be; empty for any
 * @throws {ArgumentError} for a file that cannot be read, fits no kind, or fits several
 */
export async function recogniseFiles(paths: readonly string[], loanTypes: readonly Variant[]): Promise<DemoFile[]> {
  const guesses: Guess[] = [];
  for (const file of paths) guesses.push(await guess(file, loanTypes.length > 0 ? loanTypes : VARIANTS));
  const ofCredits = guesses.filter(({ fileType }) => fileType === 'credit').flatMap((credit) => credit.loanTypes);
  const files = guesses.map((candidate): DemoFile => {
    const possible = candidate.loanTypes.length > 1 ? [...new Set(ofCredits)] : candidate.loanTypes;
    const [loanType, another] = possible;
    if (loanType === undefined || another !== undefined) {
      throw new ArgumentError(
        `${candidate.path} is a ${candidate.fileType} file, whose columns are the same for ${VARIANTS.join(' and ')}: ` +
          'say which it is with --loan-type, or give its credit file along with it.',
      );
    }
    return { path: candidate.path, fileType: candidate.fileType, loanType };
  });
  for (const [index, file] of files.entries()) {
    const earlier = files
      .slice(0, index)
      .find((other) => other.loanType === file.loanType && other.fileType === file.fileType);
    if (earlier) {
      throw new ArgumentError(
        `${earlier.path} and ${file.path} are both ${file.loanType} ${file.fileType} files: the second would supersede the first.`,
      );
    }
  }
  return files;
}

async function guess(file: string, loanTypes: readonly Variant[]): Promise<Guess> {
  const head = await readHead(file);
  const readings = FILE_TYPES.flatMap((fileType) =>
    loanTypes.map((loanType) => ({
      fileType,
      loanType,
      sniffed: sniffFile(head.bytes, { complete: head.complete }, loans, loanType, fileType),
    })),
  );
  const fitting = readings.filter(({ sniffed }) => sniffed.ok);
  const [first] = fitting;
  if (first) return { path: file, fileType: first.fileType, loanTypes: fitting.map(({ loanType }) => loanType) };
  const nearest = readings
    .flatMap(({ sniffed }) => (sniffed.ok ? [] : [sniffed]))
    .reduce((best, other) => ((other.errors?.length ?? 0) < (best.errors?.length ?? 0) ? other : best));
  throw new ArgumentError(`${file} is none of the files Tranche takes. ${nearest.detail}`);
}

/** The beginning of a file's content, unpacked. */
async function readHead(file: string): Promise<{ bytes: Buffer; complete: boolean }> {
  try {
    const handle = await open(file);
    try {
      const buffer = Buffer.alloc(HEAD_BYTES);
      const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
      const read = buffer.subarray(0, bytesRead);
      const complete = bytesRead < HEAD_BYTES;
      if (read[0] !== 0x1f || read[1] !== 0x8b) return { bytes: read, complete };
      const { head, exhausted } = await unpackHead(read, HEAD_BYTES);
      return { bytes: head, complete: complete && exhausted };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new ArgumentError(`${path.resolve(file)} cannot be read: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof DamagedGzip) return 'it is a damaged gzip file';
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'EACCES') return 'you may not read it';
  return message;
}
